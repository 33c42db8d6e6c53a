"""What can be checked of an asset's codes without a register of them.

- Component code (部件标识码), 16 digits: district 6, class 2, kind 2, running number 6 (structure of 2013, from
  a public specification of one city; the classes 01 to 06 and the number from 000001).
- Grid code (单元网格), 15 digits: district 6, township 3, village 3, cell 3 (structure not checked with the standard).
- Village code, 12 digits: district 6, township 3, village 3, as in the list of divisions.

Each is compared with the township of the asset and with the list of divisions; whether the number was really given to
this very component or cell is known to the city's register alone.
"""

import re
from collections.abc import Iterator

from app.domain.divisions import TOWNSHIP_DIGITS, VILLAGE_DIGITS, Divisions
from app.errors import AppError

_COMPONENT = re.compile(r"310151(0[1-6])\d{2}(\d{6})", re.ASCII)
_GRID = re.compile(r"310151\d{9}", re.ASCII)
_VILLAGE = re.compile(r"310151\d{6}", re.ASCII)


def component_code_problems(code: str) -> Iterator[AppError]:
    """Yield what is wrong with a component code."""
    found = _COMPONENT.fullmatch(code)
    if found is None or found[2] == "000000":
        yield AppError("asset_row.component_code", number=code)


def grid_code_problems(code: str, township: str, divisions: Divisions) -> Iterator[AppError]:
    """Yield what is wrong with a grid code of something in a township; its village part may be unknown here."""
    if _GRID.fullmatch(code) is None or code[:TOWNSHIP_DIGITS] not in divisions.townships:
        yield AppError("asset_row.grid_code", number=code)
    elif code[:TOWNSHIP_DIGITS] != township:
        yield AppError("asset_row.code_elsewhere", number=code, township=divisions.townships[code[:TOWNSHIP_DIGITS]])


def village_code_problems(code: str, township: str, divisions: Divisions) -> Iterator[AppError]:
    """Yield what is wrong with a village code of something in a township."""
    if _VILLAGE.fullmatch(code) is None or code[:VILLAGE_DIGITS] not in divisions.villages:
        yield AppError("asset_row.village_code", number=code)
    elif code[:TOWNSHIP_DIGITS] != township:
        yield AppError("asset_row.code_elsewhere", number=code, township=divisions.townships[code[:TOWNSHIP_DIGITS]])
