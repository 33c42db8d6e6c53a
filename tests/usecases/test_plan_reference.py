"""Every figure and every measure of the district's plan is among the targets, with what feeds it."""

from collections import Counter
from decimal import Decimal
from functools import cache

import pytest

from app.domain.plan import Aim, Feed, Plan, Target
from app.domain.plan_rules import RULES, Rule, Where
from app.domain.works import ACCEPTANCE_FORM, EXCAVATION, PARTS, WORKS_CLASSES
from app.forms import compile_form
from app.forms.markdown import read_sheets
from app.forms.workbook_file import open_source
from app.usecases.plans.shelf import brought_plans
from resources import resource_folder
from tests.usecases.plan_text import TEXT, Clause, clauses_of, leads_of, read_index

UNITS = {"万平方米": "万㎡", "平方米": "㎡", "条段": "条"}
PLAN = next(plan for plan in brought_plans() if plan.id == "chongming-2024-2026")
CLAUSES = read_index()


@pytest.mark.parametrize("clause", [one for one in CLAUSES if not one.is_heading], ids=lambda one: one.number)
def test_every_measure_of_the_text_has_a_target(clause: Clause) -> None:
    assert of_clause(clause)


@pytest.mark.parametrize("clause", [one for one in CLAUSES if one.is_heading], ids=lambda one: one.number)
def test_every_paragraph_of_the_text_is_a_section(clause: Clause) -> None:
    number = clause.number.removesuffix(".1")

    assert PLAN.section(number).leads
    assert any(target.section == number for target in PLAN.targets)


@pytest.mark.parametrize("clause", [one for one in CLAUSES if one.numbers], ids=lambda one: one.number)
def test_every_number_of_the_text_is_that_of_a_target(clause: Clause) -> None:
    assert missing_numbers(clause, PLAN) == []


def test_a_number_that_no_target_has_is_missed() -> None:
    clause = next(one for one in CLAUSES if one.number == "1.2.3")
    fewer = [target for target in PLAN.targets if target.text != "慢行交通精品道路"]

    assert missing_numbers(clause, Plan(PLAN.id, "", 2024, 2026, (), tuple(fewer))) == [("10", "条")]


def test_a_number_demanded_stands_in_the_text_or_is_said_to_be_ours() -> None:
    said = {clause.number: {Decimal(number) for number, _ in clause.numbers} for clause in CLAUSES}
    ours = [
        target.id
        for target in PLAN.targets
        if target.amount not in (None, 0, 100) and not target.is_assumed
        if target.amount not in set().union(*(said[clause] for clause in target.clauses))
    ]

    assert ours == []


def test_the_amount_of_each_year_stands_by_itself() -> None:
    yearly = [target for target in PLAN.targets if target.rule == "illegal_demolished"]

    found: list[object] = [(target.amount, target.unit, target.from_year, target.to_year) for target in yearly]
    assert found == [(Decimal(15), "万㎡", year, year) for year in (2024, 2025, 2026)]


def test_every_clause_that_a_target_names_is_there() -> None:
    known = {clause.number for clause in CLAUSES}

    assert {clause for target in PLAN.targets for clause in target.clauses} <= known
    assert all(clause.startswith(f"{target.section}.") for target in PLAN.targets for clause in target.clauses)


def test_the_lead_units_of_a_target_are_among_those_of_its_section() -> None:
    strangers = {
        target.id: set(target.leads) - set(PLAN.section(target.section).leads)
        for target in PLAN.targets
        if not set(target.leads) <= set(PLAN.section(target.section).leads)
    }

    assert strangers == {}


