"""Three years of inspections of the full demonstration: really signed, sent and decided, written many at a time.

What a record says is a plain case of its form, filled by the form itself; damages and grades vary by a seed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from app.demo import answers as written
from app.demo.district import SEED
from app.demo.pictures import drawn_photo
from app.domain.canonical import Json
from app.domain.entry import Act
from app.domain.kinds import Action, RecordKind, Status
from app.domain.listing import AssetRow, RecordQuery, Sort
from app.domain.photo import PhotoFacts
from app.domain.stream import Stream
from app.forms import FillContext, Session
from app.forms.definition import MEDIA_TYPES, Question
from app.forms.fill import fill
from app.forms.plain_case import plain_case
from app.usecases.acts import moment_text
from app.usecases.assets_strike import BASELINE, WORST
from app.usecases.grading import gradings
from app.usecases.kept_grades import values_of
from app.workplace import FormInfo, Workplace

YEARS, BATCH = 3, 300
MENDED, MENDED_WITHIN_DAYS = "village_road, mended", 400
PHOTOS_PER_TOWNSHIP, VARIANTS = 8, 6
LEFT_FOR_REVIEW_DAYS = 9
"""What is younger waits for review."""

EVERY_DAYS: Mapping[str, int] = {"bridge_regular": 91, "bridge_patrol": 180, "village_road": 330}
"""How often each form is filled for an asset; others about once a year."""

PLAIN = frozenset({"bridge_h21", "bridge_periodic", "sewer_cctv"})
"""Forms of rarer checks, once in the three years."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Template:
    """One way to fill a form: its answers with grades, and the questions that have a photo."""

    values: Mapping[str, Json]
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """One inspection to be made."""

    made_at: datetime
    info: FormInfo
    asset: AssetRow


def templates(place: Workplace, info: FormInfo, way: str, random: Random) -> tuple[Template, ...]:
    """Return a few fillings of a form in one way of ``_WRITTEN``; none where a plain case is not enough for it."""
    form = place.forms.form(info.id, info.version)
    found = []
    for variant in range(VARIANTS if way in _WRITTEN else 1):
        context = FillContext(place.clock.now, place.ids.new, random.random, properties={})
        session = Session(form, context)
        if way in _WRITTEN:
            fill(session, _WRITTEN[way](random, variant))
        plain_case(session)
        if not session.problems():
            found.append(_template(session))
    return tuple(found)


def _template(session: Session) -> Template:
    answers = session.answers(relevant_only=True)
    photos = tuple(key for key in answers if _is_photo(session, key))
    return Template({**answers, **values_of(gradings(session.form, answers))}, photos)


def _is_photo(session: Session, key: str) -> bool:
    if "[" in key and key.endswith("]"):
        return False
    item = session.item(key)
    return isinstance(item, Question) and item.type in MEDIA_TYPES


def _regular(random: Random, variant: int) -> Mapping[str, object]:
    return written.regular_check(damages=written.some_damages(random) if variant else ())


def _road(random: Random, variant: int) -> Mapping[str, object]:
    answers = written.village_road("0.8", "4.0", ("asphalt", "cement", "gravel")[variant % 3], random)
    return {name: value for name, value in answers.items() if variant or name != "damages"}


def _mended(random: Random, variant: int) -> Mapping[str, object]:
    """Return a road that the survey called C, mended and to be struck off."""
    answers = dict(written.village_road("0.8", "4.0", ("asphalt", "cement", "gravel")[variant % 3], random))
    known = {"baseline": WORST, "baseline_on": "2023-10-20", "mended": "yes"}
    return {**answers, "known": known, "result": {"grade": "A"}}


_WRITTEN: Mapping[str, Callable[[Random, int], Mapping[str, object]]] = {
    "bridge_regular": _regular,
    "bridge_patrol": lambda _random, _variant: written.patrol(),
    "village_road": _road,
    MENDED: _mended,
}


def planned_visits(place: Workplace, records: int, seed: int = SEED) -> list[Visit]:
    """Return so many visits of the three years up to now, the oldest first; the same for the same seed and day."""
    random = Random(seed)  # noqa: S311  # plausible data, no secret
    infos = [info for info in place.forms.infos() if info.record == RecordKind.INSPECTION]
    with place.store.reading() as reading:
        assets = reading.assets(limit=1_000_000)
    now = place.clock.now()
    found = [visit for asset in assets for visit in _visits(asset, infos, now, random)]
    chosen = random.sample(found, min(records, len(found)))
    return sorted(chosen, key=lambda visit: (visit.made_at, visit.asset.record, visit.info.id))


def _visits(asset: AssetRow, infos: Sequence[FormInfo], now: datetime, random: Random) -> Iterator[Visit]:
    for info in infos:
        if info.subject != asset.subject:
            continue
        days = YEARS * 365 if info.id in PLAIN else EVERY_DAYS.get(info.id, 365)
        ago = random.uniform(0, days)
        while ago < YEARS * 365:
            day = now - timedelta(days=ago)
            made_at = day.replace(hour=random.randint(8, 16), minute=random.randint(0, 59))
            if made_at < now:
                yield Visit(made_at, info, asset)
            ago += days * random.uniform(0.85, 1.15)


