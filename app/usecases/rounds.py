"""Rounds: a village or a road with its assets in walking order; one act says "normal", each asset is its own record."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.domain.canonical import Json
from app.domain.draft import SITE, Draft, DraftPhoto, is_answer
from app.domain.listing import AssetRow
from app.domain.photo import PhotoFacts
from app.domain.stream import Stream
from app.domain.walking import walking_order
from app.forms import Session
from app.ports.store import Reading, Unit
from app.usecases import drafts
from app.usecases.grading import gradings
from app.usecases.kept_grades import values_of
from app.usecases.prefill import fill_from_asset
from app.usecases.recording import context_of
from app.usecases.round_answers import answer_normal, best_answers, defect_repeat, photo_question
from app.usecases.submission import submit
from app.workplace import FormInfo, Workplace

MOST_ASSETS = 100_000
NEAR_M = 80.0
"""A photo taken within this distance of an asset of the round is its photo."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a round leads: a village of a township, or a road; how many assets of the kind stand there."""

    township: str
    village: str
    road: str
    count: int


@dataclass(frozen=True, slots=True)
class Stop:
    """An asset of a round and how far its record is.

    Attributes:
        draft: what was begun; None for nothing.
        missing: labels of what keeps it from being submitted; empty for a record that is ready.
        defects: how many were written down.
    """

    asset: AssetRow
    draft: Draft | None = None
    missing: tuple[str, ...] = ()
    defects: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether it can be submitted."""
        return self.draft is not None and not self.missing


def routes(reading: Reading, subject: str) -> tuple[Route, ...]:
    """Return the roads and villages where assets of a kind stand, roads first, by township and name."""
    assets = reading.assets(subject, limit=MOST_ASSETS)
    roads = Counter((asset.township, _road(asset)) for asset in assets if _road(asset))
    villages = Counter((asset.township, asset.village) for asset in assets if asset.village)
    return (
        *(Route(township, "", road, count) for (township, road), count in sorted(roads.items())),
        *(Route(township, village, "", count) for (township, village), count in sorted(villages.items())),
    )


def assets_on(reading: Reading, subject: str, route: Route) -> tuple[AssetRow, ...]:
    """Return the assets of a route in walking order: by chainage where all have it, else by a short way."""
    found = [asset for asset in reading.assets(subject, limit=MOST_ASSETS) if _is_on(asset, route)]
    if route.road and all(_chainage(asset) is not None for asset in found):
        return tuple(sorted(found, key=lambda asset: (_chainage(asset) or 0.0, asset.code)))
    return in_walking_order(found)


def in_walking_order(assets: Iterable[AssetRow]) -> tuple[AssetRow, ...]:
    """Return assets along a short way; those without a position come last, by code."""
    rows = list(assets)
    placed = [(asset, (place.latitude, place.longitude)) for asset in rows if (place := asset.position)]
    way = [placed[index][0] for index in walking_order([point for _, point in placed])]
    known = {asset.record for asset in way}
    return (*way, *sorted((asset for asset in rows if asset.record not in known), key=lambda asset: asset.code))


def stops(place: Workplace, info: FormInfo, assets: Sequence[AssetRow]) -> tuple[Stop, ...]:
    """Return the assets of a round with what was begun of each under the form; corrections are another matter."""
    with place.store.reading() as reading:
        begun = {draft.asset: draft for draft in reading.drafts() if draft.form == info.id and not draft.is_correction}
    return tuple(look_at(place, info, asset, begun.get(asset.record)) for asset in assets)


def look_at(place: Workplace, info: FormInfo, asset: AssetRow, draft: Draft | None) -> Stop:
    """Return how far an asset's record is."""
    return Stop(asset) if draft is None else _stop(asset, draft, _session(place, info, asset, draft))


def say_normal(place: Workplace, info: FormInfo, asset: AssetRow) -> Stop:
    """Answer what is still open of an asset's record as normal, and keep it as a draft; what was written stays."""
    with place.store() as unit:
        draft = _begun(unit, place, info, asset)
        session = _session(place, info, asset, draft)
        answer_normal(session, best_answers())
        return _kept(unit, place, draft, session, asset)


def begin_defect(place: Workplace, info: FormInfo, asset: AssetRow) -> tuple[Draft, str]:
    """Begin or go on with an asset's record and add room for what is wrong; return the draft and its first question."""
    with place.store() as unit:
        draft = _begun(unit, place, info, asset)
        session = _session(place, info, asset, draft)
        repeat = defect_repeat(session)
        key = next(iter(session.children(session.add_repeat(repeat))), "") if repeat is not None else ""
        kept = _kept(unit, place, draft, session, asset).draft
        return kept or draft, key


