"""Where the side bar leads."""

from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


class Destination(StrEnum):
    """The pages of the side bar, from top to bottom; the value names the icon."""

    TODAY = "today"
    ROUNDS = "rounds"
    RECORDS = "records"
    ASSETS = "assets"
    CASES = "cases"
    ORDERS = "orders"
    PLAN = "plan"
    REVIEW = "review"
    SYNC = "sync"
    SETTINGS = "settings"


_NAMES = {
    Destination.TODAY: QT_TRANSLATE_NOOP("Shell", "今日"),
    Destination.ROUNDS: QT_TRANSLATE_NOOP("Shell", "巡查路线"),
    Destination.RECORDS: QT_TRANSLATE_NOOP("Shell", "巡查记录"),
    Destination.ASSETS: QT_TRANSLATE_NOOP("Shell", "设施"),
    Destination.CASES: QT_TRANSLATE_NOOP("Shell", "案卷"),
    Destination.ORDERS: QT_TRANSLATE_NOOP("Shell", "工单 / 专项"),
    Destination.PLAN: QT_TRANSLATE_NOOP("Shell", "计划"),
    Destination.REVIEW: QT_TRANSLATE_NOOP("Shell", "审核"),
    Destination.SYNC: QT_TRANSLATE_NOOP("Shell", "同步"),
    Destination.SETTINGS: QT_TRANSLATE_NOOP("Shell", "设置"),
}


def destination_name(destination: Destination) -> str:
    """Return what a page is called."""
    return QCoreApplication.translate("Shell", str(_NAMES[destination]))
