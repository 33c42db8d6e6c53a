"""Where the record was made and the photos of the whole record: the first card of the form page."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.site import Position, Source
from ui.controls.ask import Ask
from ui.controls.places import PlaceControl
from ui.photos.item import item_of_draft
from ui.photos.pictures import Pictures
from ui.photos.strip import PhotoStrip
from ui.photos.words import FAR_M, distance_words, source_words
from ui.record.model import RecordModel
from ui.style.colours import Tone
from ui.style.metrics import dp
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, row
from ui.widgets.labels import Chip, label


class SiteCard(Card):
    """The position of the record with its origin, and photos that answer no question.

    Signals:
        opened: the id of a photo that is to be looked at.
    """

    opened = Signal(str)

    def __init__(self, model: RecordModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.column.addWidget(label(self.tr("现场"), "h2"))
        self.position = PlaceControl(Ask("geopoint", self.tr("现场位置")))
        self._source, self._distance, self._accuracy = Chip(), Chip(), label("", "caption")
        self._advice = label(
            self.tr("添加带定位的照片后自动填写；也可以填设施的登记位置，或手工输入。"), "caption", wrap=True
        )
        self._use_asset = button(self.tr("填设施位置"))
        self._use_asset.clicked.connect(self._take_asset)
        self._clear = button(self.tr("清除"), "plain")
        self._clear.clicked.connect(self._take_nothing)
        self._arrange()
        self.photos = PhotoStrip(pictures, self.tr("现场照片"), is_editable=True)
        self.photos.given.connect(self._give)
        self.photos.opened.connect(self.opened)
        self.photos.removed.connect(model.evidence.remove)
        self.column.addWidget(self.photos)
        self.position.answered.connect(self._move)
        model.evidence.changed.connect(self.redraw)
        self.redraw()

    def _arrange(self) -> None:
        line = FlowLayout(spacing=dp(10))
        line.addWidget(self.position)
        line.addWidget(self._use_asset)
        line.addWidget(self._clear)
        self.column.addLayout(line)
        facts = row(spacing=8)
        for part in (self._source, self._distance, self._accuracy):
            facts.addWidget(part)
        facts.addWidget(self._advice, 1)
        facts.addStretch()
        self.column.addLayout(facts)

    @Slot()
    def redraw(self) -> None:
        """Draw position and photos as they stand."""
        site, place = self._model.evidence.site, self._model.place
        self.position.show_answer(None if site is None else f"{site.latitude} {site.longitude} 0 0")
        self._advice.setVisible(site is None)
        self._source.setVisible(site is not None)
        self._accuracy.setVisible(site is not None)
        self._distance.setVisible(site is not None and place is not None and site.source is not Source.ASSET)
        self._clear.setVisible(site is not None)
        self._use_asset.setVisible(place is not None and (site is None or site.source is not Source.ASSET))
        if site is not None:
            self._tell(site, place)
        self.photos.show_photos([item_of_draft(photo) for photo in self._model.evidence.photos_of("")], place)

    def _tell(self, site: Position, place: Position | None) -> None:
        tone = Tone.WARNING if site.source is Source.HAND else Tone.INFO
        self._source.show_state(source_words(site.source), tone)
        if site.accuracy_m is not None:
            self._accuracy.setText(self.tr("精度 ±{distance}").format(distance=distance_words(site.accuracy_m)))
        else:
            self._accuracy.setText(self.tr("精度不明"))
        if place is not None:
            metres = site.distance_m(place)
            self._distance.show_state(
                self.tr("距设施 {distance}").format(distance=distance_words(metres)),
                Tone.WARNING if metres > FAR_M else Tone.SUCCESS,
            )

    @Slot(object)
    def _move(self, answer: str | None) -> None:
        """Take degrees that a person typed; what is only half typed waits."""
        if answer is None:
            return
        latitude, longitude = (float(part) for part in answer.split()[:2])
        site = self._model.evidence.site
        moved = Position(latitude, longitude, Source.HAND) if site is None else site.moved(latitude, longitude)
        self._model.evidence.set_site(moved)

    @Slot()
    def _take_asset(self) -> None:
        self._model.evidence.set_site(self._model.place)

    @Slot()
    def _take_nothing(self) -> None:
        self._model.evidence.set_site(None)

    @Slot(object)
    def _give(self, files: Sequence[Path]) -> None:
        self._model.evidence.add_files(files, "")
