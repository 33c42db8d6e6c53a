"""What columns, offers and rows of order sheets are called."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.order import Channel, Meaning
from app.usecases.order_matching import Offer, Reason
from app.usecases.orders import Standing
from ui.style.colours import Tone

_MEANINGS: Mapping[Meaning, object] = {
    Meaning.NUMBER: QT_TRANSLATE_NOOP("Orders", "工单编号"),
    Meaning.TITLE: QT_TRANSLATE_NOOP("Orders", "标题"),
    Meaning.DESCRIPTION: QT_TRANSLATE_NOOP("Orders", "诉求内容"),
    Meaning.ADDRESS: QT_TRANSLATE_NOOP("Orders", "地址"),
    Meaning.TOWNSHIP: QT_TRANSLATE_NOOP("Orders", "乡镇"),
    Meaning.CATEGORY: QT_TRANSLATE_NOOP("Orders", "类别"),
    Meaning.RECEIVED_AT: QT_TRANSLATE_NOOP("Orders", "受理时间"),
    Meaning.DEADLINE: QT_TRANSLATE_NOOP("Orders", "办结期限"),
    Meaning.UNIT: QT_TRANSLATE_NOOP("Orders", "承办单位"),
    Meaning.STATE: QT_TRANSLATE_NOOP("Orders", "办理状态"),
    Meaning.REPLY: QT_TRANSLATE_NOOP("Orders", "办理结果"),
    Meaning.REPLIED_AT: QT_TRANSLATE_NOOP("Orders", "办结时间"),
}
_STANDINGS: Mapping[Standing, tuple[object, Tone]] = {
    Standing.NEW: (QT_TRANSLATE_NOOP("Orders", "新工单"), Tone.INFO),
    Standing.CHANGED: (QT_TRANSLATE_NOOP("Orders", "内容有变"), Tone.WARNING),
    Standing.KNOWN: (QT_TRANSLATE_NOOP("Orders", "已导入过"), Tone.NEUTRAL),
    Standing.PROBLEM: (QT_TRANSLATE_NOOP("Orders", "不能导入"), Tone.DANGER),
}
_REASONS: Mapping[Reason, object] = {
    Reason.CODE: QT_TRANSLATE_NOOP("Orders", "编码相同"),
    Reason.ASSET: QT_TRANSLATE_NOOP("Orders", "同一设施"),
    Reason.NAME: QT_TRANSLATE_NOOP("Orders", "名称相同"),
    Reason.ADDRESS: QT_TRANSLATE_NOOP("Orders", "地点相近"),
    Reason.VILLAGE: QT_TRANSLATE_NOOP("Orders", "同村"),
    Reason.TIME: QT_TRANSLATE_NOOP("Orders", "时间相近"),
}
_CHANNELS: Mapping[Channel, object] = {
    Channel.HOTLINE: QT_TRANSLATE_NOOP("Orders", "12345 热线"),
    Channel.GRID: QT_TRANSLATE_NOOP("Orders", "网格"),
}


def meaning_name(meaning: Meaning) -> str:
    """Return what a column's meaning is called."""
    return QCoreApplication.translate("Orders", str(_MEANINGS[meaning]))


def standing_name(standing: Standing) -> str:
    """Return how a row stands."""
    return QCoreApplication.translate("Orders", str(_STANDINGS[standing][0]))


def standing_tone(standing: Standing) -> Tone:
    """Return the tone of how a row stands."""
    return _STANDINGS[standing][1]


def channel_name(channel: Channel) -> str:
    """Return what a channel is called."""
    return QCoreApplication.translate("Orders", str(_CHANNELS[channel]))


def offer_words(offer: Offer) -> str:
    """Return what accepting an offer does, and why it is offered."""
    translate = QCoreApplication.translate
    reasons = "、".join(translate("Orders", str(_REASONS[reason])) for reason in offer.reasons)
    joins, opens = (
        translate("Orders", "并入案卷 {title} {number}（{reasons}）"),
        translate("Orders", "新开案卷，设施 {title} {number}（{reasons}）"),
    )
    return (joins if offer.is_case else opens).format(title=offer.title, number=offer.number, reasons=reasons)


SHOWN_MEANINGS = tuple(_MEANINGS)
"""The meanings that people choose columns for, in this order."""
