"""What things of plans are called: standings, feeds, parts of waste chains."""

from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.plan import Aim, Feed, Target
from app.domain.works import WORKS_CLASSES
from app.usecases.excavations import Overlap
from app.usecases.plans.facts import FactSource
from app.usecases.plans.progress import Progress, Standing
from app.usecases.plans.report import shown
from app.usecases.waste_links import Flaw
from ui.style.colours import Tone

_STANDINGS = {
    Standing.REACHED: (QT_TRANSLATE_NOOP("Plan", "已达到"), Tone.SUCCESS),
    Standing.UNDER_WAY: (QT_TRANSLATE_NOOP("Plan", "推进中"), Tone.INFO),
    Standing.OVERDUE: (QT_TRANSLATE_NOOP("Plan", "逾期未达"), Tone.DANGER),
    Standing.NO_DATA: (QT_TRANSLATE_NOOP("Plan", "缺数据"), Tone.WARNING),
    Standing.NO_NUMBER: (QT_TRANSLATE_NOOP("Plan", "有进展"), Tone.NEUTRAL),
}
_FEEDS = {
    Feed.COMPUTED: QT_TRANSLATE_NOOP("Plan", "记录计算"),
    Feed.COUNTED: QT_TRANSLATE_NOOP("Plan", "验收计数"),
    Feed.REPORTED: QT_TRANSLATE_NOOP("Plan", "仅上报"),
}
_SOURCES = {
    FactSource.RECORD: QT_TRANSLATE_NOOP("Plan", "记录"),
    FactSource.ASSET: QT_TRANSLATE_NOOP("Plan", "设施底数"),
    FactSource.IMPORTED: QT_TRANSLATE_NOOP("Plan", "导入，无照片"),
    FactSource.REPORTED: QT_TRANSLATE_NOOP("Plan", "上报"),
}
_FLAWS = {
    Flaw.NO_SOURCE: QT_TRANSLATE_NOOP("Plan", "缺源头联单"),
    Flaw.NO_HAUL: QT_TRANSLATE_NOOP("Plan", "缺运输联单"),
    Flaw.NO_DISPOSAL: QT_TRANSLATE_NOOP("Plan", "缺消纳联单"),
    Flaw.AMOUNTS_DIFFER: QT_TRANSLATE_NOOP("Plan", "数量相差超过一成"),
    Flaw.KINDS_DIFFER: QT_TRANSLATE_NOOP("Plan", "垃圾种类不一致"),
}


def standing_label(standing: Standing) -> str:
    """Return how a target stands, in a word."""
    return _say(_STANDINGS[standing][0])


def standing_tone(standing: Standing) -> Tone:
    """Return the tone of a standing."""
    return _STANDINGS[standing][1]


def feed_label(feed: Feed) -> str:
    """Return where a number comes from."""
    return _say(_FEEDS[feed])


def source_label(source: str) -> str:
    """Return what stands behind one row of a number."""
    return _say(_SOURCES[FactSource(source)])


def flaw_label(flaw: Flaw) -> str:
    """Return what is wrong with a chain of waste sheets."""
    return _say(_FLAWS[flaw])


def class_label(works_class: str) -> str:
    """Return what a class of works is called, in the words of the district."""
    return WORKS_CLASSES.get(works_class, (works_class, ""))[0]


def aim_words(target: Target) -> str:
    """Return what is demanded, with its unit; a dash where nothing is."""
    if target.amount is None:
        return "—"
    upper = f"~{shown(target.amount_to)}" if target.amount_to is not None else ""
    number = f"{shown(target.amount)}{upper} {target.unit}"
    if target.aim is Aim.NONE_LEFT:
        return _say(QT_TRANSLATE_NOOP("Plan", "清零"))
    if target.aim is Aim.ABOUT:
        return _say(QT_TRANSLATE_NOOP("Plan", "约 {number}")).format(number=number)
    return f"≥ {number}"


def done_words(one: Progress) -> str:
    """Return what is done, with its unit; what is left where nothing may be."""
    if one.done is None:
        return "—"
    number = f"{shown(one.done)} {one.target.unit}"
    if one.target.aim is Aim.NONE_LEFT:
        return _say(QT_TRANSLATE_NOOP("Plan", "剩 {number}")).format(number=number)
    return number


def percent_words(percent: Decimal | None) -> str:
    """Return a share of what is demanded, without decimals; never 100 before it is."""
    if percent is None:
        return ""
    rounded = percent.quantize(Decimal(1), ROUND_HALF_UP)
    return f"{min(rounded, Decimal(99)) if percent < 100 else rounded} %"  # noqa: PLR2004  # per cent


def overlap_words(one: Overlap) -> str:
    """Return one overlap in a sentence that says what to do."""
    other = one.second
    said = {"road": other.road, "title": other.title, "from": other.starts_on, "to": other.ends_on, "days": one.days}
    if one.days:
        words = _say(
            QT_TRANSLATE_NOOP("Plan", "{road}：与“{title}”（{from} 至 {to}）重叠 {days} 天，请与其一次开挖、一次修复。")
        )
    else:
        said["days"] = one.gap_days
        words = _say(QT_TRANSLATE_NOOP("Plan", "{road}：与“{title}”（{from} 至 {to}）只隔 {days} 天，请协商合并实施。"))
    return words.format(**said)


def _say(words: object) -> str:
    return QCoreApplication.translate("Plan", str(words))
