"""The field that finds an asset, over whatever page is shown; the keyboard alone is enough."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.domain.asset_words import FoundAsset
from ui.find.model import FindModel
from ui.moments import day
from ui.photos.strip import files_of
from ui.style.colours import current_colours
from ui.style.icons import icon
from ui.style.metrics import dp, touch
from ui.townships import township_name
from ui.widgets.buttons import button
from ui.widgets.frames import column, row
from ui.widgets.labels import label

WIDTH_DP, HEIGHT_DP, TOP_DP = 620, 470, 70
_DIGITS = {Qt.Key(Qt.Key.Key_1 + place): place for place in range(9)}


class FindView(QFrame):
    """A field, what was found, and a way to look by a photo; it lies over its parent until something is chosen."""

    def __init__(self, model: FindModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self.setAcceptDrops(True)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("找设施"))
        self.hide()
        stack = column(self, margins=(14, 14, 14, 12), spacing=8)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("拼音首字母、名称、别名、编号末几位、村名"))
        self.field.setAccessibleName(self.tr("找设施"))
        self.field.setMinimumHeight(touch())
        self.field.addAction(icon("search", current_colours().muted), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        stack.addWidget(self.field)
        self.said = label("", "caption", wrap=True)
        stack.addWidget(self.said)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("找到的设施"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        stack.addWidget(self.list, 1)
        below = row(spacing=8)
        below.addWidget(label(self.tr("回车打开第一个，Alt+数字打开对应的一个"), "caption"), 1)
        self.photo = button(self.tr("用照片找"), picture="photo")
        self.photo.setToolTip(self.tr("识别照片上的二维码标签；没有标签时找拍摄位置附近的设施"))
        below.addWidget(self.photo)
        stack.addLayout(below)
        self.field.textEdited.connect(model.look_for)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self.photo.clicked.connect(self._choose_photo)
        model.changed.connect(self._render)
        model.failed.connect(self.said.setText)
        model.found.connect(self.hide)

    def begin(self) -> None:
        """Come up empty, with what was inspected last."""
        self.field.clear()
        self.model.look_for("")
        parent = self.parentWidget()
        if parent is not None:
            width, height = min(dp(WIDTH_DP), parent.width()), min(dp(HEIGHT_DP), parent.height() - dp(TOP_DP))
            self.setGeometry((parent.width() - width) // 2, dp(TOP_DP), width, height)
        self.raise_()
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Let the field's keys move through what was found and choose from it."""
        if not isinstance(event, QKeyEvent) or watched is not self.field:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()  # else the window would take it, and leave its page
            return True
        if event.type() is QEvent.Type.KeyPress:
            return self._act_on(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  # Qt's name
        """Accept a photo."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  # Qt's name
        """Look by the photo."""
        event.acceptProposedAction()
        self.model.look_at(files_of(event.mimeData())[0])

    def _act_on(self, event: QKeyEvent) -> bool:
        """Do what a key says; return whether it said something."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.model.choose(max(0, self.list.currentRow()))
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in _DIGITS and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.model.choose(_DIGITS[key])
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
        else:
            return False
        return True

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        self.model.choose(self.list.row(item))

    @Slot()
    def _choose_photo(self) -> None:
        dialog = QFileDialog(self, self.tr("用照片找"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._look_at)
        dialog.open()

    @Slot(str)
    def _look_at(self, name: str) -> None:
        self.model.look_at(Path(name))

    @Slot()
    def _render(self) -> None:
        model = self.model
        if model.is_busy:
            return
        self.list.clear()
        for place, found in enumerate(model.results, start=1):
            self.list.addItem(self._words(place, found))
        if model.results:
            self.list.setCurrentRow(0)
        self.said.setText(self._sentence())

    def _sentence(self) -> str:
        if not self.model.results:
            return self.tr("没有找到。换拼音首字母、编号末几位或村名试试。") if self.model.text else ""
        return "" if self.model.text else self.tr("最近检查过的")

    def _words(self, place: int, found: FoundAsset) -> str:
        asset = found.asset
        where = " ".join(part for part in (township_name(asset.township), asset.village) if part)
        said = [f"{place}   {asset.name}", asset.code, where]
        if found.distance_m is not None:
            said.append(self.tr("{distance} 米").format(distance=round(found.distance_m)))
        elif found.seen_at:
            said.append(self.tr("上次 {day}").format(day=day(found.seen_at)))
        return "   ".join(part for part in said if part)
