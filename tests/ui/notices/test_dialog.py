"""The dialog of a case's letters: looked at before it is saved, what is missing told, a real PDF."""

from pathlib import Path

from docx import Document
from pytestqt.qtbot import QtBot

from app.domain.kinds import Role
from app.usecases.notices import keep_template_folder
from app.workplace import RecordKey
from tests.ui.place import BRIDGES, Place
from ui.notices.dialog import NoticeDialog
from ui.tasks import Tasks


def opened(qtbot: QtBot, place: Place, tasks: Tasks, *acts: tuple[str, dict[str, object]]) -> NoticeDialog:
    """Open the dialog about a new case."""
    place.grant(Role.SUPERVISOR)
    about = {"record": "case", "number": "N1", "title": "栏杆缺失", "place": "红星桥", "values": {}}
    key = RecordKey(BRIDGES, place.write(BRIDGES, ("created", about), *acts))
    dialog = NoticeDialog(place.workplace, tasks, key)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.names.count() > 0)
    return dialog


def test_the_letter_is_shown_with_what_the_case_lacks_and_saved_as_word_and_pdf(
    qtbot: QtBot, place: Place, tasks: Tasks, tmp_path: Path
) -> None:
    dialog = opened(qtbot, place, tasks)
    qtbot.waitUntil(lambda: dialog.previewed is not None)

    assert dialog.names.currentText() == "整改通知书"
    assert "栏杆缺失" in dialog.preview.toPlainText()
    assert "责任单位" in dialog.note.text()

    dialog.save_word(tmp_path / "a.docx")
    qtbot.waitUntil(lambda: (tmp_path / "a.docx").exists() and "a.docx" in dialog.banner.text)
    dialog.save_pdf(tmp_path / "a.pdf")

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert "N1" in "".join(cell.text for cell in Document(str(tmp_path / "a.docx")).tables[0]._cells)


def test_a_template_with_a_strange_place_says_so_and_cannot_be_saved(
    qtbot: QtBot, place: Place, tasks: Tasks, tmp_path: Path
) -> None:
    document = Document()
    document.add_paragraph("{{没有这一项}}")
    document.save(str(tmp_path / "整改通知书.docx"))
    with place.store() as unit:
        keep_template_folder(unit, tmp_path)

    dialog = opened(qtbot, place, tasks)
    qtbot.waitUntil(lambda: "没有这一项" in dialog.banner.text)

    assert not dialog.save.isEnabled()
    assert not dialog.pdf.isEnabled()


def test_a_pdf_that_cannot_be_written_is_told(qtbot: QtBot, place: Place, tasks: Tasks, tmp_path: Path) -> None:
    dialog = opened(qtbot, place, tasks)
    qtbot.waitUntil(lambda: dialog.previewed is not None)

    dialog.save_pdf(tmp_path / "nowhere" / "a.pdf")

    assert "a.pdf" in dialog.banner.text
