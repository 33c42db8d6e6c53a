"""A form on paper, to be filled in with a pen: questions with their choices, room to write, what the asset says."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.listing import AssetRow
from app.forms import Session
from app.forms.definition import MEDIA_TYPES, UNSEEN_TYPES, Group, Question, QuestionType, Repeat
from ui.print.paper import BODY, ROOM_MM, SMALL, TITLE, Paper
from ui.townships import township_name

translate = QCoreApplication.translate

LABEL_MM = 62.0
ANSWER_MM = ROOM_MM - LABEL_MM - 3
LINE_MM = 7.0
TICK_MM = 3.2
REPEAT_ROWS = 4
MULTILINE = 2
MOST_CHOICES = 40
"""A list longer than this is not printed: a line to write on is left."""


def draw_blank(paper: Paper, session: Session, asset: AssetRow | None) -> None:
    """Draw a form that nobody has answered yet but for the asset's own facts."""
    paper.top_mm += paper.text(0, ROOM_MM, session.form.title, TITLE, bold=True) + 1
    if asset is not None:
        said = (asset.name, asset.code, township_name(asset.township), asset.village)
        paper.top_mm += paper.text(0, ROOM_MM, " · ".join(part for part in said if part), 11) + 1
    signed = translate("Print", "日期：　　　　　　天气：　　　　　　检查人：")
    paper.top_mm += paper.text(0, ROOM_MM, signed, BODY, grey=True) + 3
    paper.line()
    paper.top_mm += 2
    _draw_items(paper, session, session.children())


def _draw_items(paper: Paper, session: Session, keys: Sequence[str]) -> None:
    for key in keys:
        item = session.item(key)
        if isinstance(item, Group):
            if item.is_shown:
                _draw_heading(paper, session.label(key))
                _draw_items(paper, session, session.children(key))
        elif isinstance(item, Repeat):
            _draw_repeat(paper, session, key, item)
        else:
            _draw_question(paper, session, key, item)


def _draw_heading(paper: Paper, text: str) -> None:
    if text:
        paper.need(20)
        paper.top_mm += 2
        paper.top_mm += paper.text(0, ROOM_MM, text, 11, bold=True) + 1.5


def _draw_question(paper: Paper, session: Session, key: str, question: Question) -> None:
    label = session.label(key)
    if question.type in UNSEEN_TYPES or not label:
        return
    known = session.value(key)
    choices = {choice.value: choice.label for choice in session.choices(key)}
    is_listed = question.itemset is not None and 0 < len(choices) <= MOST_CHOICES
    hint = session.hint(key)
    left = paper.height_of(label, LABEL_MM) + (paper.height_of(hint, LABEL_MM, SMALL) if hint else 0)
    right = _choices_height(paper, list(choices.values())) if is_listed else LINE_MM * _lines(question)
    paper.need(max(left, right) + 3)
    height = paper.text(0, LABEL_MM, label)
    if hint:
        _below(paper, height, hint)
    if is_listed:
        _draw_choices(paper, choices, known if isinstance(known, list) else [known])
    elif known is not None:
        paper.text(LABEL_MM + 3, ANSWER_MM, "、".join(known) if isinstance(known, list) else known)
    elif question.type in MEDIA_TYPES:
        paper.box(LABEL_MM + 3, TICK_MM, TICK_MM, below_mm=0.6)
        paper.text(LABEL_MM + 8, ANSWER_MM - 5, translate("Print", "已拍照，照片号："))
    elif question.type is not QuestionType.NOTE:
        for line in range(_lines(question)):
            paper.line(LABEL_MM + 3, ANSWER_MM, below_mm=LINE_MM * (line + 1) - 1.5)
    paper.top_mm += max(left, right) + 2


def _below(paper: Paper, height: float, hint: str) -> None:
    top, paper.top_mm = paper.top_mm, paper.top_mm + height
    paper.text(0, LABEL_MM, hint, SMALL, grey=True)
    paper.top_mm = top


def _draw_choices(paper: Paper, choices: Mapping[str, str], known: Sequence[str | None]) -> None:
    """Draw boxes to tick; what the asset says already is ticked."""
    for value, (left, line, text) in zip(choices, _placed(list(choices.values())), strict=True):
        paper.box(LABEL_MM + 3 + left, TICK_MM, TICK_MM, below_mm=line * LINE_MM + 0.6)
        top, paper.top_mm = paper.top_mm, paper.top_mm + line * LINE_MM
        if value in known:
            paper.text(LABEL_MM + 3.4 + left, TICK_MM, "✓")
        paper.text(LABEL_MM + 8 + left, ANSWER_MM - left - 5, text)
        paper.top_mm = top


def _choices_height(paper: Paper, choices: Sequence[str]) -> float:
    lines = [line for _, line, _ in _placed(choices)]
    return (max(lines) + 1) * LINE_MM + max(0.0, paper.height_of("Ⅲ", ANSWER_MM) - LINE_MM)


def _placed(choices: Sequence[str]) -> list[tuple[float, int, str]]:
    """Return where each choice goes: as many side by side as fit."""
    placed, left, line = [], 0.0, 0
    for text in choices:
        width = 9.0 + sum(3.5 if ord(letter) > 0xFF else 2.0 for letter in text)  # noqa: PLR2004  # Chinese letters are wide
        if left and left + width > ANSWER_MM:
            left, line = 0.0, line + 1
        placed.append((left, line, text))
        left += width
    return placed


def _draw_repeat(paper: Paper, session: Session, key: str, repeat: Repeat) -> None:
    heads = [
        question.label.text(session.language).parts[0]
        for question in repeat.items
        if isinstance(question, Question) and question.type not in UNSEEN_TYPES and question.label
    ]
    if not heads:
        return
    _draw_heading(paper, session.label(key))
    width = ROOM_MM / len(heads)
    height = max(paper.height_of(head, width - 1.5, SMALL) for head in heads)
    paper.need(height + 3 + REPEAT_ROWS * 10)
    for place, head in enumerate(heads):
        paper.text(place * width + 0.8, width - 1.5, head, SMALL, grey=True)
    paper.top_mm += height + 1
    for _ in range(REPEAT_ROWS):
        for place in range(len(heads)):
            paper.box(place * width, width, 10)
        paper.top_mm += 10
    paper.top_mm += 3


def _lines(question: Question) -> int:
    return MULTILINE if "multiline" in question.appearance else 1
