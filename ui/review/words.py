"""What the rules of batches and spot checks are called."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.usecases.no_finding import Finding, Reason
from app.usecases.spot_check import Rule

_REASONS: Mapping[Reason, object] = {
    Reason.DAMAGE: QT_TRANSLATE_NOOP("Review", "有缺损或问题条目"),
    Reason.ANOMALY: QT_TRANSLATE_NOOP("Review", "勾选了异常"),
    Reason.NOT_NORMAL: QT_TRANSLATE_NOOP("Review", "有一项不是正常"),
    Reason.EXPLAINED: QT_TRANSLATE_NOOP("Review", "写有说明"),
    Reason.GRADE: QT_TRANSLATE_NOOP("Review", "评定不是最好一级"),
    Reason.CONFLICT: QT_TRANSLATE_NOOP("Review", "有冲突"),
    Reason.RETURNED_BEFORE: QT_TRANSLATE_NOOP("Review", "曾被退回"),
    Reason.OPEN_AGAIN: QT_TRANSLATE_NOOP("Review", "批准后有新内容"),
    Reason.NOT_A_ROUND: QT_TRANSLATE_NOOP("Review", "不是对设施的巡查"),
    Reason.INCOMPLETE: QT_TRANSLATE_NOOP("Review", "内容未到齐"),
}
_RULES: Mapping[Rule, object] = {
    Rule.EVERY_NTH: QT_TRANSLATE_NOOP("Review", "按编号每若干条抽一条"),
    Rule.BAD_GRADE: QT_TRANSLATE_NOOP("Review", "评定较差"),
    Rule.FIRST_ONES: QT_TRANSLATE_NOOP("Review", "新巡查员最初几条"),
    Rule.NO_POSITION: QT_TRANSLATE_NOOP("Review", "照片没有位置"),
}


def finding_words(findings: Iterable[Finding]) -> str:
    """Return why a record is looked at by itself; each reason once."""
    reasons = dict.fromkeys(finding.reason for finding in findings)
    return "、".join(QCoreApplication.translate("Review", str(_REASONS[reason])) for reason in reasons)


def rule_words(rules: Iterable[Rule]) -> str:
    """Return by which rules a record is on the list."""
    return "、".join(QCoreApplication.translate("Review", str(_RULES[rule])) for rule in rules)
