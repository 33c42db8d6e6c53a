"""Wrapped words in the part of a page that does not scroll."""

from PySide6.QtWidgets import QLabel, QWidget


def let_words_shrink(part: QWidget) -> None:
    """Let wrapped words, and everything that holds them, claim one line, and what their width asks for beyond it.

    Qt claims as many lines as the narrowest column would take, which for Chinese is one for each character.
    """
    line_px = part.fontMetrics().height()
    for words in part.findChildren(QLabel):
        holder: QWidget | None = words if words.wordWrap() else None
        while holder is not None and holder is not part:
            holder.setMinimumHeight(max(line_px, holder.minimumHeight()))
            holder = holder.parentWidget()
    part.setMinimumHeight(max(line_px, part.minimumHeight()))
