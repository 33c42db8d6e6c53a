"""What things are called: statuses, actions, diagnoses, reasons; Chinese in the source, English by translation."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.kinds import Action, Status
from app.domain.listing import WaitReason
from app.domain.photo import Diagnosis
from app.errors import AppError
from ui.sentences import Language, sentence
from ui.style.colours import Tone

_STATUSES: dict[Status, tuple[object, Tone]] = {
    Status.DRAFT: (QT_TRANSLATE_NOOP("Status", "草稿"), Tone.NEUTRAL),
    Status.RETURNED: (QT_TRANSLATE_NOOP("Status", "已退回"), Tone.DANGER),
    Status.SUBMITTED: (QT_TRANSLATE_NOOP("Status", "待审核"), Tone.WARNING),
    Status.APPROVED: (QT_TRANSLATE_NOOP("Status", "已通过"), Tone.SUCCESS),
    Status.VOIDED: (QT_TRANSLATE_NOOP("Status", "已作废"), Tone.NEUTRAL),
    Status.IN_USE: (QT_TRANSLATE_NOOP("Status", "在用"), Tone.SUCCESS),
    Status.RETIRED: (QT_TRANSLATE_NOOP("Status", "已停用"), Tone.NEUTRAL),
    Status.OPEN: (QT_TRANSLATE_NOOP("Status", "进行中"), Tone.INFO),
    Status.REPORTED: (QT_TRANSLATE_NOOP("Status", "已上报"), Tone.WARNING),
    Status.OFFERED: (QT_TRANSLATE_NOOP("Status", "待接收"), Tone.WARNING),
    Status.FILED: (QT_TRANSLATE_NOOP("Status", "已立案"), Tone.INFO),
    Status.ASSIGNED: (QT_TRANSLATE_NOOP("Status", "已派遣"), Tone.INFO),
    Status.ON_HOLD: (QT_TRANSLATE_NOOP("Status", "已挂起"), Tone.NEUTRAL),
    Status.HANDLED: (QT_TRANSLATE_NOOP("Status", "已处置"), Tone.INFO),
    Status.VERIFIED: (QT_TRANSLATE_NOOP("Status", "已核查"), Tone.SUCCESS),
    Status.DECLINED: (QT_TRANSLATE_NOOP("Status", "不予立案"), Tone.NEUTRAL),
    Status.TRANSFERRED: (QT_TRANSLATE_NOOP("Status", "已移送"), Tone.NEUTRAL),
    Status.CLOSED: (QT_TRANSLATE_NOOP("Status", "已结案"), Tone.SUCCESS),
    Status.PLANNED: (QT_TRANSLATE_NOOP("Status", "已计划"), Tone.NEUTRAL),
    Status.STARTED: (QT_TRANSLATE_NOOP("Status", "已开工"), Tone.INFO),
    Status.FINISHED: (QT_TRANSLATE_NOOP("Status", "已完工"), Tone.INFO),
    Status.ACCEPTED: (QT_TRANSLATE_NOOP("Status", "已验收"), Tone.SUCCESS),
    Status.CONFIRMED: (QT_TRANSLATE_NOOP("Status", "已确认"), Tone.SUCCESS),
    Status.ACTIVE: (QT_TRANSLATE_NOOP("Status", "有效"), Tone.SUCCESS),
    Status.REVOKED: (QT_TRANSLATE_NOOP("Status", "已撤销"), Tone.NEUTRAL),
}

_ACTIONS: dict[Action, object] = {
    Action.CREATED: QT_TRANSLATE_NOOP("Action", "新建"),
    Action.ANSWERED: QT_TRANSLATE_NOOP("Action", "填写"),
    Action.ATTACHED: QT_TRANSLATE_NOOP("Action", "添加照片"),
    Action.DETACHED: QT_TRANSLATE_NOOP("Action", "移除照片"),
    Action.SETTLED: QT_TRANSLATE_NOOP("Action", "解决冲突"),
    Action.SUBMITTED: QT_TRANSLATE_NOOP("Action", "提交"),
    Action.WITHDRAWN: QT_TRANSLATE_NOOP("Action", "撤回"),
    Action.RETURNED: QT_TRANSLATE_NOOP("Action", "退回"),
    Action.APPROVED: QT_TRANSLATE_NOOP("Action", "通过"),
    Action.VOIDED: QT_TRANSLATE_NOOP("Action", "作废"),
    Action.RETIRED: QT_TRANSLATE_NOOP("Action", "停用"),
    Action.RESTORED: QT_TRANSLATE_NOOP("Action", "恢复"),
    Action.FILED: QT_TRANSLATE_NOOP("Action", "立案"),
    Action.DECLINED: QT_TRANSLATE_NOOP("Action", "不予立案"),
    Action.ASSIGNED: QT_TRANSLATE_NOOP("Action", "派遣"),
    Action.SENT_BACK: QT_TRANSLATE_NOOP("Action", "退件"),
    Action.HELD: QT_TRANSLATE_NOOP("Action", "挂起"),
    Action.RESUMED: QT_TRANSLATE_NOOP("Action", "恢复办理"),
    Action.EXTENDED: QT_TRANSLATE_NOOP("Action", "延期"),
    Action.TRANSFERRED: QT_TRANSLATE_NOOP("Action", "移送"),
    Action.ESCALATED: QT_TRANSLATE_NOOP("Action", "提级督办"),
    Action.HANDLED: QT_TRANSLATE_NOOP("Action", "处置"),
    Action.VERIFIED: QT_TRANSLATE_NOOP("Action", "核查"),
    Action.CLOSED: QT_TRANSLATE_NOOP("Action", "结案"),
    Action.REOPENED: QT_TRANSLATE_NOOP("Action", "重新立案"),
    Action.STARTED: QT_TRANSLATE_NOOP("Action", "开工"),
    Action.FINISHED: QT_TRANSLATE_NOOP("Action", "完工"),
    Action.ACCEPTED: QT_TRANSLATE_NOOP("Action", "验收"),
    Action.CONFIRMED: QT_TRANSLATE_NOOP("Action", "确认"),
    Action.REVOKED: QT_TRANSLATE_NOOP("Action", "撤销"),
    Action.STUBBED: QT_TRANSLATE_NOOP("Action", "服务器留痕"),
}

_DIAGNOSES: dict[Diagnosis, object] = {
    Diagnosis.MISSING: QT_TRANSLATE_NOOP("Diagnosis", "文件不存在，可能已被移走；请重新选择"),
    Diagnosis.NOT_A_FILE: QT_TRANSLATE_NOOP("Diagnosis", "这不是文件；请选择照片文件"),
    Diagnosis.UNREADABLE: QT_TRANSLATE_NOOP("Diagnosis", "文件读不出来；请检查权限或存储卡"),
    Diagnosis.EMPTY: QT_TRANSLATE_NOOP("Diagnosis", "文件是空的；请从相机或手机重新拷贝"),
    Diagnosis.TOO_LARGE: QT_TRANSLATE_NOOP("Diagnosis", "文件过大；请用普通照片，不要用视频或原始底片"),
    Diagnosis.NOT_AN_IMAGE: QT_TRANSLATE_NOOP("Diagnosis", "这不是照片；请选择 JPEG 或 HEIC 等照片文件"),
    Diagnosis.TRUNCATED: QT_TRANSLATE_NOOP("Diagnosis", "照片不完整；请从相机或手机重新拷贝"),
    Diagnosis.PIXELS_DAMAGED: QT_TRANSLATE_NOOP("Diagnosis", "画面已损坏；请从相机或手机重新拷贝"),
    Diagnosis.TOO_MANY_PIXELS: QT_TRANSLATE_NOOP("Diagnosis", "像素过多，无法显示；请调低相机的分辨率"),
    Diagnosis.TOO_SLOW: QT_TRANSLATE_NOOP("Diagnosis", "照片解码超时；请换一张照片"),
    Diagnosis.NO_EXIF: QT_TRANSLATE_NOOP("Diagnosis", "没有拍摄信息；请使用相机原图，不要用聊天软件转发的图片"),
    Diagnosis.EXIF_DAMAGED: QT_TRANSLATE_NOOP("Diagnosis", "拍摄信息已损坏；请从相机或手机重新拷贝"),
    Diagnosis.NO_POSITION: QT_TRANSLATE_NOOP("Diagnosis", "没有位置；请在相机设置中打开定位"),
    Diagnosis.POSITION_ZEROED: QT_TRANSLATE_NOOP("Diagnosis", "位置为零；相机拍摄时还没有定到位"),
    Diagnosis.POSITION_INVALID: QT_TRANSLATE_NOOP("Diagnosis", "位置写得不对，无法读取"),
    Diagnosis.POSITION_OUT_OF_RANGE: QT_TRANSLATE_NOOP("Diagnosis", "位置超出经纬度范围"),
    Diagnosis.DATUM_UNKNOWN: QT_TRANSLATE_NOOP("Diagnosis", "位置所用的坐标系不明"),
    Diagnosis.OUTSIDE_DISTRICT: QT_TRANSLATE_NOOP("Diagnosis", "位置不在崇明区内；请核对是否选对照片"),
    Diagnosis.NO_TIME: QT_TRANSLATE_NOOP("Diagnosis", "没有拍摄时间"),
    Diagnosis.TIME_INVALID: QT_TRANSLATE_NOOP("Diagnosis", "拍摄时间写得不对，无法读取"),
    Diagnosis.TIME_OF_CHANGE: QT_TRANSLATE_NOOP("Diagnosis", "只有修改时间，没有拍摄时间"),
    Diagnosis.OFFSET_ASSUMED: QT_TRANSLATE_NOOP("Diagnosis", "拍摄时间没有时区，按北京时间理解"),
    Diagnosis.IN_THE_FUTURE: QT_TRANSLATE_NOOP("Diagnosis", "拍摄时间晚于现在；请核对相机的时钟"),
}

_WAIT_REASONS: dict[WaitReason, tuple[object, object, Tone]] = {
    WaitReason.NOT_TRIED: (
        QT_TRANSLATE_NOOP("WaitReason", "还没有发送"),
        QT_TRANSLATE_NOOP("WaitReason", "点“立即同步”，或等待自动同步。"),
        Tone.NEUTRAL,
    ),
    WaitReason.UNREACHABLE: (
        QT_TRANSLATE_NOOP("WaitReason", "连不上服务器"),
        QT_TRANSLATE_NOOP("WaitReason", "数据已安全保存在本机；有网络时会自动再试。"),
        Tone.WARNING,
    ),
    WaitReason.NOT_OURS: (
        QT_TRANSLATE_NOOP("WaitReason", "应答的不是本区服务器"),
        QT_TRANSLATE_NOOP("WaitReason", "网络可能需要先登录网页认证；请打开浏览器完成认证，再点“立即同步”。"),
        Tone.DANGER,
    ),
    WaitReason.SIGNED_OUT: (
        QT_TRANSLATE_NOOP("WaitReason", "登录已过期"),
        QT_TRANSLATE_NOOP("WaitReason", "请在本页输入密码，重新登录服务器。"),
        Tone.DANGER,
    ),
    WaitReason.UNDER_WAY: (
        QT_TRANSLATE_NOOP("WaitReason", "正在发送"),
        QT_TRANSLATE_NOOP("WaitReason", "请稍候。"),
        Tone.INFO,
    ),
    WaitReason.WAITS_FOR_PARENT: (
        QT_TRANSLATE_NOOP("WaitReason", "等待前序"),
        QT_TRANSLATE_NOOP("WaitReason", "服务器还缺这条记录之前的内容；再同步一次会先补发。"),
        Tone.WARNING,
    ),
    WaitReason.UNVERIFIED: (
        QT_TRANSLATE_NOOP("WaitReason", "回执核对不上"),
        QT_TRANSLATE_NOOP("WaitReason", "服务器的回执与本机保存的公钥不符，不能当作送达；请联系管理员。"),
        Tone.DANGER,
    ),
    WaitReason.SERVER_ERROR: (
        QT_TRANSLATE_NOOP("WaitReason", "服务器出错"),
        QT_TRANSLATE_NOOP("WaitReason", "数据仍在本机；稍后会自动再试，持续出现请联系管理员。"),
        Tone.DANGER,
    ),
    WaitReason.TOO_OLD: (
        QT_TRANSLATE_NOOP("WaitReason", "程序版本过旧"),
        QT_TRANSLATE_NOOP("WaitReason", "请更新程序后再同步；数据仍在本机，不会丢失。"),
        Tone.DANGER,
    ),
    WaitReason.REFUSED: (
        QT_TRANSLATE_NOOP("WaitReason", "服务器拒收"),
        QT_TRANSLATE_NOOP("WaitReason", "请打开记录，按所写原因处理后重新提交。"),
        Tone.DANGER,
    ),
    WaitReason.INVALID: (
        QT_TRANSLATE_NOOP("WaitReason", "内容不合规范"),
        QT_TRANSLATE_NOOP("WaitReason", "请打开记录检查后重新提交；若仍被退，请联系管理员。"),
        Tone.DANGER,
    ),
    WaitReason.FORK: (
        QT_TRANSLATE_NOOP("WaitReason", "本机数据与服务器分叉"),
        QT_TRANSLATE_NOOP("WaitReason", "这台电脑可能被还原或复制过；请重新登记本机，未送达的内容会重新签发。"),
        Tone.DANGER,
    ),
}

_CHINESE_MARK = QT_TRANSLATE_NOOP("Words", "zh")


def status_label(status: Status) -> str:
    """Return the name of a status."""
    return _say("Status", _STATUSES[status][0])


def status_tone(status: Status) -> Tone:
    """Return the tone of a status."""
    return _STATUSES[status][1]


def action_label(action: Action) -> str:
    """Return the name of what was done, for buttons and histories."""
    return _say("Action", _ACTIONS[action])


def diagnosis_label(diagnosis: Diagnosis) -> str:
    """Return what is wrong with a photo and what to do about it."""
    return _say("Diagnosis", _DIAGNOSES[diagnosis])


def wait_label(reason: WaitReason) -> str:
    """Return why something waits, in a few words."""
    return _say("WaitReason", _WAIT_REASONS[reason][0])


def wait_advice(reason: WaitReason) -> str:
    """Return what to do about something that waits."""
    return _say("WaitReason", _WAIT_REASONS[reason][1])


def wait_tone(reason: WaitReason) -> Tone:
    """Return the tone of a reason to wait."""
    return _WAIT_REASONS[reason][2]


def delivery_label(unsent: int) -> str:
    """Return whether a record has arrived at the server, from how many of its parts have no receipt."""
    if unsent == 0:
        return QCoreApplication.translate("Words", "已送达")
    return QCoreApplication.translate("Words", "未送达 · {count} 项").format(count=unsent)


def explain(error: AppError) -> str:
    """Return the sentence of an error in the language that the program speaks now."""
    return sentence(error, spoken_language())


def spoken_language() -> Language:
    """Return the language of the translation that is installed; Chinese without one."""
    return Language(_say("Words", _CHINESE_MARK))


def _say(context: str, source: object) -> str:
    return QCoreApplication.translate(context, str(source))
