"""Which registered asset a row of a table is: by its code, else by township and name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.asset import RegisteredAsset, position_of
from app.domain.canonical import Json
from app.domain.draft import SITE
from app.errors import AppError
from app.usecases.assets_positions import shift_problems
from app.usecases.assets_rows import AssetLine


@dataclass
class Register:
    """The assets of one subject, found by code and by name, and which of them rows of the table have claimed."""

    townships: Mapping[str, str]
    _by_code: dict[str, RegisteredAsset] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], list[RegisteredAsset]] = field(default_factory=dict)
    _claimed: dict[object, int] = field(default_factory=dict)

    @classmethod
    def of(cls, assets: Iterable[RegisteredAsset], townships: Mapping[str, str]) -> "Register":
        """Return the register of these assets; ``townships`` names their codes.

        A code that several have means the one that is in use.
        """
        register = cls(townships)
        for asset in assets:
            known = register._by_code.get(asset.code)
            if asset.code and (known is None or not known.is_in_use):
                register._by_code[asset.code] = asset
            register._by_name.setdefault((asset.township, asset.name), []).append(asset)
        return register

    def find(self, line: AssetLine) -> RegisteredAsset | None:
        """Return the asset that a row is, None for a new one.

        Raises:
            AppError: ``asset_row.twice_in_file``, ``asset_row.ambiguous``, ``asset_row.other_township``,
                ``asset_row.retired``.
        """
        asset = self._by_code.get(line.code) if line.code else None
        if asset is None:
            asset = self._find_by_name(line)
        self._claim(line, asset)
        if asset is not None and asset.township != line.township:
            name = self.townships.get(asset.township, asset.township)
            raise AppError("asset_row.other_township", number=line.code, township=name)
        if asset is not None and not asset.is_in_use:
            raise AppError("asset_row.retired", number=asset.code or asset.name)
        return asset

    def _find_by_name(self, line: AssetLine) -> RegisteredAsset | None:
        """Return the asset of the name; for a row with a code only one that has none yet."""
        named = self._by_name.get((line.township, line.name), [])
        wanted = [asset for asset in named if not (line.code and asset.code)]
        if len(wanted) > 1:
            raise AppError("asset_row.ambiguous", key=line.name, count=len(wanted))
        return wanted[0] if wanted else None

    def _claim(self, line: AssetLine, asset: RegisteredAsset | None) -> None:
        keys: list[object] = [asset.record] if asset is not None else []
        keys.append(line.code or (line.township, line.name))
        for key in keys:
            first = self._claimed.setdefault(key, line.line)
            if first != line.line:
                raise AppError("asset_row.twice_in_file", line=first, key=line.code or line.name)


def changes(line: AssetLine, before: Mapping[str, Json]) -> dict[str, Json]:
    """Return what a row changes of an asset's attributes; what the row does not say stays."""
    changed = {name: value for name, value in line.values.items() if before.get(name) != value}
    known = position_of(before)
    if known is not None and line.position is not None:
        here, there = line.position, known
        if (here.latitude, here.longitude, here.datum) == (there.latitude, there.longitude, there.datum):
            changed.pop(SITE, None)
    return changed


def move_problems(line: AssetLine, before: Mapping[str, Json]) -> Iterator[AppError]:
    """Yield what is suspicious about a row's position beside the registered one."""
    known = position_of(before)
    if known is not None and line.position is not None:
        yield from shift_problems(line.position, known)
