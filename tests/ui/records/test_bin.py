"""The recycle bin's dialog: what lies in it, and Enter to have it again."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from app.domain.kinds import Status
from app.usecases import drafts
from app.workplace import Workplace
from tests.ui.place import BRIDGES, PATROL, Place
from ui.records.bin import BinDialog
from ui.tasks import Tasks


def opened(qtbot: QtBot, workplace: Workplace, tasks: Tasks) -> BinDialog:
    """Open the bin and wait for its list."""
    dialog = BinDialog(workplace, tasks)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.drawn):
        dialog.show()
    return dialog


def test_a_draft_and_a_voided_record_lie_in_the_bin_and_come_back(qtbot: QtBot, place: Place, tasks: Tasks) -> None:
    with place.store() as unit:
        made = drafts.begin(unit, clock=place.workplace.clock, ids=place.ids, form=PATROL, stream=BRIDGES, asset=None)
        unit.put_draft(replace(made, title="新河桥"))
        drafts.discard(unit, made.record, place.workplace.clock)
    key = place.inspection("红星桥", ("submitted", {}), ("voided", {"reason": "录错"}))
    dialog = opened(qtbot, place.workplace, tasks)
    assert {str(dialog.rows.index(at, 0).data()) for at in range(2)} == {"草稿", "作废记录"}
    assert {thrown.days_left for thrown in dialog.shown.thrown} == {30}

    for left in (1, 0):
        with qtbot.waitSignal(dialog.restored):
            dialog.table.activated_row.emit(0)
        assert dialog.rows.rowCount() == left

    with place.store.reading() as reading:
        assert [draft.title for draft in reading.drafts()] == ["新河桥"]
        assert reading.state(key.stream, key.record).status is Status.SUBMITTED
    assert dialog.empty.isVisibleTo(dialog)


def test_an_empty_bin_says_so(qtbot: QtBot, place: Place, tasks: Tasks) -> None:
    dialog = opened(qtbot, place.workplace, tasks)

    assert dialog.empty.isVisibleTo(dialog)
    assert not dialog.restore.isEnabled()
