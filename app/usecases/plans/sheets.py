"""A plan as a workbook of three sheets, read and written alike; the words of its cells are those that offices read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from app.domain.plan import Aim, Feed, Plan, Section, Summary, Target
from app.domain.plan_rules import RULES
from app.domain.works import PARTS, WORKS_CLASSES, number_of, number_text
from app.errors import AppError
from app.ports.sheets import Cell, Sheet, Table

PLAN, SECTIONS, TARGETS = "plan", "sections", "targets"
_HEADERS: Mapping[str, tuple[str, ...]] = {
    PLAN: ("编号", "名称", "首年", "末年"),
    SECTIONS: ("章节", "名称", "牵头单位"),
    TARGETS: (
        *("编号", "章节", "条款", "内容", "要求", "目标数", "上限", "单位", "起始年", "截至年", "完成期限"),
        *("数据来源", "规则", "汇总方式", "牵头单位", "目标数为默认值", "说明"),
    ),
}
_WIDTHS = {
    PLAN: (24, 60),
    SECTIONS: (8, 40, 80),
    TARGETS: (10, 8, 10, 50, 10, 10, 8, 8, 8, 8, 10, 16, 24, 10, 40, 14, 40),
}
_AIMS = {Aim.AT_LEAST: "不少于", Aim.ABOUT: "约", Aim.NONE_LEFT: "清零", Aim.UNSAID: "未定数"}
FEEDS = {Feed.COMPUTED: "记录计算", Feed.COUNTED: "验收项目计数", Feed.REPORTED: "牵头单位上报"}
_SUMMARIES = {
    Summary.TOTAL: "合计",
    Summary.SHARE: "比例",
    Summary.LEFT: "剩余",
    Summary.AVERAGE: "平均",
    Summary.LATEST: "最新",
}
_YES, _BETWEEN = "是", "、"
_YEARS = range(2000, 2100)

Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a sheet by the names of its columns."""

    sheet: str
    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def needed(self, column: str) -> str:
        return self.text(column) or self.wrong(column)

    def texts(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(column).split(_BETWEEN) if part.strip())

    def number_or_none(self, column: str) -> Decimal | None:
        if not self.text(column):
            return None
        found = number_of(self.text(column))
        if found is None or found < 0:
            self.wrong(column)
        return found

    def year(self, column: str) -> int:
        text = self.text(column)
        return int(text) if text.isdecimal() and int(text) in _YEARS else int(self.wrong(column))

    def one_of(self, column: str, words: Mapping[Named, str]) -> Named:
        found = next((value for value, word in words.items() if word == self.text(column)), None)
        if found is None:
            self.wrong(column)
            raise AssertionError  # pragma: no cover  # wrong() always raises
        return found

    def wrong(self, column: str) -> str:
        raise AppError(
            "plan.wrong_cell", sheet=self.sheet, row=self.number, column=column, value=self.cells.get(column, "")
        )


def plan_from_sheets(sheets: Sequence[Sheet]) -> Plan:
    """Read a plan.

    Raises:
        AppError: ``plan.sheet_missing``, ``plan.column_missing``, ``plan.wrong_cell``, ``plan.twice``.
    """
    by_name = {sheet.name: sheet for sheet in sheets}
    (about, *_), sections, targets = (_rows(by_name, name) for name in (PLAN, SECTIONS, TARGETS))
    plan = Plan(
        id=about.needed("编号"),
        title=about.needed("名称"),
        first_year=about.year("首年"),
        last_year=about.year("末年"),
        sections=tuple(_section(row) for row in sections),
        targets=tuple(_target(row) for row in targets),
    )
    _check(plan, targets)
    return plan


def plan_tables(plan: Plan) -> tuple[Table, ...]:
    """Return the sheets of a plan, to be written."""
    rows: Mapping[str, list[Sequence[Cell]]] = {
        PLAN: [(plan.id, plan.title, str(plan.first_year), str(plan.last_year))],
        SECTIONS: [(section.number, section.title, _BETWEEN.join(section.leads)) for section in plan.sections],
        TARGETS: [_target_cells(target) for target in plan.targets],
    }
    return tuple(Table(name, _HEADERS[name], rows[name], _WIDTHS[name]) for name in (PLAN, SECTIONS, TARGETS))


def _rows(sheets: Mapping[str, Sheet], name: str) -> list[_Row]:
    """Return the rows of a sheet that say something, at least one."""
    sheet = sheets.get(name)
    rows = [row for row in enumerate(sheet.rows[1:], start=2) if any(cell.strip() for cell in row[1])] if sheet else []
    if sheet is None or not rows:
        raise AppError("plan.sheet_missing", sheet=name)
    header = sheet.rows[0]
    for column in _HEADERS[name]:
        if column not in header:
            raise AppError("plan.column_missing", sheet=name, column=column)
    return [_Row(name, number, dict(zip(header, row, strict=False))) for number, row in rows]


def _section(row: _Row) -> Section:
    return Section(row.needed("章节"), row.needed("名称"), row.texts("牵头单位"))


def _target(row: _Row) -> Target:
    feed = row.one_of("数据来源", FEEDS)
    rule = row.text("规则")
    if not _is_rule(feed, rule):
        row.wrong("规则")
    return Target(
        id=row.needed("编号"),
        section=row.needed("章节"),
        clauses=tuple(row.needed("条款").split()),
        text=row.needed("内容"),
        aim=row.one_of("要求", _AIMS),
        amount=row.number_or_none("目标数"),
        amount_to=row.number_or_none("上限"),
        unit=row.needed("单位"),
        from_year=row.year("起始年"),
        to_year=row.year("截至年"),
        due_year=row.year("完成期限"),
        feed=feed,
        rule=rule,
        summary=row.one_of("汇总方式", _SUMMARIES),
        leads=row.texts("牵头单位"),
        is_assumed=row.text("目标数为默认值") == _YES,
        note=row.text("说明"),
    )


def _is_rule(feed: Feed, rule: str) -> bool:
    if feed is Feed.COMPUTED:
        return rule in RULES
    if feed is Feed.COUNTED:
        works_class, _, part = rule.partition(":")
        return works_class in WORKS_CLASSES and part in ("", *PARTS)
    return not rule


def _check(plan: Plan, rows: Sequence[_Row]) -> None:
    """Refuse ids given twice, sections that are not there, years out of order, a number demanded and not given."""
    seen: set[str] = set()
    sections = {section.number for section in plan.sections}
    for target, row in zip(plan.targets, rows, strict=True):
        if target.id in seen:
            raise AppError("plan.twice", target=target.id)
        seen.add(target.id)
        if target.section not in sections:
            row.wrong("章节")
        if target.from_year > target.to_year:
            row.wrong("截至年")
        if target.amount is None and target.aim is not Aim.UNSAID:
            row.wrong("目标数")


def _target_cells(target: Target) -> tuple[Cell, ...]:
    return (
        *(target.id, target.section, " ".join(target.clauses), target.text, _AIMS[target.aim]),
        *(number_text(target.amount), number_text(target.amount_to), target.unit),
        *(str(target.from_year), str(target.to_year), str(target.due_year)),
        *(FEEDS[target.feed], target.rule, _SUMMARIES[target.summary], _BETWEEN.join(target.leads)),
        *(_YES if target.is_assumed else "", target.note),
    )
