"""What of the plan a form feeds, as ``yingxun form list`` tells it."""

import pytest

from app.domain.plan import Feed
from app.domain.plan_rules import RULES
from app.usecases.form_targets import targets_fed
from app.usecases.plans.shelf import brought_plans
from tests.forms.built_in import NAMES, form

PLAN = next(plan for plan in brought_plans() if plan.id == "chongming-2024-2026")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gas_replacement", ("T3.2-01", "T3.2-02")),
        ("old_lift", ("T3.3-05",)),
        ("asset_basement", ("T3.7-01",)),
        ("bridge_patrol", ()),
    ],
)
def test_a_form_feeds_what_the_rules_read_from_it(name: str, expected: tuple[str, ...]) -> None:
    assert targets_fed(form(name), PLAN) == expected


def test_acceptances_feed_every_target_that_is_counted() -> None:
    counted = tuple(target.id for target in PLAN.targets if target.feed is Feed.COUNTED)

    assert targets_fed(form("works_acceptance"), PLAN) == counted


def test_every_computed_target_but_those_of_cases_is_fed_by_a_form() -> None:
    fed = {target for name in NAMES for target in targets_fed(form(name), PLAN)}
    computed = {target.id for target in PLAN.targets if target.feed is Feed.COMPUTED and RULES[target.rule].forms}

    assert computed <= fed
