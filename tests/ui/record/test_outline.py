"""The outline of a form: only parts of which something is asked now."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.forms.built_in import begun
from ui.record.outline import Outline
from ui.record.question import Reader, section_names


def shown_parts(outline: Outline) -> list[str]:
    """Return the names of the parts that a person sees."""
    return [part.accessibleName() for part in outline.findChildren(QPushButton, "outline") if not part.isHidden()]


def test_a_part_that_the_chosen_variant_does_not_ask_is_not_listed(qtbot: QtBot) -> None:
    reader, outline = Reader(begun("house_safety")), Outline()
    qtbot.addWidget(outline)
    sections = reader.sections()
    outline.begin(section_names(sections), [section.keys[0] for section in sections])

    reader.session.set("variant", "falling")
    outline.show_problems(reader, sections, [])
    falling = shown_parts(outline)
    reader.session.set("variant", "self_built")
    outline.show_problems(reader, sections, [])

    assert "高空坠物" in falling
    assert "自建房" not in falling
    assert "自建房" in shown_parts(outline)


def test_pictures_without_a_group_stand_under_their_own_heading() -> None:
    sections = Reader(begun("life_circle")).sections()

    assert "照片" in section_names(sections)
    assert not any(name.startswith("其他") for name in section_names(sections))
