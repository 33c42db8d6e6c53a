"""Checks that are due as a table to print or to hand on; the same rows for a client and for the server."""

from collections.abc import Iterable, Mapping

from app.domain.due import Due, DueState
from app.ports.sheets import Table

HEADER = (
    "期限",
    "逾期天数",
    "应完成日",
    "上次检查",
    "乡镇",
    "村",
    "设施编码",
    "设施名称",
    "检查",
    "依据",
    "设施",
    "规则",
)
WIDTHS = (10, 8, 12, 12, 10, 12, 14, 18, 20, 30, 38, 18)

_STATES = {DueState.OVERDUE: "逾期", DueState.THIS_WEEK: "本周到期", DueState.LATER: "未到期"}
_UNCHECKED = "（频次未经核对）"


def due_table(checks: Iterable[Due], forms: Mapping[str, str]) -> Table:
    """Return the checks as a table; ``forms`` names the forms by id. The last two columns name the check exactly."""
    return Table("到期检查", HEADER, [_row(due, forms) for due in checks], WIDTHS)


def _row(due: Due, forms: Mapping[str, str]) -> tuple[str, ...]:
    return (
        _STATES[due.state],
        str(due.days_late) if due.days_late else "",
        due.due_on.isoformat(),
        due.last_on.isoformat() if due.last_on else "尚无记录",
        due.asset.township,
        due.asset.village,
        due.asset.code,
        due.asset.name,
        forms.get(due.form, due.form),
        due.source + ("" if due.is_checked else _UNCHECKED),
        due.asset.record,
        due.rule,
    )
