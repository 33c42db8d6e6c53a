"""The form page, put together: header, what was returned, outline, form, photos."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QBoxLayout, QMessageBox, QStackedWidget, QWidget

from app.domain.draft import Draft
from app.domain.listing import WaitReason
from app.usecases.excavations import FORM as EXCAVATION_FORM
from app.workplace import Workplace
from ui.grades.live import LiveGrades
from ui.photos.item import item_of_draft
from ui.photos.pictures import Pictures
from ui.photos.strip import files_of
from ui.photos.viewer import PhotoViewer
from ui.plan.excavation_warning import ExcavationWarning
from ui.record.fitting import let_words_shrink
from ui.record.form_view import FormView
from ui.record.languages import LanguageBox
from ui.record.last_card import LastCard
from ui.record.look import record_sheet
from ui.record.model import RecordModel
from ui.record.outline import Outline
from ui.record.question import Section, section_names
from ui.record.saving import Saving
from ui.record.sent import SentPanel
from ui.record.site_card import SiteCard
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.tasks import Tasks
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.frames import column, row
from ui.widgets.header import PageHeader
from ui.widgets.labels import Chip

ASSESS_MS = 150
WITH_OUTLINE_DP = 760
WITH_PANEL_DP = 1080


class RecordPage(QWidget):
    """One record being filled in or corrected.

    Signals:
        closed: the user is done here; go back to where he came from.
        changed: what other pages show may be old: a draft was submitted or thrown away.
    """

    closed = Signal()
    changed = Signal()

    def __init__(self, workplace: Workplace, tasks: Tasks, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.grades: LiveGrades | None = None
        self.model = RecordModel(workplace, tasks, draft, self)
        self.pictures = Pictures(workplace.shelf, tasks, self)
        self.setObjectName("page")
        self.setStyleSheet(record_sheet())
        self.setAcceptDrops(True)
        self._sections: tuple[Section, ...] = ()
        self._wanted = ""
        self._assessing = QTimer(self)
        self._assessing.setSingleShot(True)
        self._assessing.setInterval(ASSESS_MS)
        self._assessing.timeout.connect(self.assess)
        self._arrange()
        self._add_shortcuts()
        self.model.opened.connect(self._open)
        self.model.refused.connect(self._complain)
        self.model.submitted.connect(self._say_sent)
        self.model.ended.connect(self._leave)
        self.model.saving.changed.connect(self._show_saving)
        self.model.open()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Leave the outline out where there is no room for it."""
        self._fit()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Keep what is not kept yet."""
        self.model.leave()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Accept files anywhere on the page."""
        if files_of(event.mimeData()) and self._sections:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Take photos for the question under the pointer, or for the whole record."""
        event.acceptProposedAction()
        key = self.form.key_of(self.childAt(event.position().toPoint()))
        self.add_files(files_of(event.mimeData()), key)

    def add_files(self, files: Sequence[Path], key: str = "") -> None:
        """Take photos for a photo question, or for the whole record if the key names no such question."""
        evidence = self.model.evidence
        evidence.add_files(files, key if evidence.takes_photos(key) else "")

    def go_to(self, key: str) -> None:
        """Show a question and put the keyboard there, as soon as the form is drawn; nothing for an empty key."""
        self._wanted = key
        if self._sections and key:
            self.form.jump(key)

    def _arrange(self) -> None:
        outer = column(self, spacing=0)
        self.stack = QStackedWidget(self)
        outer.addWidget(self.stack)
        work = QWidget(self)
        whole = column(work, margins=(0, 16, 0, 0), spacing=8)
        top = column(margins=(24, 0, 24, 0), spacing=8)
        whole.addLayout(top)
        top.addWidget(self._make_header())
        self.busy = BusyBar(self.tr("正在打开表单"))
        top.addWidget(self.busy)
        self.remarks, self.banner = Banner(), Banner()
        top.addWidget(self.remarks)
        top.addWidget(self.banner)
        for part in (self.header, self.remarks, self.banner):
            let_words_shrink(part)
        self._grade_place = column()
        top.addLayout(self._grade_place)
        body = row(spacing=0)
        self.outline = Outline(work)
        self.form = FormView(self.model, self.pictures, work)
        self.form.opened.connect(self._look_at)
        self.outline.wanted.connect(self.form.jump)
        body.addWidget(self.outline)
        body.addWidget(self.form, 1)
        self._body = body
        whole.addLayout(body, 1)
        self.stack.addWidget(work)
        self.busy.move_on()

    def _make_header(self) -> PageHeader:
        self.header = PageHeader(self.model.draft.title, back=True)
        self.header.back_wanted.connect(self.closed)
        self.saved = Chip()
        self.saved.hide()
        line = self.header.layout()
        if isinstance(line, QBoxLayout):
            line.insertWidget(line.count() - 1, self.saved)
        self.undo = self.header.add_action(self.tr("撤销"), "plain")
        self.redo = self.header.add_action(self.tr("重做"), "plain")
        self.discard = self.header.add_action(self.tr("丢弃草稿"), "plain")
        self.submit = self.header.add_action(self.tr("提交"), "primary")
        self.submit.setToolTip(self.tr("提交（Ctrl+Enter）"))
        self.undo.clicked.connect(self.model.undo)
        self.redo.clicked.connect(self.model.redo)
        self.discard.clicked.connect(self._discard)
        self.submit.clicked.connect(self._submit)
        for part in (self.undo, self.redo, self.discard, self.submit):
            part.setEnabled(False)
        return self.header

    def _add_shortcuts(self) -> None:
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.model.undo),
            (QKeySequence("Ctrl+Y"), self.model.redo),
            (QKeySequence("Ctrl+Shift+Z"), self.model.redo),
            (QKeySequence("Ctrl+Return"), self._submit),
            (QKeySequence("Ctrl+Enter"), self._submit),
            (QKeySequence("Ctrl+V"), self._paste),
        ):
            QShortcut(keys, self).activated.connect(act)

    @Slot()
    def _open(self) -> None:
        self.busy.rest()
        model = self.model
        self.header.set_title(model.draft.title, self._subtitle())
        self._show_remarks()
        site = SiteCard(model, self.pictures)
        site.opened.connect(self._look_at)
        self.form.lead(self._beside_last_time(site))
        self._draw()
        if len(model.session.form.languages) > 1:
            self._offer_languages()
        model.changed.connect(self._note)
        model.evidence.changed.connect(self._note)
        model.evidence.intake.changed.connect(self._show_intake)
        self.discard.setEnabled(True)
        if model.session.form.grading:
            self._add_grades()
        if model.draft.form == EXCAVATION_FORM:
            self._grade_place.addWidget(ExcavationWarning(model, self._workplace, self._tasks))
        self.assess()
        self.go_to(self._wanted or model.first_remark)

    def _beside_last_time(self, site: SiteCard) -> QWidget:
        """Return the card of the place, below what was found last time where there was one."""
        if self.model.last is None:
            return site
        both = QWidget()
        stack = column(both, spacing=12)
        self.last_card = LastCard(self.model, self.model.last, self.pictures)
        self.last_card.followed.connect(self.go_to)
        stack.addWidget(self.last_card)
        stack.addWidget(site)
        return both

    def _draw(self) -> None:
        """Draw outline and questions in the language of the session."""
        self._sections = self.model.reader.sections()
        names = section_names(self._sections)
        self.outline.begin(names, [section.keys[0] for section in self._sections])
        self.form.begin(self._sections, names)

    def _offer_languages(self) -> None:
        languages = LanguageBox(self.model.session)
        languages.chosen.connect(self._speak)
        line = self.header.layout()
        if isinstance(line, QBoxLayout):
            line.insertWidget(line.count() - 1, languages)

    @Slot(str)
    def _speak(self, language: str) -> None:
        """Draw the form in another of its languages."""
        self.model.session.language = language
        self.form.clear()
        self._draw()
        self.assess()

    def _add_grades(self) -> None:
        """Show the grades that the form asks for, with the calculation where there is room for it."""
        self.grades = LiveGrades(self.model, self._tasks)
        self._grade_place.addWidget(self.grades)
        self._body.addWidget(self.grades.panel)
        self.grades.panel_wanted.connect(self.grades.panel.setVisible)
        self.grades.panel_wanted.connect(self._fit)
        self.grades.toggle.setChecked(self.width() >= dp(WITH_PANEL_DP))
        self.grades.panel.setVisible(self.grades.toggle.isChecked())

    @Slot()
    def _fit(self) -> None:
        """Leave the outline out where there is no room for it beside the form, or beside the calculation too."""
        has_panel = self.grades is not None and self.grades.toggle.isChecked()
        self.outline.setVisible(self.width() >= dp(WITH_PANEL_DP if has_panel else WITH_OUTLINE_DP))

    def _subtitle(self) -> str:
        return " · ".join((self.model.form_title, township_name(self.model.draft.stream.township)))

    def _show_remarks(self) -> None:
        author = self.model.remark_author
        if not author:
            return
        said = "；".join(remark.text for remark in self.model.overall_remarks)
        asked = self.tr("{author} 退回：{said}") if said else self.tr("{author} 退回，意见写在各题旁边。")
        self.remarks.say(asked.format(author=author, said=said), Tone.DANGER)

    @Slot()
    def _note(self) -> None:
        self._assessing.start()
        self.undo.setEnabled(self.model.can_undo)
        self.redo.setEnabled(self.model.can_redo)

    @Slot()
    def assess(self) -> None:
        """Count what is missing."""
        self.outline.show_problems(self.model.reader, self._sections, self.model.problems)
        self.undo.setEnabled(self.model.can_undo)
        self.redo.setEnabled(self.model.can_redo)
        self.submit.setEnabled(self.model.can_submit)

    @Slot()
    def _show_saving(self) -> None:
        saving = self.model.saving
        self.saved.show()
        if saving.status is Saving.FAILED:
            self.saved.show_state(self.tr("没有保存"), Tone.DANGER)
            self._complain(saving.reason)
        elif saving.status is Saving.WAITING:
            self.saved.show_state(self.tr("正在保存…"), Tone.NEUTRAL)
        elif saving.kept_at is not None:
            self.saved.show_state(self.tr("已保存 {time}").format(time=f"{saving.kept_at:%H:%M:%S}"), Tone.SUCCESS)

    @Slot()
    def _show_intake(self) -> None:
        if self.model.evidence.intake.under_way:
            self.busy.move_on()
        else:
            self.busy.rest()
        self.submit.setEnabled(self.model.can_submit)

    @Slot()
    def _submit(self) -> None:
        if not self._sections:
            return
        self.model.submit()
        problems = self.model.problems
        if problems:
            self.assess()
            self.banner.say(
                self.tr("还有 {count} 处要填写或改正，左侧已逐条列出。").format(count=len(problems)),
                Tone.WARNING,
            )
            self.form.jump(problems[0].key)

    @Slot()
    def _paste(self) -> None:
        """Take photos from the clipboard, for the question that has the keyboard; text goes to the field as usual."""
        data = QGuiApplication.clipboard().mimeData()
        key = self.form.key_of(QApplication.focusWidget())
        files = files_of(data)
        if files:
            self.add_files(files, key)
        elif data.hasImage() and self._sections:
            evidence = self.model.evidence
            evidence.add_image(QImage(data.imageData()), key if evidence.takes_photos(key) else "")

    @Slot(str)
    def _look_at(self, photo: str) -> None:
        items = [item_of_draft(each) for each in self.model.evidence.all_photos()]
        PhotoViewer(items, photo, self.model.place, self.pictures, self).open()

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.WARNING)

    @Slot()
    def _discard(self) -> None:
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("丢弃草稿"),
            self.tr("丢弃“{title}”的草稿？30 天内可从“巡查记录”的回收站恢复。").format(title=self.model.draft.title),
            parent=self,
        )
        throw = box.addButton(self.tr("丢弃"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("继续填写"), QMessageBox.ButtonRole.RejectRole)
        throw.clicked.connect(self.model.discard)
        box.open()

    @Slot(str)
    def _say_sent(self, number: str) -> None:
        panel = SentPanel(number, WaitReason.NOT_TRIED)
        panel.closed.connect(self.closed)
        self.stack.addWidget(panel)
        self.stack.setCurrentWidget(panel)
        panel.setFocus()
        self.changed.emit()

    @Slot()
    def _leave(self) -> None:
        self.changed.emit()
        self.closed.emit()
