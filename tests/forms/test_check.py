"""Checking a workbook: every mistake of an author is named with its place."""

from collections.abc import Mapping, Sequence

import pytest

from app.forms.check import check_form
from tests.forms.workbooks import Row, markdown, question, source

UNKNOWN, ARGUMENTS = "expression.unknown_function", "expression.wrong_arguments"


def first(survey: Sequence[Row], choices: Sequence[str] = ()) -> tuple[str, Mapping[str, str]]:
    """The code and parameters of the first error."""
    report = check_form(source(markdown(survey, choices)))
    return report.errors[0].code, report.errors[0].parameters


@pytest.mark.parametrize(
    ("survey", "code", "row", "column"),
    [
        (["text a", "txet b"], "form.unknown_type", "?", "?"),
        ([{"type": "text", "label": "x"}], "form.no_name", "2", "?"),
        (["text a", {"name": "b", "label": "x"}], "form.no_type", "3", "?"),
        (["text a", "text a"], "form.name_taken", "3", "name"),
        (["text a", "text 9b"], "form.bad_name", "3", "name"),
        (["text a", question("text", "b", relevant="${c} = 1")], "form.no_such_question", "3", "relevant"),
        (["text a", question("calculate", "b", calculation="${a")], "form.bad_reference", "3", "calculation"),
        (["text a", question("calculate", "b")], "form.no_calculation", "3", "?"),
        (["text a", "select_one towns b"], "form.no_such_list", "3", "?"),
        (["begin_group g", "text a"], "form.unmatched_group", "2", "?"),
        (["text a", "end_group"], "form.unmatched_group", "3", "?"),
        (["text a", question("range", "b", parameters="start=x")], "form.bad_parameters", "3", "parameters"),
        (["text a", question("text", "b", relevant="${a} = ")], "expression.invalid", "3", "relevant"),
        (
            ["text a", question("text", "b", constraint="lenght(.) > 1")],
            "expression.unknown_function",
            "3",
            "constraint",
        ),
        (
            ["text a", question("calculate", "b", calculation="round()")],
            "expression.wrong_arguments",
            "3",
            "calculation",
        ),
        (
            [question("calculate", "a", calculation="${b}"), question("calculate", "b", calculation="${a}"), "text c"],
            "form.cycle",
            "2",
            "calculation",
        ),
    ],
)
def test_a_mistake_is_named_with_its_row_and_column(survey: Sequence[Row], code: str, row: str, column: str) -> None:
    found, parameters = first(survey, ("yn yes",))

    assert (found, parameters["sheet"], parameters["row"], parameters["column"]) == (code, "survey", row, column)


def test_every_wrong_expression_is_named_and_not_only_the_first() -> None:
    report = check_form(
        source(markdown(["text a", question("text", "b", relevant="nope()"), question("text", "c", constraint=". >")]))
    )

    assert [finding.parameters["row"] for finding in report.errors] == ["3", "4"]
    assert not report.is_good


@pytest.mark.parametrize(
    ("choices", "code"),
    [(["yn yes", "yn yes"], "form.choice_name_taken")],
)
def test_mistakes_in_choices_are_named(choices: Sequence[str], code: str) -> None:
    assert first(["select_one yn q"], choices)[0] == code


def test_a_workbook_without_a_survey_sheet_is_named() -> None:
    report = check_form(source(b"| choices |\n| | list_name | name | label |\n| | a | b | c |"))

    assert report.errors[0].code == "form.no_survey"


def test_a_good_form_is_summarised_and_what_is_missing_beside_it_is_a_warning() -> None:
    report = check_form(
        source(
            markdown(
                ["begin_repeat r", "text a", "end_repeat", "select_one_from_file towns.csv t"],
                settings={"form_id": "f"},
            )
        )
    )

    assert report.is_good
    assert report.summary is not None
    assert (report.summary.id, report.summary.questions, report.summary.repeats) == ("f", 3, 1)
    assert "form.table_missing" in [finding.code for finding in report.warnings]


def test_the_rows_of_a_survey_are_counted_through_groups() -> None:
    survey: list[Row] = [
        "begin_group g",
        "begin_repeat r",
        "text a",
        "end_repeat",
        "end_group",
        question("text", "b", relevant="x("),
    ]

    assert first(survey)[1]["row"] == "7"
