"""Beginning an inspection, or going on with the one that was begun already."""

from app.domain.draft import Draft
from app.domain.listing import AssetRow
from app.domain.stream import Stream
from app.usecases import drafts
from app.workplace import FormInfo, RecordKey, Workplace


def begin_inspection(workplace: Workplace, form: FormInfo, township: str, asset: AssetRow | None) -> Draft:
    """Return a new draft, or the one that this form and asset have already. Not for the UI thread."""
    with workplace.store() as unit:
        if asset is not None:
            for draft in unit.drafts():
                if draft.asset == asset.record and draft.form == form.id and not draft.is_correction:
                    return draft
        stream = Stream(township, form.subject)
        return drafts.begin(unit, clock=workplace.clock, ids=workplace.ids, form=form, stream=stream, asset=asset)


def begin_correction(workplace: Workplace, key: RecordKey) -> Draft:
    """Return a draft that corrects a record; raises as ``drafts.correct``. Not for the UI thread."""
    with workplace.store() as unit:
        return drafts.correct(unit, clock=workplace.clock, key=key)
