"""The plan of a bridge: every member once, side by side, where it stands on the bridge."""

from collections import Counter
from itertools import pairwise

import pytest

from app.errors import AppError
from app.standards import jtgt_h21
from app.standards.editions import read
from ui.grades.bridge_plan import SUPPORT_WIDTH, Cell, bridge_plan

TYPES = [row.text("name") for row in read("jtgt_h21").tables["types"].rows]
LAYOUT = {"spans": 3, "beams": 8, "hangers": 4, "stays": 3, "footways": 2, "lights": 5, "works": 1, "posts": 2}


def cell_of(component: str, member: str, spans: int = 3) -> Cell:
    plan = bridge_plan("beam", {"spans": spans, "beams": 8})
    return next(cell for cell in plan.cells if (cell.component, cell.member) == (component, member))


@pytest.mark.parametrize("bridge_type", TYPES)
def test_every_member_of_every_type_is_drawn_once(bridge_type: str) -> None:
    plan = bridge_plan(bridge_type, LAYOUT)

    drawn = Counter((cell.component, cell.member) for cell in plan.cells)
    members = {(one.name.zh, member) for one in jtgt_h21.components(bridge_type, LAYOUT) for member in one.members}
    assert set(drawn) == members
    assert set(drawn.values()) == {1}


@pytest.mark.parametrize("bridge_type", TYPES)
@pytest.mark.parametrize("spans", [1, 2, 30])
def test_no_member_lies_on_another_or_outside(bridge_type: str, spans: int) -> None:
    plan = bridge_plan(bridge_type, {**LAYOUT, "spans": spans})

    by_row: dict[float, list[Cell]] = {}
    for cell in plan.cells:
        assert plan.left - 1e-9 <= cell.left
        assert cell.left + cell.width <= plan.left + plan.width + 1e-9
        assert cell.top + cell.height <= plan.height + 1e-9
        by_row.setdefault(round(cell.top, 6), []).append(cell)
    for row in by_row.values():
        for before, after in pairwise(sorted(row, key=lambda cell: cell.left)):
            assert before.left + before.width <= after.left + 1e-9


def test_girders_of_a_span_lie_in_it_and_the_fifth_below_the_fourth() -> None:
    fourth, fifth = cell_of("上部承重构件", "2-4"), cell_of("上部承重构件", "2-5")

    assert (fifth.left, fifth.width) == (1.0, 1.0)
    assert fifth.top > fourth.top


def test_piers_stand_between_spans_and_abutments_at_the_ends() -> None:
    assert cell_of("桥墩", "1-柱2").left == 1 - SUPPORT_WIDTH / 2
    assert cell_of("桥台", "0-台身").left == -SUPPORT_WIDTH / 2
    assert cell_of("桥台", "3-台身").left == 3 - SUPPORT_WIDTH / 2


def test_bearings_lie_at_both_ends_of_their_span() -> None:
    left, right = cell_of("支座", "2-0-5-1"), cell_of("支座", "2-1-5-1")

    assert left.left == 1.0
    assert right.left + right.width == pytest.approx(2.0)


def test_a_bridge_that_cannot_be_is_refused() -> None:
    with pytest.raises(AppError) as refused:
        bridge_plan("zeppelin", {})

    assert refused.value.code == "standards.choice"
