"""The state of sync in words: for the page, the side bar and the status line."""

from PySide6.QtCore import QCoreApplication

from app.ports.courier import Progress, RoundReport
from ui import moments
from ui.style.colours import Tone
from ui.sync.model import SyncModel
from ui.sync.waiting_table import size_words
from ui.words import wait_advice, wait_label, wait_tone


def server_words(model: SyncModel) -> tuple[str, Tone]:
    """Return how the server stands."""
    translate = QCoreApplication.translate
    if model.is_running:
        return translate("Sync", "正在同步"), Tone.INFO
    if model.is_reachable is None:
        return translate("Sync", "尚未联系"), Tone.NEUTRAL
    if model.is_reachable:
        return translate("Sync", "在线"), Tone.SUCCESS
    return translate("Sync", "离线"), Tone.WARNING


def footer_words(model: SyncModel) -> str:
    """Return the state of sync for the side bar."""
    state, _tone = server_words(model)
    if model.problem is not None and not model.is_running:
        state = wait_label(model.problem)
    if model.count:
        return QCoreApplication.translate("Sync", "{state} · 待同步 {count} 项").format(state=state, count=model.count)
    return QCoreApplication.translate("Sync", "{state} · 全部已送达").format(state=state)


def progress_words(progress: Progress | None) -> str:
    """Return what a round is doing and how far it is."""
    translate = QCoreApplication.translate
    if progress is None:
        return translate("Sync", "正在联系服务器…")
    phase = {
        "pull": translate("Sync", "取回新内容"),
        "push": translate("Sync", "发送记录"),
        "photos_out": translate("Sync", "发送照片"),
        "thumbnails": translate("Sync", "取回缩略图"),
        "photos_in": translate("Sync", "取回照片"),
    }.get(progress.phase, translate("Sync", "正在同步"))
    parts = [phase]
    if progress.items_all:
        parts.append(translate("Sync", "{done} / {all} 项").format(done=progress.items_done, all=progress.items_all))
    if progress.bytes_all:
        parts.append(f"{size_words(progress.bytes_done)} / {size_words(progress.bytes_all)}")
    return " · ".join(parts)


def last_round_words(model: SyncModel) -> str:
    """Return when the last round was."""
    if not model.last_round_at:
        return QCoreApplication.translate("Sync", "这台电脑还没有同步过")
    return QCoreApplication.translate("Sync", "上次同步 {moment}").format(moment=moments.minute(model.last_round_at))


def brief_words(report: RoundReport) -> str:
    """Return how a round ended in a few words, for the status line."""
    if report.problem is None:
        return report_words(report)[0]
    return QCoreApplication.translate("Sync", "同步没有完成：{reason}").format(reason=wait_label(report.problem))


def report_words(report: RoundReport) -> tuple[str, Tone]:
    """Return how a round ended and what to do now; background rounds and those by hand alike."""
    translate = QCoreApplication.translate
    if report.problem is not None:
        words = translate("Sync", "同步没有完成：{reason}。{advice}")
        advice = wait_advice(report.problem)
        return words.format(reason=wait_label(report.problem), advice=advice), wait_tone(report.problem)
    if report.was_cancelled:
        return translate("Sync", "同步已取消；已送达的部分不会重发，其余下次继续。"), Tone.NEUTRAL
    if report.refused:
        words = translate("Sync", "同步完成，但有 {count} 项被服务器拒收；原因见下。")
        return words.format(count=report.refused), Tone.DANGER
    words = translate("Sync", "同步完成：送达 {sent} 项、照片 {photos} 张，收到 {received} 项。")
    return words.format(sent=report.sent, photos=report.photos_sent, received=report.received), Tone.SUCCESS
