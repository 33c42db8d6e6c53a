"""What is said about a photo: where its position came from, how far it is, how loudly what is wrong is said."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.photo import UNUSABLE, Diagnosis, PhotoFacts
from app.domain.site import Position, Source
from ui.style.colours import Tone

FAR_M = 200
"""From here on a photo's distance from its asset is worth a question. Ours; no standard sets one."""

METRES_IN_KM = 1000
_MILD = frozenset({Diagnosis.OFFSET_ASSUMED, Diagnosis.TIME_OF_CHANGE})


def source_words(source: Source) -> str:
    """Return where a position came from."""
    translate = QCoreApplication.translate
    return {
        Source.EXIF: translate("Photos", "照片自带定位"),
        Source.RECEIVER: translate("Photos", "本机定位"),
        Source.ASSET: translate("Photos", "设施登记位置"),
        Source.HAND: translate("Photos", "手工标定"),
    }[source]


def distance_words(metres: float) -> str:
    """Return a distance as people say it: metres to one kilometre, then kilometres with one decimal."""
    if metres < METRES_IN_KM:
        return QCoreApplication.translate("Photos", "{metres} 米").format(metres=round(metres))
    return QCoreApplication.translate("Photos", "{km} 公里").format(km=f"{metres / METRES_IN_KM:.1f}")


def position_words(position: Position) -> str:
    """Return degrees with six decimals, about 0.1 m: ``31.623412° N, 121.397503° E``."""
    north, east = "N" if position.latitude >= 0 else "S", "E" if position.longitude >= 0 else "W"
    return f"{abs(position.latitude):.6f}° {north}, {abs(position.longitude):.6f}° {east}"


def time_words(taken_at: datetime) -> str:
    """Return when a photo was taken, as its own clock read."""
    return f"{taken_at:%Y-%m-%d %H:%M}"


def size_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    return QLocale(QLocale.Language.Chinese).formattedDataSize(
        size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat
    )


def diagnosis_tone(diagnosis: Diagnosis) -> Tone:
    """Return how loudly a diagnosis is shown."""
    if diagnosis in UNUSABLE:
        return Tone.DANGER
    return Tone.NEUTRAL if diagnosis in _MILD else Tone.WARNING


def facts_in_brief(facts: PhotoFacts, place: Position | None) -> tuple[str, ...]:
    """Return the lines of a card: when and with what; from where and how far from ``place``, the asset."""
    translate = QCoreApplication.translate
    when = time_words(facts.taken_at) if facts.taken_at else translate("Photos", "时间不明")
    where = translate("Photos", "位置不明") if facts.position is None else source_words(facts.position.source)
    if facts.position is not None and facts.position.accuracy_m is not None:
        where += translate("Photos", " ±{metres} 米").format(metres=round(facts.position.accuracy_m))
    lines = [when, facts.camera or translate("Photos", "相机不明"), where]
    if facts.position is not None and place is not None:
        lines.append(
            translate("Photos", "距设施 {distance}").format(distance=distance_words(facts.position.distance_m(place)))
        )
    return tuple(lines)


def is_far(facts: PhotoFacts, place: Position | None) -> bool:
    """Whether a photo was taken so far from the asset that somebody should ask."""
    return facts.position is not None and place is not None and facts.position.distance_m(place) > FAR_M
