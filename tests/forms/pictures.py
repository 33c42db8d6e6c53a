"""``python -m tests.forms.pictures FOLDER [FORM …]``: the hand-filled cases in the real form page at 1366×768.

Without names the twelve of ``SHOWN``, each at the place that says most; with names every screenful of those forms.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.canonical import Json
from app.domain.draft import Draft, DraftPhoto
from app.domain.stream import Stream
from app.forms import Form, Session
from app.forms.definition import MEDIA_TYPES, Question
from app.forms.fill import fill
from app.usecases import drafts
from app.usecases.recording import context_of
from app.workplace import Workplace
from db.photos.sample import Shot, sample_photo
from tests.forms.built_in import form
from tests.forms.cases import FOLDER as CASES
from tests.forms.cases import case_of
from tests.ui.place import make_place
from tests.ui.record.filling import NEAR, TAKEN, equipped, new_draft
from ui.record.page import RecordPage
from ui.style.theme import Appearance, dress
from ui.tasks import Tasks

WIDTH_PX, HEIGHT_PX = 1366, 768
SETTLE_MS = 900
MARGIN_PX = 48
SHOWN = {
    "rural_highway": "路面损坏",
    "village_road": "区里的底册",
    "bridge_patrol": "",
    "riverside_guardrail": "防护设施",
    "road_excavation": "实测",
    "illegal_construction": "安全",
    "premises_fire": "疏散",
    "house_safety": "违规装修与改变结构",
    "old_lift": "检查项目",
    "works_site": "施工安全",
    "works_acceptance": "验收项目",
    "life_circle": "服务设施",
}
"""Form, and the heading at which its picture begins."""


def main(folder: Path, names: list[str]) -> None:
    """Take the pictures."""
    from app.assembly.window import add_chinese_letters

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    add_chinese_letters()
    dress(application, Appearance.LIGHT, 1.0)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        place = make_place(Path(home))
        chosen = names or list(SHOWN)
        workplace = equipped(place, *(replace(form(name), version="1") for name in chosen))
        tasks = Tasks()
        for name in chosen:
            page = opened(workplace, tasks, name, Path(home))
            for suffix in screenfuls(page) if names else at_heading(page, SHOWN[name]):
                page.grab().save(str(folder / f"form-{name}{suffix}.png"), "PNG")
            page.close()
        tasks.close()
        place.store.close()


def opened(workplace: Workplace, tasks: Tasks, name: str, home: Path) -> RecordPage:
    """Open the case of a form in the real page and wait until it stands."""
    page = RecordPage(workplace, tasks, filled_draft(workplace, form(name), home))
    page.resize(WIDTH_PX, HEIGHT_PX)
    page.show()
    settle(3 * SETTLE_MS)
    return page


def filled_draft(workplace: Workplace, of: Form, home: Path) -> Draft:
    """Keep the case of a form as a draft, its photos drawn."""
    draft = new_draft(workplace, form=of.id, stream=Stream("310151101", of.subject))
    session = Session(workplace.forms.form(of.id, "1"), context_of(workplace))
    fill(session, case_of(CASES / f"{of.id}.toml").answers)
    photos = tuple(drawn(workplace, session, home))
    values: dict[str, Json] = {**session.answers()}
    with workplace.store() as unit:
        return drafts.save(unit, replace(draft, values=values, photos=photos), workplace.clock)


def drawn(workplace: Workplace, session: Session, home: Path) -> Iterator[DraftPhoto]:
    """Put a drawn photo in the place of each that the case names."""
    for number, (key, value) in enumerate(list(session.answers().items())):
        item = session.item(key)
        if isinstance(item, Question) and item.type in MEDIA_TYPES and value:
            path = home / f"IMG_{number}.jpg"
            path.write_bytes(sample_photo(number, Shot(position=NEAR, taken_at=TAKEN), size=(640, 480)))
            facts = workplace.shelf.take_in(path)
            photo = DraftPhoto(workplace.ids.new(), key, facts.sha256, facts.size, path.name, facts.to_body())
            session.set(key, f"{photo.id}.jpg")
            yield photo


def screenfuls(page: RecordPage) -> Iterator[str]:
    """Scroll from the top to the bottom, and yield what the picture of each screenful is called."""
    bar = page.form.verticalScrollBar()
    for number in range(1, 20):
        yield f"-{number}"
        if bar.value() >= bar.maximum():
            return
        bar.setValue(bar.value() + bar.pageStep() - MARGIN_PX)
        settle()


def at_heading(page: RecordPage, heading: str) -> Iterator[str]:
    """Scroll to a heading, the top for none."""
    found = [each for each in page.form.findChildren(QLabel) if each.text() == heading]
    if heading and found:
        content = page.form.widget()
        assert content is not None
        page.form.verticalScrollBar().setValue(found[0].mapTo(content, found[0].rect().topLeft()).y() - MARGIN_PX)
        settle()
    yield ""


def settle(wait_ms: int = SETTLE_MS) -> None:
    """Let the workers finish and the page draw itself."""
    loop = QEventLoop()
    QTimer.singleShot(wait_ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
