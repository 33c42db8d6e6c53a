"""Sync by a file on a stick: writing one, bringing one to the server, taking an answer in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.domain.listing import WaitReason
from app.errors import AppError
from app.ports.bundles import Packed
from app.ports.courier import Progress, RoundReport
from app.workplace import Workplace
from ui.style.colours import Tone
from ui.tasks import Tasks
from ui.words import explain, wait_advice

SUFFIX, ANSWER_SUFFIX = ".yxb", ".yxa"
SIZES_MB = (500, 1_900, 3_900, 15_000)
"""What one file may hold at most; a FAT32 stick takes no file of 4 GiB."""

USUAL_MB = 3_900
_TELL_EVERY_S = 0.1

_Result = TypeVar("_Result")


class StickModel(QObject):
    """One thing at a time.

    Signals:
        changed: something shown has changed; read the properties again.
        finished: a file was written or taken in; what other pages show may be old.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._cancelled = Event()
        self._told_at = 0.0
        self.is_running = False
        self.progress: Progress | None = None
        self.outcome: tuple[str, Tone] | None = None
        self.waiting = 0

    def usual_name(self) -> str:
        """Return the name of a file that is written now: the account and the day."""
        return f"yingxun-{self._workplace.login}-{self._workplace.clock.now():%Y%m%d-%H%M}{SUFFIX}"

    @Slot()
    def refresh(self) -> None:
        """Read again how much waits."""
        self._tasks.on_database(partial(_count, self._workplace), self._show_count, self._refuse)

    def export(self, path: Path, most_mb: int) -> None:
        """Write what waits into a file."""
        bundles = self._workplace.bundles
        self._begin(
            lambda: bundles.export(path, most_mb * 1_000_000, self._note, self._cancelled.is_set), self._exported
        )

    def take_in(self, path: Path) -> None:
        """Take in the server's answer, or a first load."""
        bundles = self._workplace.bundles
        self._begin(lambda: bundles.take_in(path, self._note, self._cancelled.is_set), self._taken_in)

    def carry(self, path: Path) -> None:
        """Bring somebody's file to the server; the answer is written beside it."""
        bundles, answer = self._workplace.bundles, path.with_suffix(ANSWER_SUFFIX)
        self._begin(lambda: bundles.carry(path, answer, self._note, self._cancelled.is_set), self._carried)

    @Slot()
    def cancel(self) -> None:
        """Stop; what was taken in stays, a file that is not whole is removed."""
        self._cancelled.set()

    def _begin(self, work: Callable[[], _Result], done: Callable[[_Result], None]) -> None:
        if self.is_running:
            return
        self._cancelled.clear()
        self.is_running, self.progress, self.outcome = True, None, None
        self.changed.emit()
        self._tasks.on_network(work, done, self._refuse)

    def _note(self, progress: Progress) -> None:
        """Pass progress on to the window; called on the network worker."""
        now = monotonic()
        if now - self._told_at >= _TELL_EVERY_S:
            self._told_at = now
            self._tasks.tell(self._show_progress, progress)

    def _show_progress(self, progress: Progress) -> None:
        if self.is_running:
            self.progress = progress
            self.changed.emit()

    def _exported(self, packed: Packed | None) -> None:
        if packed is None:
            self._end(self.tr("已取消，没有留下文件。"), Tone.NEUTRAL)
            return
        words = self.tr("已写入 {entries} 项、照片 {photos} 张：{name}。请安全弹出U盘；拿回回执之前仍算未送达。")
        said = words.format(entries=packed.entries, photos=packed.photos, name=packed.path.name)
        if packed.photos_left:
            said += self.tr("还有 {left} 张照片放不下，等这次的回执导入后再导出一次。").format(left=packed.photos_left)
        self._end(said, Tone.WARNING if packed.photos_left else Tone.SUCCESS)

    def _carried(self, packed: Packed | None) -> None:
        if packed is None:
            self._end(self.tr("已取消；没有写出回执，可以重来。"), Tone.NEUTRAL)
            return
        words = self.tr("服务器已收下。请把回执文件 {name} 带回导出它的那台电脑导入。")
        self._end(words.format(name=packed.path.name), Tone.SUCCESS)

    def _taken_in(self, report: RoundReport) -> None:
        self._end(*_outcome(report))

    def _end(self, words: str, tone: Tone) -> None:
        self.is_running, self.progress, self.outcome = False, None, (words, tone)
        self.changed.emit()
        self.finished.emit()
        self.refresh()

    def _show_count(self, waiting: int) -> None:
        self.waiting = waiting
        self.changed.emit()

    def _refuse(self, error: AppError) -> None:
        self.is_running, self.progress, self.outcome = False, None, (explain(error), Tone.DANGER)
        self.changed.emit()


def _outcome(report: RoundReport) -> tuple[str, Tone]:
    translate = QCoreApplication.translate
    if report.was_cancelled:
        return translate("Stick", "已取消；已导入的部分保留，重新导入同一个文件即可。"), Tone.NEUTRAL
    for trouble in (AppError("bundle.new_generation"), AppError("bundle.export_again")):
        if report.code == trouble.code:
            return explain(trouble), Tone.WARNING
    if report.problem is not None:
        return wait_advice(WaitReason(report.problem)), Tone.WARNING
    words = translate("Stick", "已导入：送达 {sent} 项、照片 {photos} 张，收到 {received} 项。")
    said = words.format(sent=report.sent, photos=report.photos_sent, received=report.received)
    if report.refused:
        said += translate("Stick", "有 {count} 项被服务器拒收，原因见“同步”页。").format(count=report.refused)
    return said, Tone.DANGER if report.refused else Tone.SUCCESS


def _count(workplace: Workplace) -> int:
    with workplace.store.reading() as reading:
        return reading.count_waiting()
