"""Barcodes: typed, or read from a picture where a decoder is installed."""

import importlib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import AppError
from tests.ui.controls.showing import ask, name_of, shown
from ui.controls.coding import CodeControl
from ui.controls.decoding import code_reader, read_codes

needs_decoder = pytest.mark.skipif(code_reader() is None, reason="no barcode decoder is installed")


def test_a_code_is_typed(qtbot: QtBot) -> None:
    control = CodeControl(ask("barcode"))
    told = shown(qtbot, control)

    QTest.keyClicks(control.field, "CM1")
    control.field.clear()

    assert told == ["C", "CM", "CM1", None]
    assert "技术状况" in name_of(control.field)


def test_without_a_decoder_there_is_only_the_field(qtbot: QtBot) -> None:
    control = CodeControl(ask("barcode"))
    shown(qtbot, control)

    assert control.reader.isVisible() is (code_reader() is not None)
    assert control.acceptDrops() is (code_reader() is not None)


def test_the_first_code_of_a_picture_is_taken_and_the_others_are_counted(qtbot: QtBot) -> None:
    control = CodeControl(ask("barcode"))
    told = shown(qtbot, control)

    control.take_codes(("QL-1", "QL-2"))

    assert told == ["QL-1"]
    assert "2" in control.state.text()


def test_a_picture_without_code_leaves_what_was_typed(qtbot: QtBot) -> None:
    control = CodeControl(ask("barcode"))
    told = shown(qtbot, control)
    control.show_answer("QL-7")

    control.take_codes(())

    assert told == []
    assert control.field.text() == "QL-7"
    assert "没有找到条码" in control.state.text()


def test_what_is_no_picture_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "plate.txt"
    path.write_text("no picture")

    with pytest.raises(AppError) as refused:
        read_codes(path)

    assert refused.value.code == "barcode.unreadable_picture"


@needs_decoder
def test_a_qr_code_with_chinese_text_is_read_from_a_png(tmp_path: Path) -> None:
    zxing = importlib.import_module("zxingcpp")
    image = zxing.create_barcode("齐力桥 QL-1", zxing.BarcodeFormat.QRCode).to_image(scale=4)
    path = tmp_path / "plate.pgm"
    pixels: Any = memoryview(image)  # a view of two dimensions, which the stubs do not know
    rows = pixels.tolist()
    path.write_bytes(b"P5 %d %d 255\n" % (len(rows[0]), len(rows)) + pixels.tobytes())

    assert read_codes(path) == ("齐力桥 QL-1",)