def put_back(place: Workplace, info: FormInfo, before: Stop) -> Stop:
    """Let an asset's record be again as it was; take it away where there was none."""
    with place.store() as unit:
        for draft in unit.drafts():
            is_its = draft.asset == before.asset.record and draft.form == info.id and not draft.is_correction
            if is_its and (before.draft is None or draft.record != before.draft.record):
                unit.drop_draft(draft.record)
        if before.draft is not None:
            unit.put_draft(before.draft)
    return before


def give_photo(place: Workplace, info: FormInfo, asset: AssetRow, name: str, facts: PhotoFacts) -> Stop:
    """Put a photo that is kept already into an asset's record, for the question that asks for one."""
    with place.store() as unit:
        draft = _begun(unit, place, info, asset)
        session = _session(place, info, asset, draft)
        question = photo_question(session) or ""
        photo = DraftPhoto(place.ids.new(), question, facts.sha256, facts.size, name, facts.to_body())
        if question and session.value(question) is None:
            session.set(question, f"{photo.id}{Path(name).suffix.lower()}")
        else:
            photo = replace(photo, path="")
        site = {} if SITE in draft.values or facts.position is None else {SITE: facts.position.to_body()}
        draft = replace(draft, photos=(*draft.photos, photo), values={**draft.values, **site})
        return _kept(unit, place, draft, session, asset)


def asset_of_photo(assets: Sequence[AssetRow], facts: PhotoFacts) -> AssetRow | None:
    """Return the asset that a photo was taken at: the nearest one, if near enough; None where that cannot be told."""
    if facts.position is None:
        return None
    placed = [
        (place.distance_m(facts.position), index) for index, asset in enumerate(assets) if (place := asset.position)
    ]
    distance, index = min(placed, default=(NEAR_M + 1, 0))
    return assets[index] if distance <= NEAR_M else None


def submit_all(place: Workplace, info: FormInfo, wanted: Iterable[Stop]) -> tuple[str, ...]:
    """Submit every record that is ready, each as its own, all or none; return their numbers."""
    form = place.forms.form(info.id, info.version)
    numbers = []
    with place.store() as unit:
        for stop in wanted:
            if stop.draft is not None and stop.is_ready:
                session = _session(place, info, stop.asset, stop.draft)
                session.finish()
                answers = session.answers(relevant_only=True)
                values: dict[str, Json] = {
                    **answers,
                    **_beside(stop.draft.values),
                    **values_of(gradings(form, answers)),
                }
                made = submit(
                    unit, machine=place.machine, clock=place.clock, ids=place.ids, draft=stop.draft, values=values
                )
                numbers.append(made)
    return tuple(numbers)


def _begun(unit: Unit, place: Workplace, info: FormInfo, asset: AssetRow) -> Draft:
    for draft in unit.drafts():
        if draft.asset == asset.record and draft.form == info.id and not draft.is_correction:
            return draft
    stream = Stream(asset.township, asset.subject)
    return drafts.begin(unit, clock=place.clock, ids=place.ids, form=info, stream=stream, asset=asset)


def _session(place: Workplace, info: FormInfo, asset: AssetRow, draft: Draft) -> Session:
    form = place.forms.form(info.id, draft.version)
    values = {path: value for path, value in draft.values.items() if is_answer(path)}
    session = Session(form, context_of(place), values or None)
    if not values:
        fill_from_asset(session, asset)
    return session


def _kept(unit: Unit, place: Workplace, draft: Draft, session: Session, asset: AssetRow) -> Stop:
    values: dict[str, Json] = {**session.answers(), **_beside(draft.values)}
    return _stop(asset, drafts.save(unit, replace(draft, values=values), place.clock), session)


def _stop(asset: AssetRow, draft: Draft, session: Session) -> Stop:
    missing = tuple(session.label(problem.key) for problem in session.problems())
    repeat = defect_repeat(session)
    return Stop(asset, draft, missing, len(session.instances(repeat)) if repeat is not None else 0)


def _beside(values: Mapping[str, Json]) -> dict[str, Json]:
    return {path: value for path, value in values.items() if not is_answer(path)}


def _is_on(asset: AssetRow, route: Route) -> bool:
    return asset.township == route.township and (
        _road(asset) == route.road if route.road else asset.village == route.village
    )


def _road(asset: AssetRow) -> str:
    return str(asset.answers.get("road") or "")


def _chainage(asset: AssetRow) -> float | None:
    try:
        return float(str(asset.answers["at_km"]))
    except (KeyError, ValueError):
        return None
