"""The top of a record that is looked at: what it is, how it stands, whether it arrived."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.kinds import Status
from ui import moments
from ui.record.fitting import let_words_shrink
from ui.review.looking import LookedAt
from ui.review.model import LookModel
from ui.style.colours import Tone
from ui.townships import township_name
from ui.widgets.banner import Banner
from ui.widgets.frames import column, row
from ui.widgets.header import PageHeader
from ui.widgets.labels import Chip
from ui.words import status_label, status_tone


class RecordHead(QWidget):
    """Title, number, form with version, chips, and a banner for what has to be known first.

    Signals:
        back_wanted: the arrow was pressed.
    """

    back_wanted = Signal()

    def __init__(self, model: LookModel, *, back: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        stack = column(self, spacing=8)
        line = row(spacing=8)
        self.header = PageHeader("", back=back)
        self.header.back_wanted.connect(self.back_wanted)
        self.status, self.delivery = Chip(), Chip()
        line.addWidget(self.header, 1)
        line.addWidget(self.status)
        line.addWidget(self.delivery)
        stack.addLayout(line)
        self.notice, self.banner = Banner(), Banner()
        stack.addWidget(self.notice)
        stack.addWidget(self.banner)
        let_words_shrink(self)
        model.changed.connect(self.redraw)
        model.refused.connect(self._complain)

    @Slot()
    def redraw(self) -> None:
        """Draw what the model shows."""
        looked = self._model.looked
        self.setVisible(looked is not None)
        if looked is None:
            return
        form = looked.reader.session.form
        parts = (
            looked.row.number,
            self.tr("{form} · 第 {version} 版").format(form=form.title, version=form.version),
            township_name(looked.key.stream.township),
            looked.name(looked.row.author),
            moments.minute(looked.row.made_at),
        )
        self.header.set_title(looked.row.title, " · ".join(part for part in parts if part))
        if looked.state.status is not None:
            self.status.show_state(status_label(looked.state.status), status_tone(looked.state.status))
        is_there = not looked.waiting and looked.row.unsent == 0
        self.delivery.show_state(
            self.tr("已送达") if is_there else self.tr("未送达"), Tone.SUCCESS if is_there else Tone.WARNING
        )
        self.notice.say(*self._first(looked))

    def _first(self, looked: LookedAt) -> tuple[str, Tone]:
        """Return what has to be known before anything else, and how loudly."""
        state = looked.state
        clashes = self.tr("有 {count} 处被两人同时改成不同的内容，请选定一个。").format(count=len(state.conflicts))
        early = self.tr("还有 {count} 项内容等待前序，同步后补齐。").format(count=len(state.waiting))
        newer = self.tr("这条记录含有本程序不认识的内容，只能查看；请先更新程序。")
        unfinished = self.tr("这条记录有没写完的修改，保存在本机草稿里。")
        notices = (
            (state.needs_newer_program, newer, Tone.DANGER),
            (bool(state.waiting), early, Tone.WARNING),
            (bool(state.conflicts), clashes, Tone.WARNING),
            (state.status is Status.RETURNED, self._returned(looked), Tone.DANGER),
            (state.has_unseen_content, self.tr("批准后有新内容，需要重新审核。"), Tone.WARNING),
            (looked.has_draft, unfinished, Tone.INFO),
        )
        return next(((words, tone) for holds, words, tone in notices if holds), ("", Tone.NEUTRAL))

    def _returned(self, looked: LookedAt) -> str:
        """Return who sent the record back, and what was said about the whole of it."""
        remarks = looked.state.remarks
        author = looked.name(remarks[0].author) if remarks else ""
        said = "；".join(remark.text for remark in remarks if not remark.path)
        if said:
            return self.tr("{author} 退回：{said}").format(author=author, said=said)
        return self.tr("{author} 退回，意见写在各项旁边。").format(author=author)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.DANGER)
