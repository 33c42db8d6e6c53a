"""A supervisor with the forms that the program brings, and tables of assets in one line."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.domain.kinds import Role
from app.usecases.assets_columns import find_header
from app.usecases.assets_file import asset_form
from app.usecases.assets_import import AssetTable, ImportReport, import_assets
from app.workplace import Workplace
from db.forms import FormCabinet
from resources import resource_folder
from tests.ui.place import make_place

BRIDGE_HEADER = ("乡镇", "编号", "名称", "村、居", "孔数", "纬度", "经度")
GOOD = ("城桥镇", "C101Q001", "红星桥", "城桥村", "2", "31.64", "121.40")


@contextmanager
def register_place(home: Path, role: Role = Role.SUPERVISOR) -> Iterator[Workplace]:
    """Yield the workplace of somebody with one role everywhere and the real asset forms."""
    place = make_place(home, role=role)
    try:
        cabinet = FormCabinet(place.store, resource_folder() / "forms", home.parent / "compiled")
        yield replace(place.workplace, forms=cabinet)
    finally:
        place.store.close()


def take_in(
    place: Workplace,
    rows: Sequence[Sequence[str]],
    header: Sequence[str] = BRIDGE_HEADER,
    *,
    form: str = "asset_bridge",
    is_trial: bool = False,
) -> ImportReport:
    """Import rows under a header; the header is line 1."""
    info = asset_form(place, form)
    targets = find_header([header], place.forms.form(info.id, info.version)).targets
    return import_assets(place, info, AssetTable(rows, targets, 2), is_trial=is_trial)


def reasons(report: ImportReport) -> dict[int, list[str]]:
    """Return line → codes of its reasons, without their prefix."""
    return {each.line: [reason.code.removeprefix("asset_row.") for reason in each.reasons] for each in report.refused}


def changed(**cells: str) -> tuple[str, ...]:
    """Return the good row with other cells, named by header."""
    return tuple({**dict(zip(BRIDGE_HEADER, GOOD, strict=True)), **cells}.values())
