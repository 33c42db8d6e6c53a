"""What the paths of a record are called and how their values read, also for what its form shows no longer."""

import re
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from app.domain.canonical import Json
from app.domain.draft import SITE
from app.domain.site import Position
from app.errors import AppError
from app.forms import Session
from app.usecases.differences import Change, Differences
from app.usecases.kept_grades import is_grade
from ui.controls.ask import text_of
from ui.photos.words import position_words, source_words
from ui.record.question import Reader
from ui.widgets.labels import label
from ui.words import spoken_language

SCORE = 6
"""How many characters of a score are shown."""

LONG = 24
"""How many characters of what was there before are shown; the new value is shown whole."""

_INSTANCE = re.compile(r"\[[^\]]*\]")


def title_of_path(reader: Reader, path: str) -> str:
    """Return what a path is called; the name itself where the form does not know it any more."""
    translate = QCoreApplication.translate
    if not path:
        return translate("Review", "总体")
    if path == SITE:
        return translate("Review", "现场位置")
    if is_grade(path):
        return translate("Review", "评定")
    try:
        return reader.title_of(path)
    except AppError:
        return _title_by_definition(reader.session, path)


def words_of_value(reader: Reader, path: str, value: Json) -> str:
    """Return a value for people; a dash for none."""
    if value is None:
        return "—"
    if path == SITE:
        site = Position.from_body(value)
        return f"{position_words(site)}（{source_words(site.source)}）"
    if is_grade(path):
        return _grade_words(value)
    try:
        return reader.answer_words(path, value) or "—"
    except AppError:
        return text_of(value) or "—"


def before_label(reader: Reader, change: Change) -> QLabel:
    """Return what stood there before, struck out; where nothing stood, it says so."""
    if change.before is None:
        return label(QCoreApplication.translate("Review", "（空）"), "caption")
    words = words_of_value(reader, change.path, change.before)
    return label(words if len(words) <= LONG else f"{words[:LONG]}…", "before")


def told_changes(reader: Reader, changes: Differences) -> tuple[Change, ...]:
    """Return the changes that people are told of, in the order of the form: no calculation that they never see."""
    shown = [change for change in changes.answers if _is_drawn(reader, change.path)]
    order = {item.path: number for number, item in enumerate(reader.session.form.walk())}
    return tuple(sorted(shown, key=lambda change: (order.get(_INSTANCE.sub("", change.path), -1), change.path)))


def _grade_words(value: Json) -> str:
    """Return the class and the score of a grade that a record keeps."""
    if not isinstance(value, Mapping):
        return "…"
    named = value.get("class_name")
    name = named.get(spoken_language().value, "") if isinstance(named, Mapping) else ""
    return " · ".join(filter(None, (text_of(name), text_of(value.get("value"))[:SCORE]))) or "—"


def _is_drawn(reader: Reader, path: str) -> bool:
    if is_grade(path):
        return "/" not in path
    try:
        return reader.is_drawn(path)
    except AppError:
        return True


def _title_by_definition(session: Session, path: str) -> str:
    """Return the labels of a path whose instance is gone."""
    plain = _INSTANCE.sub("", path).split("/")
    labels = {item.path: str(item.label.text(session.language)).strip() for item in session.form.walk()}
    around = ["/".join(plain[: number + 1]) for number in range(len(plain))]
    return " · ".join(labels.get(each) or each.rpartition("/")[2] for each in around)
