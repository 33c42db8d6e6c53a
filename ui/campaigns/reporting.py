"""What the dialog of a new case offers for a red light."""

from app.domain.campaign import triage_path
from app.domain.case import CAMPAIGN, DESCRIPTION
from app.domain.case_listing import CaseQuery
from app.standards.grid_classes import grid_classes
from app.usecases.campaign_case import red_case
from app.usecases.case_findings import Finding
from app.workplace import RecordKey, Workplace
from ui.cases.opening import Offered


def offer_red(key: RecordKey, asset: str, place: Workplace) -> Offered:
    """Read the case of an asset's red light in a campaign's part; runs on the database worker.

    Raises:
        AppError: ``campaign.not_red``.
    """
    with place.store.reading() as reading:
        case = red_case(reading, key, asset, grid_classes())
        query = CaseQuery(asset=asset, campaign=str(case.values[CAMPAIGN]))
        opened = reading.case_rows(query, place.clock.now())
        units = reading.case_units()
    photos = tuple(photo.id for photo in case.shared)
    finding = Finding(triage_path(asset), str(case.values[DESCRIPTION]), photos)
    return Offered((finding,), (case,), tuple(row.number for row in opened), units)
