"""A plan's progress on paper: one table, the header repeated on each page."""

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QTextCharFormat, QTextCursor, QTextDocument, QTextTableFormat
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.plan import Plan
from app.usecases.plans.progress import Progress
from app.usecases.plans.report import shown
from ui.plan.words import aim_words, done_words, feed_label, percent_words, standing_label

MARGIN_MM = 12.0
_BEFORE = (
    QT_TRANSLATE_NOOP("Plan", "编号"),
    QT_TRANSLATE_NOOP("Plan", "目标"),
    QT_TRANSLATE_NOOP("Plan", "要求"),
    QT_TRANSLATE_NOOP("Plan", "完成"),
    QT_TRANSLATE_NOOP("Plan", "完成率"),
)
_AFTER = (
    QT_TRANSLATE_NOOP("Plan", "状态"),
    QT_TRANSLATE_NOOP("Plan", "来源"),
    QT_TRANSLATE_NOOP("Plan", "牵头单位"),
)


def print_progress(parent: QWidget, plan: Plan, progress: Iterable[Progress]) -> bool:
    """Ask for a printer and print; return whether it was printed."""
    printer = page_printer()
    if QPrintDialog(printer, parent).exec() != QDialog.DialogCode.Accepted:
        return False
    progress_document(plan, progress).print_(printer)
    return True


def page_printer() -> QPrinter:
    """Return a printer of A4 across."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter
    )
    printer.setPageLayout(layout)
    return printer


def progress_document(plan: Plan, progress: Iterable[Progress]) -> QTextDocument:
    """Return the table as a document."""
    rows = [_cells(plan, one) for one in progress]
    years = [str(year) for year in plan.years]
    header = [_say(words) for words in _BEFORE] + years + [_say(words) for words in _AFTER]
    document = QTextDocument()
    cursor = QTextCursor(document)
    bold = QTextCharFormat()
    bold.setFontWeight(700)
    cursor.insertText(f"{plan.title}\n", bold)
    style = QTextTableFormat()
    style.setHeaderRowCount(1)
    style.setCellPadding(3)
    style.setCellSpacing(0)
    style.setBorderCollapse(True)
    table = cursor.insertTable(len(rows) + 1, len(header), style)
    for column, words in enumerate(header):
        table.cellAt(0, column).firstCursorPosition().insertText(words, bold)
    for number, cells in enumerate(rows, start=1):
        for column, words in enumerate(cells):
            table.cellAt(number, column).firstCursorPosition().insertText(words)
    return document


def _cells(plan: Plan, one: Progress) -> tuple[str, ...]:
    target = one.target
    return (
        *(target.id, target.text, aim_words(target), done_words(one), percent_words(one.percent)),
        *(shown(one.by_year.get(year)) for year in plan.years),
        *(standing_label(one.standing), feed_label(target.feed), "、".join(plan.leads_of(target))),
    )


def _say(words: object) -> str:
    return QCoreApplication.translate("Plan", str(words))
