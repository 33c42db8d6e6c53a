"""A plan's progress as tables: one row a target, and the records behind each number."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from app.domain.plan import Aim, Plan, Target
from app.domain.plan_listing import FactRow
from app.ports.sheets import Cell, Table
from app.usecases.plans.progress import Progress, Standing
from app.usecases.plans.sheets import FEEDS

_STANDINGS = {
    Standing.NO_DATA: "缺数据",
    Standing.UNDER_WAY: "推进中",
    Standing.REACHED: "已达到",
    Standing.OVERDUE: "逾期未达",
    Standing.NO_NUMBER: "有进展",
}
_AIMS = {Aim.AT_LEAST: "≥ ", Aim.ABOUT: "约 ", Aim.NONE_LEFT: "清零，剩余 ", Aim.UNSAID: ""}


def progress_table(plan: Plan, progress: Iterable[Progress]) -> Table:
    """Return the progress of a plan, ready to be written as a workbook."""
    years = [f"{year} 年" for year in plan.years]
    header = ("编号", "章节", "内容", "目标", "单位", "完成", "完成率（%）", *years, "状态", "数据来源", "记录数")
    more = ("其中导入（无照片）", "另有上报数", "牵头单位", "说明")
    rows = [_progress_cells(plan, one) for one in progress]
    return Table(
        "进度", (*header, *more), rows, (10, 22, 44, 12, 8, 12, 12, *(10 for _ in years), 10, 14, 8, 12, 12, 40)
    )


def facts_table(name: str, rows: Iterable[FactRow], townships: Mapping[str, str]) -> Table:
    """Return the records behind one number."""
    cells: list[Sequence[Cell]] = [
        (townships.get(row.township, row.township), row.number, row.title, row.place, row.day, row.amount, row.source)
        for row in rows
    ]
    return Table(name, ("乡镇", "编号", "名称", "地点", "日期", "数量", "来源"), cells, (14, 30, 36, 24, 12, 12, 10))


def aim_text(target: Target) -> str:
    """Return what is demanded, without the unit; empty where nothing is."""
    if target.amount is None:
        return ""
    upper = f"~{shown(target.amount_to)}" if target.amount_to is not None else ""
    return f"{_AIMS[target.aim]}{shown(target.amount)}{upper}"


def shown(number: Decimal | None) -> str:
    """Return a number as people read it: at most two decimals, none where there are none."""
    if number is None:
        return ""
    rounded = number.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return format(rounded.normalize() if rounded != rounded.to_integral() else rounded.quantize(Decimal(1)), "f")


def _progress_cells(plan: Plan, one: Progress) -> tuple[Cell, ...]:
    target = one.target
    section = plan.section(target.section)
    return (
        *(target.id, f"{section.number} {section.title}", target.text, aim_text(target), target.unit),
        *(_rounded(one.done), _rounded(one.percent)),
        *(_rounded(one.by_year.get(year)) for year in plan.years),
        *(_STANDINGS[one.standing], FEEDS[target.feed], one.records),
        *(_rounded(one.imported or None), _rounded(one.reported), "、".join(plan.leads_of(target)), target.note),
    )


def _rounded(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.quantize(Decimal("0.01"), ROUND_HALF_UP)
