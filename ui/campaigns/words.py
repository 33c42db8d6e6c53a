"""What hazards and lights are called."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.campaign import Hazard, Light
from ui.style.colours import Tone

_HAZARDS: Mapping[Hazard, object] = {
    Hazard.TYPHOON: QT_TRANSLATE_NOOP("Campaigns", "台风"),
    Hazard.FLOOD: QT_TRANSLATE_NOOP("Campaigns", "汛期"),
    Hazard.FROST: QT_TRANSLATE_NOOP("Campaigns", "寒潮冰冻"),
    Hazard.FESTIVAL: QT_TRANSLATE_NOOP("Campaigns", "节日"),
    Hazard.OTHER: QT_TRANSLATE_NOOP("Campaigns", "其他"),
}
_LIGHTS: Mapping[Light | None, tuple[object, Tone]] = {
    Light.RED: (QT_TRANSLATE_NOOP("Campaigns", "红 · 立即处置"), Tone.DANGER),
    Light.AMBER: (QT_TRANSLATE_NOOP("Campaigns", "黄 · 重点关注"), Tone.WARNING),
    Light.GREEN: (QT_TRANSLATE_NOOP("Campaigns", "绿 · 正常"), Tone.SUCCESS),
    None: (QT_TRANSLATE_NOOP("Campaigns", "未查"), Tone.NEUTRAL),
}


def hazard_name(hazard: Hazard) -> str:
    """Return what a hazard is called."""
    return QCoreApplication.translate("Campaigns", str(_HAZARDS[hazard]))


def light_name(light: Light | None) -> str:
    """Return what a light means; None is an asset that nobody has seen."""
    return QCoreApplication.translate("Campaigns", str(_LIGHTS[light][0]))


def light_tone(light: Light | None) -> Tone:
    """Return the tone of a light."""
    return _LIGHTS[light][1]
