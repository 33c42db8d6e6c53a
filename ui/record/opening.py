"""Opening a draft: everything that the page needs, read at once on the database worker."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.canonical import Json
from app.domain.draft import SITE, Draft, is_answer
from app.domain.kinds import Status
from app.domain.listing import AssetRow
from app.domain.site import Position
from app.domain.state import Remark, State
from app.forms import Session
from app.usecases.prefill import fill_from_asset
from app.usecases.recording import context_of
from app.usecases.same_spot import LastTime, last_time
from app.workplace import Workplace
from ui.record.enclosures import read_enclosures


@dataclass(frozen=True, slots=True)
class OpenedDraft:
    """A draft with its form under way.

    Attributes:
        session: the form with the draft's answers.
        asset: what is inspected, None for nothing registered.
        returned: the record as it stands, for a correction.
        remarks: what the supervisor wants mended; those without path are about the whole record.
        remark_author: who wrote them.
        enclosures: file name → bytes of the form's own pictures.
        last: the inspection of the same asset before this one; None for a first one.
    """

    draft: Draft
    session: Session
    asset: AssetRow | None
    returned: State | None
    remarks: tuple[Remark, ...]
    remark_author: str
    site: Position | None
    enclosures: Mapping[str, bytes]
    last: LastTime | None


def open_draft(workplace: Workplace, draft: Draft) -> OpenedDraft:
    """Read a draft's form, asset and record, and begin its session.

    Raises:
        AppError: ``form.unknown_version``.
    """
    form = workplace.forms.form(draft.form, draft.version)
    with workplace.store.reading() as reading:
        asset = reading.asset(draft.asset) if draft.asset else None
        state = reading.state(draft.stream, draft.record) if draft.is_correction else None
        remarks = state.remarks if state and state.status is not Status.APPROVED else ()
        author = reading.directory().name(remarks[0].author) if remarks else ""
        last = last_time(workplace, reading, draft)
    values = {path: value for path, value in draft.values.items() if is_answer(path)}
    session = Session(form, context_of(workplace), values if values or draft.is_correction else None)
    if not values and asset is not None and not draft.is_correction:
        fill_from_asset(session, asset)
    enclosures = read_enclosures(workplace.forms, form, draft.version)
    site = site_of(draft.values.get(SITE))
    return OpenedDraft(draft, session, asset, state, remarks, author, site, enclosures, last)


def site_of(body: Json) -> Position | None:
    """Return a record's site; None where there is none."""
    return None if body is None else Position.from_body(body)
