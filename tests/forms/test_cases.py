"""Each inspection form filled by hand with a plausible case: no problem left, and the result as calculated."""

from decimal import Decimal

import pytest

from app.forms.fill import fill
from app.forms.session import Session
from app.usecases.grading import gradings
from tests.forms.built_in import INSPECTIONS, begun
from tests.forms.cases import Case, cases

CASES = cases()
CENT = Decimal("0.01")


@pytest.mark.parametrize("case", CASES, ids=[case.form for case in CASES])
def test_a_case_filled_by_hand_is_complete_and_graded_as_calculated_by_hand(case: Case) -> None:
    session = begun(case.form)

    told = fill(session, case.answers)

    assert told["failed"] == []
    assert graded(session) == {name: dict(expected) for name, expected in case.grades.items()}
    assert {path: calculated(session, path) for path in case.calculated} == dict(case.calculated)


def test_every_inspection_form_has_a_case() -> None:
    assert [case.form for case in CASES] == INSPECTIONS


def graded(session: Session) -> dict[str, dict[str, str]]:
    """Return index, value and class by grader, as a case writes them."""
    found: dict[str, dict[str, str]] = {}
    for graded in gradings(session.form, session.answers(relevant_only=True)):
        assert graded.grade is not None, (graded.grader, graded.needed, graded.refusal)
        grade = graded.grade
        value = grade.value_of(grade.result)
        assert value is not None
        found[graded.grader] = {
            "result": grade.result,
            "value": str(value.quantize(CENT)),
            "class": grade.class_name.zh.partition("（")[0].partition(" ")[0],
        }
    return found


def calculated(session: Session, path: str) -> str:
    """Return what a path of a case holds."""
    holder, bracket, rest = path.partition("[")
    if bracket:
        number, _, inner = rest.partition("]")
        path = f"{session.instances(holder)[int(number)]}{inner}"
    return str(session.value(path))