def test_every_target_is_fed_and_every_rule_feeds_one() -> None:
    fed = Counter(target.feed for target in PLAN.targets)
    rules = {target.rule for target in PLAN.targets if target.feed is Feed.COMPUTED}
    classes = {target.rule.partition(":")[0] for target in PLAN.targets if target.feed is Feed.COUNTED}

    assert set(fed) == set(Feed)
    assert rules == set(RULES)
    assert set(WORKS_CLASSES) - classes <= {"other", EXCAVATION}
    assert all(target.unit for target in PLAN.targets)
    assert all((target.amount is None) == (target.aim is Aim.UNSAID) for target in PLAN.targets)


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.forms], ids=lambda rule: rule.name)
def test_a_rule_names_questions_and_choices_of_its_forms(rule: Rule) -> None:
    for form in rule.forms:
        choices = choices_of(form)
        asked = {rule.day, *rule.about, *rule.amount.split("-"), rule.of} - {""}
        asked |= {where.question for where in (*rule.among, *rule.counts)}

        assert {name for name in asked if not name.startswith("@")} <= choices.keys(), form
        for where in (*rule.among, *rule.counts):
            assert is_choice(where, choices), (form, where)


def test_the_classes_of_works_are_those_of_their_acceptance() -> None:
    path = resource_folder() / "forms" / f"{ACCEPTANCE_FORM}.md"
    rows = read_sheets(open_source(path).content.decode("utf-8"))["choices"].rows
    offered = {row["name"]: (row["label"], row["unit"]) for row in rows if row["list_name"] == "target"}

    assert {name: words for name, words in WORKS_CLASSES.items() if name != EXCAVATION} == offered
    assert choices_of(ACCEPTANCE_FORM)["ramp_owner"] == set(PARTS)


@pytest.mark.skipif(not TEXT.exists(), reason="the text of the plan does not lie beside the project")
def test_the_index_is_that_of_the_text() -> None:
    assert tuple(clauses_of(TEXT.read_text("utf-8"))) == CLAUSES


@pytest.mark.skipif(not TEXT.exists(), reason="the text of the plan does not lie beside the project")
def test_the_lead_units_of_every_section_are_those_of_the_text() -> None:
    leads = leads_of(TEXT.read_text("utf-8"))

    assert {number: PLAN.section(number).leads for number in leads} == leads


@pytest.mark.skipif(not TEXT.exists(), reason="the text of the plan does not lie beside the project")
def test_no_sentence_of_the_text_is_in_the_plan() -> None:
    said = {target.text for target in PLAN.targets}
    text = TEXT.read_text("utf-8")

    assert [one for one in said if len(one) > 16 and one in text] == []  # shorter ones are names


def of_clause(clause: Clause, plan: Plan = PLAN) -> list[Target]:
    """Return the targets that a clause gave rise to."""
    return [target for target in plan.targets if clause.number in target.clauses]


def missing_numbers(clause: Clause, plan: Plan) -> list[tuple[str, str]]:
    """Return the numbers of a clause that are neither demanded, nor a year, nor said in words by a target of it."""
    targets = of_clause(clause, plan)
    demanded = Counter(
        (str(number), target.unit)
        for target in targets
        for number in (target.amount, target.amount_to)
        if number is not None
    )
    years = {str(year) for target in targets for year in (target.from_year, target.to_year, target.due_year)}
    words = " ".join(target.text for target in targets)
    missing = []
    for number, written in clause.numbers:
        unit = UNITS.get(written, written)
        match = next((key for key in demanded if key[0] == number and unit in ("", key[1])), None)
        if match is not None and demanded[match] > 0:
            demanded[match] -= 1
        elif not (unit == "年" and number in years) and f"{number} {unit}".strip() not in words:
            missing.append((number, written))
    return missing


@cache
def choices_of(form: str) -> dict[str, set[str]]:
    """Return each question of a built-in form and the names that it may be answered with."""
    source = open_source(resource_folder() / "forms" / f"{form}.md")
    lists: dict[str, set[str]] = {}
    for row in read_sheets(source.content.decode("utf-8"))["choices"].rows:
        lists.setdefault(row["list_name"], set()).add(row["name"])
    asked = compile_form(source).questions()
    return {one.name: lists.get(one.itemset.instance, set()) if one.itemset else set() for one in asked}


def is_choice(where: Where, choices: dict[str, set[str]]) -> bool:
    """Whether the values that a rule looks for can be answered; calculated questions answer what they like."""
    offered = choices.get(where.question, set())
    return not offered or where.values <= offered
