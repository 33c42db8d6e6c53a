"""The page of orders: an import that waits for a decision, and the results written again."""

from pathlib import Path

from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from app.domain.kinds import RecordKind, Role
from app.ports.sheets import Table
from db.documents.sheets import OfficeSheets
from tests.ui.place import Place
from ui.orders.import_dialog import ImportDialog
from ui.orders.model import OrdersModel
from ui.orders.view import OrdersView
from ui.tasks import Tasks

HEADINGS = ("工单编号", "诉求内容", "诉求地址", "所属街镇")
ROWS = (
    ("A1", "红星桥栏杆松动", "红星桥", "城桥镇"),
    ("A2", "路灯不亮", "中心路", "城桥镇"),
    ("", "没有编号", "", "城桥镇"),
)


def opened(qtbot: QtBot, place: Place, tasks: Tasks) -> OrdersView:
    """Open the page of a supervisor."""
    place.grant(Role.SUPERVISOR)
    place.bridge("红星桥", "C101Q001")
    view = OrdersView(OrdersModel(place.workplace, tasks))
    qtbot.addWidget(view)
    view.resize(1000, 640)
    view.show()
    qtbot.waitUntil(lambda: view.model.is_read)
    return view


def importing(qtbot: QtBot, view: OrdersView, folder: Path) -> ImportDialog:
    """Begin to import a file of three rows."""
    OfficeSheets().write(folder / "orders.csv", [Table("x", HEADINGS, ROWS)])
    dialog = view.take_in(folder / "orders.csv")
    qtbot.waitUntil(lambda: dialog.rows.rowCount() == 3)
    return dialog


def offered(dialog: ImportDialog) -> list[QRadioButton]:
    """Return the choices that are shown."""
    return [each for each in dialog.offers.findChildren(QRadioButton) if each.isVisible()]


def test_what_is_offered_waits_for_a_decision_and_the_rest_can_go(
    qtbot: QtBot, place: Place, tasks: Tasks, tmp_path: Path
) -> None:
    view = opened(qtbot, place, tasks)
    dialog = importing(qtbot, view, tmp_path)
    assert (dialog.model.undecided, dialog.model.ready) == (1, 1)

    dialog.table.selectRow(0)
    qtbot.waitUntil(lambda: bool(offered(dialog)))
    assert "红星桥" in offered(dialog)[0].text()
    offered(dialog)[0].click()
    assert (dialog.model.undecided, dialog.model.ready) == (0, 2)
    with qtbot.waitSignal(dialog.model.done):
        dialog.take.click()
    qtbot.waitUntil(lambda: view.rows.rowCount() == 2)

    assert "新开案卷 2 件" in view.banner.text
    with qtbot.waitSignal(view.model.wanted) as wanted:
        view.table.activated_row.emit(0)
    assert (wanted.args or [None])[0] is RecordKind.CASE


def test_results_are_written_and_told(qtbot: QtBot, place: Place, tasks: Tasks, tmp_path: Path) -> None:
    view = opened(qtbot, place, tasks)
    dialog = importing(qtbot, view, tmp_path)
    with qtbot.waitSignal(dialog.model.done):
        dialog.take.click()
    qtbot.waitUntil(lambda: view.rows.rowCount() == 1)

    with qtbot.waitSignal(view.model.exported):
        view.model.export(tmp_path / "back.csv")

    assert "back.csv" in view.banner.text
    (back,) = OfficeSheets().read(tmp_path / "back.csv")
    assert back.rows[0][: len(HEADINGS)] == HEADINGS


def test_a_file_that_holds_no_orders_is_told_in_the_dialog(
    qtbot: QtBot, place: Place, tasks: Tasks, tmp_path: Path
) -> None:
    view = opened(qtbot, place, tasks)
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")

    dialog = view.take_in(tmp_path / "x.csv")
    qtbot.waitUntil(lambda: "x.csv" in dialog.banner.text)

    assert not dialog.take.isEnabled()
