"""One grade in a few lines: its name, class, score, and plainly what it lacks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.usecases.grading import outside_grade, own_grade
from ui.grades.told import ToldGrade, grader_name
from ui.record.question import Reader
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column
from ui.widgets.labels import Chip, label

Title = Callable[[str], str]
"""What a question is called, by its key."""


class GradeLines(QWidget):
    """A grade with its chips; ``title`` names the questions that have to be answered before there is one.

    A brief one leaves out what the sheet beside it says.
    """

    def __init__(self, told: ToldGrade, title: Title, *, is_brief: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stack = column(self, spacing=4)
        head = FlowLayout(spacing=dp(8))
        stack.addLayout(head)
        head.addWidget(label(grader_name(told.grader), "strong"))
        self.grade = Chip(told.class_name or self.tr("未评定"), told.tone)
        head.addWidget(self.grade)
        if told.score:
            head.addWidget(label(told.score, "strong"))
        for words in self._marks(told):
            head.addWidget(Chip(words, Tone.WARNING))
        for words in filter(None, (told.doubt, told.refusal)):
            stack.addWidget(label(words, "wrong", wrap=True))
        for words in () if is_brief else self._captions(told, title):
            stack.addWidget(label(words, "caption", wrap=True))

    def _captions(self, told: ToldGrade, title: Title) -> list[str]:
        captions = [self.tr("· {text}").format(text=text) for text in told.missing]
        if told.needed:
            captions.append(self.tr("先填写：{names}").format(names="、".join(title(key) for key in told.needed)))
        captions += [self.tr("假定：{text}").format(text=text) for text in told.assumed]
        if told.standard:
            captions.append(self.tr("依据 {standard}").format(standard=told.standard))
        return captions

    def _marks(self, told: ToldGrade) -> Sequence[str]:
        marks = (
            (told.is_provisional, self.tr("缺省规则，可修改") if _is_local(told) else self.tr("暂行")),
            (told.is_unchecked, self.tr("含未核对原文的数值")),
            (bool(told.missing), self.tr("缺少 {count} 项").format(count=len(told.missing))),
        )
        return [words for holds, words in marks if holds]


def own_words(reader: Reader) -> str:
    """Return the inspector's own grade and one from outside, each in its line; ours stands beside them."""
    translate = QCoreApplication.translate
    form = reader.session.form
    told = (
        (own_grade(form), translate("Grades", "{label}：{answer}（检查人填写，与上面的计算并列）")),
        (outside_grade(form), translate("Grades", "{label}：{answer}（外来结论，原样保留，与上面的计算并列）")),
    )
    return "\n".join(filter(None, (_said(reader, key, words) for key, words in told)))


def _said(reader: Reader, key: str, words: str) -> str:
    answer = reader.session.value(key) if key else None
    return words.format(label=reader.label(key), answer=reader.answer_words(key, answer)) if answer is not None else ""


def _is_local(told: ToldGrade) -> bool:
    return told.grader in ("village_roads", "abc_village", "scored_sheets")
