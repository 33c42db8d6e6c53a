"""What the figures of a township are called, and what a row behind a number says."""

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.due import Due
from app.domain.listing import RecordRow
from app.usecases.overview import Figure
from ui import moments
from ui.style.colours import Tone
from ui.today.due_table import deadline_words
from ui.widgets.row_table import Cell
from ui.words import status_label, status_tone

_NAMES: Mapping[Figure, object] = {
    Figure.OVERDUE: QT_TRANSLATE_NOOP("Overview", "逾期"),
    Figure.DUE: QT_TRANSLATE_NOOP("Overview", "本周到期"),
    Figure.OPEN_CASES: QT_TRANSLATE_NOOP("Overview", "未结案卷"),
    Figure.RETURNED: QT_TRANSLATE_NOOP("Overview", "退回待订正"),
    Figure.WAITING: QT_TRANSLATE_NOOP("Overview", "待审核"),
}
_TONES = {
    Figure.OVERDUE: Tone.DANGER,
    Figure.DUE: Tone.WARNING,
    Figure.OPEN_CASES: Tone.INFO,
    Figure.RETURNED: Tone.DANGER,
    Figure.WAITING: Tone.WARNING,
}


def figure_name(figure: Figure) -> str:
    """Return what a figure is called."""
    return QCoreApplication.translate("Overview", str(_NAMES[figure]))


def figure_tone(figure: Figure) -> Tone:
    """Return how loudly a figure above nought is shown."""
    return _TONES[figure]


def check_cells(due: Due, forms: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return the cells of a check that is due: asset, village, what, until when, how it stands."""
    asset = " ".join(part for part in (due.asset.name, due.asset.code) if part)
    tone = Tone.DANGER if due.days_late else Tone.WARNING
    return asset, due.asset.village, forms.get(due.form, due.form), _day(due), (deadline_words(due), tone)


def record_cells(row: RecordRow, forms: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return the cells of a record: title, place, what, when it changed, how it stands."""
    what = forms.get(row.form or "", row.form or "") or row.number
    status = (status_label(row.status), status_tone(row.status))
    return row.title or row.number, row.place, what, moments.minute(row.changed_at), status


def _day(due: Due) -> str:
    return due.due_on.isoformat() if due.due_on is not None else "—"
