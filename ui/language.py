"""Makes the program speak a language: our own translation and Qt's for its buttons."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from resources import resource_folder
from ui.sentences import Language


class Speech:
    """The translations that an application wears; Chinese is the language of the source and needs only Qt's."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []

    def speak(self, language: Language) -> None:
        """Change the language; windows made before keep their words."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed.clear()
        if language is Language.CHINESE:
            QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
            self._install("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        else:
            QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
            self._install(f"yingxun_{language.value}", str(resource_folder() / "translations"))

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self._application)
        if not translator.load(name, folder):
            raise FileNotFoundError(f"{name}.qm in {folder}")
        self._application.installTranslator(translator)
        self._installed.append(translator)
