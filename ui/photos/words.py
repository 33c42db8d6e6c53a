"""What is said about a photo: where its position came from, how far it is, what is wrong and what to do."""

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
    say = QCoreApplication.translate
    return {
        Source.EXIF: say("Photos", "照片自带定位"),
        Source.RECEIVER: say("Photos", "本机定位"),
        Source.ASSET: say("Photos", "设施登记位置"),
        Source.HAND: say("Photos", "手工标定"),
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


def diagnosis_words(diagnosis: Diagnosis) -> tuple[str, str]:
    """Return what is wrong, in a few words, and what to do about it."""
    say = QCoreApplication.translate
    return {
        Diagnosis.MISSING: (say("Photos", "文件不见了"), say("Photos", "检查存储卡是否插好，再添加一次。")),
        Diagnosis.NOT_A_FILE: (say("Photos", "不是文件"), say("Photos", "请选择照片文件，而不是文件夹。")),
        Diagnosis.UNREADABLE: (say("Photos", "文件打不开"), say("Photos", "检查文件权限，或复制到本机后再添加。")),
        Diagnosis.EMPTY: (say("Photos", "文件是空的"), say("Photos", "从手机或相机重新导出这张照片。")),
        Diagnosis.TOO_LARGE: (say("Photos", "文件过大"), say("Photos", "用相机的普通画质重拍，或另存为较小的照片。")),
        Diagnosis.NOT_AN_IMAGE: (
            say("Photos", "不是照片"),
            say("Photos", "原文件已保留，但不能当作照片使用；请换一张。"),
        ),
        Diagnosis.TRUNCATED: (say("Photos", "照片不完整"), say("Photos", "可能没有拷贝完，请重新拷贝后再添加。")),
        Diagnosis.PIXELS_DAMAGED: (say("Photos", "画面已损坏"), say("Photos", "请重新拷贝，或补拍一张。")),
        Diagnosis.TOO_MANY_PIXELS: (say("Photos", "像素过多"), say("Photos", "关闭相机的超高像素模式后重拍。")),
        Diagnosis.TOO_SLOW: (say("Photos", "读取超时"), say("Photos", "文件可能有问题，请换一张或重新导出。")),
        Diagnosis.NO_EXIF: (
            say("Photos", "没有拍摄信息"),
            say("Photos", "可能是截图或经微信转发；请用相机拍的原图，传送时选“原图”。"),
        ),
        Diagnosis.EXIF_DAMAGED: (say("Photos", "拍摄信息损坏"), say("Photos", "请核对位置和时间，必要时手工填写。")),
        Diagnosis.NO_POSITION: (
            say("Photos", "没有定位"),
            say("Photos", "在手机设置里允许相机使用位置；这一次请手工填写现场位置。"),
        ),
        Diagnosis.POSITION_ZEROED: (
            say("Photos", "定位为零"),
            say("Photos", "拍照时还没有收到卫星信号；到开阔处等半分钟再拍。"),
        ),
        Diagnosis.POSITION_INVALID: (say("Photos", "定位无效"), say("Photos", "请手工填写现场位置。")),
        Diagnosis.POSITION_OUT_OF_RANGE: (say("Photos", "定位数值超出范围"), say("Photos", "请手工填写现场位置。")),
        Diagnosis.DATUM_UNKNOWN: (
            say("Photos", "坐标系不明"),
            say("Photos", "位置可能偏移几百米，请与地图核对。"),
        ),
        Diagnosis.OUTSIDE_DISTRICT: (
            say("Photos", "不在崇明区内"),
            say("Photos", "请核对是不是这次巡查拍的照片。"),
        ),
        Diagnosis.NO_TIME: (say("Photos", "没有拍摄时间"), say("Photos", "请在表单里手工填写日期。")),
        Diagnosis.TIME_INVALID: (say("Photos", "拍摄时间无效"), say("Photos", "请校准相机时钟，并手工填写日期。")),
        Diagnosis.TIME_OF_CHANGE: (
            say("Photos", "只有修改时间"),
            say("Photos", "照片被编辑过，显示的是修改时间。"),
        ),
        Diagnosis.OFFSET_ASSUMED: (
            say("Photos", "按北京时间理解"),
            say("Photos", "照片没有写明时区，时间按北京时间计。"),
        ),
        Diagnosis.IN_THE_FUTURE: (say("Photos", "时间在将来"), say("Photos", "请校准相机和电脑的时钟。")),
    }[diagnosis]


def diagnosis_tone(diagnosis: Diagnosis) -> Tone:
    """Return how loudly a diagnosis is shown."""
    if diagnosis in UNUSABLE:
        return Tone.DANGER
    return Tone.NEUTRAL if diagnosis in _MILD else Tone.WARNING


def facts_in_brief(facts: PhotoFacts, place: Position | None) -> tuple[str, ...]:
    """Return the lines of a card: when and with what; from where and how far from ``place``, the asset."""
    say = QCoreApplication.translate
    when = time_words(facts.taken_at) if facts.taken_at else say("Photos", "时间不明")
    where = say("Photos", "位置不明") if facts.position is None else source_words(facts.position.source)
    if facts.position is not None and facts.position.accuracy_m is not None:
        where += say("Photos", " ±{metres} 米").format(metres=round(facts.position.accuracy_m))
    lines = [when, facts.camera or say("Photos", "相机不明"), where]
    if facts.position is not None and place is not None:
        lines.append(
            say("Photos", "距设施 {distance}").format(distance=distance_words(facts.position.distance_m(place)))
        )
    return tuple(lines)


def is_far(facts: PhotoFacts, place: Position | None) -> bool:
    """Whether a photo was taken so far from the asset that somebody should ask."""
    return facts.position is not None and place is not None and facts.position.distance_m(place) > FAR_M
