"""What was found at the same place last time: photos, grade and findings, and one key for what became of each."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.usecases.same_spot import LastFinding, LastTime, Since
from ui.moments import day
from ui.photos.pictures import Pictures
from ui.record.model import RecordModel
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, column, row
from ui.widgets.labels import Chip, label
from ui.widgets.weakly import weakly

EDGE_DP = 132
PHOTOS_SHOWN = 4
KEYS = {Since.UNCHANGED: "Alt+1", Since.WORSE: "Alt+2", Since.REPAIRED: "Alt+3"}


class LastCard(Card):
    """Last time, at a glance; the keys speak of the first finding that nothing was said of yet.

    Signals:
        followed: a finding was written down again; the argument is the key of its instance, empty for none.
    """

    followed = Signal(str)

    def __init__(self, model: RecordModel, last: LastTime, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._last, self._pictures = model, last, pictures
        self._open = list(last.findings)
        self._chips: dict[str, Chip] = {}
        self._photos: dict[str, list[QLabel]] = {}
        self.buttons: dict[tuple[str, Since], QPushButton] = {}
        title = self.tr("上次检查 {day}").format(day=day(last.made_at))
        head = row(spacing=10)
        head.addWidget(label(title, "h2"))
        if last.grade:
            head.addWidget(Chip(last.grade, Tone.INFO))
        head.addStretch(1)
        head.addWidget(label(last.number, "caption"))
        self.column.addLayout(head)
        self._add_photos()
        for finding in last.findings:
            self.column.addWidget(self._line(finding))
        if not last.findings:
            self.column.addWidget(label(self.tr("上次没有发现问题。"), "caption"))
        for since, keys in KEYS.items():
            QShortcut(QKeySequence(keys), self).activated.connect(weakly(self._say_next, since))

    def _add_photos(self) -> None:
        shown = [*self._last.photos, *(each.photo for each in self._last.findings if each.photo)][:PHOTOS_SHOWN]
        if not shown:
            return
        strip = FlowLayout(spacing=dp(8))
        for sha256 in shown:
            picture = QLabel()
            picture.setFixedSize(dp(EDGE_DP), dp(EDGE_DP) * 3 // 4)
            picture.setAccessibleName(self.tr("上次的照片"))
            self._photos.setdefault(sha256, []).append(picture)
            strip.addWidget(picture)
        self.column.addLayout(strip)
        self._pictures.arrived.connect(self._show_photo)
        for sha256 in self._photos:
            self._show_photo(sha256)

    @Slot(str)
    def _show_photo(self, sha256: str) -> None:
        image = self._pictures.thumbnail(sha256) if sha256 in self._photos else None
        if image is None or image.isNull():
            return
        for picture in self._photos[sha256]:
            room, fit = picture.size(), Qt.AspectRatioMode.KeepAspectRatio
            picture.setPixmap(QPixmap.fromImage(image).scaled(room, fit, Qt.TransformationMode.SmoothTransformation))

    def _line(self, finding: LastFinding) -> QWidget:
        box = QWidget()
        stack = column(box, spacing=4)
        stack.addWidget(label(finding.words, wrap=True))
        line = FlowLayout(spacing=dp(8))
        for since, keys in KEYS.items():
            made = button(f"{self._name(since)} ({keys})" if finding is self._last.findings[0] else self._name(since))
            made.setAccessibleName(f"{finding.words} {self._name(since)}")
            made.clicked.connect(weakly(self._say, finding, since))
            self.buttons[finding.id, since] = made
            line.addWidget(made)
        chip = Chip()
        chip.hide()
        self._chips[finding.id] = chip
        line.addWidget(chip)
        stack.addLayout(line)
        return box

    def _say_next(self, since: Since) -> None:
        if self._open:
            self._say(self._open[0], since)

    @Slot()
    def _say(self, finding: LastFinding, since: Since) -> None:
        if finding not in self._open:
            return
        self._open.remove(finding)
        for each in Since:
            self.buttons[finding.id, each].hide()
        tone = {Since.UNCHANGED: Tone.WARNING, Since.WORSE: Tone.DANGER, Since.REPAIRED: Tone.SUCCESS}[since]
        self._chips[finding.id].show_state(self._name(since), tone)
        self._chips[finding.id].show()
        self.followed.emit(self._model.follow(finding, since))

    def _name(self, since: Since) -> str:
        return {
            Since.UNCHANGED: self.tr("无变化"),
            Since.WORSE: self.tr("变差"),
            Since.REPAIRED: self.tr("已修复"),
        }[since]
