"""The looks of the program, since sizes of controls depend on them."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.style.theme import Appearance, dress


@pytest.fixture(autouse=True)
def looks(qapp: QApplication) -> None:
    """Dress the application."""
    dress(qapp, Appearance.LIGHT, 1.0)