class Chronicle:
    """Writes visits into an inspector's store, many in one transaction."""

    def __init__(self, place: Workplace, camera: Path, seed: int = SEED) -> None:
        self._place, self._camera = place, camera
        self._random = Random(seed)  # noqa: S311  # plausible data, no secret
        self._templates: dict[str, tuple[Template, ...]] = {}
        self._photos: dict[str, tuple[tuple[str, PhotoFacts], ...]] = {}
        self._counters: dict[tuple[str, str], int] = {}

    def write(self, visits: Iterable[Visit], say: Say) -> int:
        """Write the visits; return how many records there are."""
        todo, count = iter(visits), 0
        while batch := list(islice(todo, BATCH)):
            made = [found for visit in batch if (found := self._acts(visit))]
            acts = [act for of_visit in made for act in of_visit]
            with self._place.store() as unit:
                for act in acts:
                    if act.kind == Action.ATTACHED:
                        unit.keep_photo(act.stream.township, str(act.body["sha256"]), int(str(act.body["size"])))
                unit.append(acts)
            count += len(made)
            say(f"   {count} records written")
        return count

    def _acts(self, visit: Visit) -> list[Act]:
        ways = self._ways(visit)
        if not ways:
            return []
        template, stream = self._random.choice(ways), Stream(visit.asset.township, visit.asset.subject)
        ids, record, made_at = self._place.ids, self._place.ids.new(), moment_text(visit.made_at)
        values, attached = dict(template.values), []
        if "checked_on" in values:
            values["checked_on"] = f"{visit.made_at:%Y-%m-%d}"
        for question in template.photos:
            photo, (name, facts) = ids.new(), self._random.choice(self._shots(visit.asset))
            values[question] = f"{photo}.jpg"
            attached.append(_attached(photo, question, name, facts))
        about: dict[str, Json] = {
            "record": RecordKind.INSPECTION.value,
            "form": visit.info.id,
            "version": visit.info.version,
            "number": self._number(visit),
            "title": visit.asset.name,
            "place": visit.asset.village,
            "asset": visit.asset.record,
            "values": values,
        }
        steps = [(Action.CREATED, about), *((Action.ATTACHED, body) for body in attached), (Action.SUBMITTED, {})]
        acts: list[Act] = []
        for action, body in steps:
            parents = (acts[-1].id,) if acts else ()
            acts.append(Act(ids.new(), record, stream, action.value, parents, body, made_at))
        return acts

    def _ways(self, visit: Visit) -> tuple[Template, ...]:
        """Return how the visit's form may be filled; many a road that the survey called C is mended by now."""
        info, age = visit.info, self._place.clock.now() - visit.made_at
        is_c = info.id == "village_road" and visit.asset.answers.get(BASELINE) == WORST
        way = MENDED if is_c and age < timedelta(days=MENDED_WITHIN_DAYS) else info.id
        if way not in self._templates:
            self._templates[way] = templates(self._place, info, way, self._random)
        return self._templates[way]

    def _shots(self, asset: AssetRow) -> tuple[tuple[str, PhotoFacts], ...]:
        """Return the photos of a township, drawn when the first is needed."""
        if asset.township not in self._photos:
            taken_at, seed = self._place.clock.now() - timedelta(days=40), len(self._photos) * 100
            files = (
                drawn_photo(self._camera, seed + number, asset, taken_at, road=number % 2 == 0)
                for number in range(PHOTOS_PER_TOWNSHIP)
            )
            self._photos[asset.township] = tuple((file.name, self._place.shelf.take_in(file)) for file in files)
        return self._photos[asset.township]

    def _number(self, visit: Visit) -> str:
        key = (visit.asset.township, f"{visit.made_at:%Y%m%d}")
        self._counters[key] = self._counters.get(key, 0) + 1
        return f"{key[0]}-{key[1]}-{self._place.machine}-{self._counters[key]:03d}"


def _attached(photo: str, question: str, name: str, facts: PhotoFacts) -> dict[str, Json]:
    body: dict[str, Json] = {"photo": photo, "path": question, "sha256": facts.sha256}
    return body | {"size": facts.size, "name": name, "facts": facts.to_body()}


def decide_all(place: Workplace, say: Say, seed: int = SEED) -> int:
    """Approve what is old enough, return a few, leave the newest; return how many decisions were made."""
    random = Random(seed)  # noqa: S311  # plausible data, no secret
    since = (place.clock.now() - timedelta(days=LEFT_FOR_REVIEW_DAYS)).isoformat()
    query = RecordQuery(statuses=frozenset({Status.SUBMITTED}), sort=Sort.MADE, descending=False)
    with place.store.reading() as reading:
        rows = [row for row in reading.record_rows(reading.record_keys(query)) if row.made_at < since]
    count = 0
    for start in range(0, len(rows), BATCH):
        with place.store() as unit:
            acts = []
            for row in rows[start : start + BATCH]:
                stream = Stream(row.township, row.subject)
                heads = unit.state(stream, row.record).heads
                body: dict[str, Json] = {}
                action = Action.APPROVED
                if random.random() < 0.01:  # noqa: PLR2004  # one in a hundred comes back
                    action, body = Action.RETURNED, {"remarks": [{"path": "", "text": "请补充处置时限和责任人。"}]}
                decided_at = datetime.fromisoformat(row.made_at) + timedelta(days=random.uniform(0.5, 6))
                acts.append(
                    Act(place.ids.new(), row.record, stream, action.value, heads, body, moment_text(decided_at))
                )
            unit.append(acts)
        count += len(acts)
        say(f"   {count} decisions made")
    return count
