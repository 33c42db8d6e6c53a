"""What pyxform complains about, as codes of ours with sheet, row and column, to be read in any language."""

import re
from collections.abc import Mapping

from app.errors import AppError

_ROW = re.compile(r"\[row ?: ?(?P<row>\d+)\]")
_PLACE = re.compile(r"On the '(?P<sheet>[^']+)' sheet, the '(?P<column>[^']+)' value")

_CODES: tuple[tuple[str, str], ...] = (
    (
        r"must have a sheet named|sheet named 'survey'|'survey' sheet is (?:missing|required|either empty)",
        "form.no_survey",
    ),
    (r"does not appear to be a valid XLSForm", "form.no_survey"),
    (r"Error reading \.?\w+ file: .*(?:password|[Ee]ncrypt)", "form.encrypted"),
    (r"Error reading \.?\w+ file", "form.not_a_workbook"),
    (r"Unknown question type '(?P<value>[^']*)'", "form.unknown_type"),
    (r"Question with no type", "form.no_type"),
    (r"Question or group with no name", "form.no_name"),
    (r"Missing calculation", "form.no_calculation"),
    (r"List name not in (?:external )?choices sheet: ?(?P<value>\S*)", "form.no_such_list"),
    (r"mandatory columns 'list_name', 'name'", "form.choices_columns"),
    (
        r"must contain a name from the 'survey' sheet\. Could not find the name '(?P<value>[^']*)'",
        "form.no_such_question",
    ),
    (r"There (?:is no|has been a problem).*?survey element named '(?P<value>[^']*)'", "form.no_such_question"),
    (r"The name '(?P<value>[^']*)' appears more than once", "form.ambiguous_reference"),
    (r"multiple survey elements named '(?P<value>[^']*)'", "form.ambiguous_reference"),
    (r"Reference variables must start with", "form.bad_reference"),
    (r"'name' value '(?P<value>[^']*)' is invalid\. (?:Questions|Repeat names must)", "form.name_taken"),
    (r"name 'meta' is reserved", "form.name_taken"),
    (r"Names (?:must begin|used here)", "form.bad_name"),
    (r"Choice names must be unique", "form.choice_name_taken"),
    (r"Choices must have a name", "form.choice_without_name"),
    (r"Choice names with spaces.*\[(?P<value>[^\]]*)\]", "form.choice_name_spaces"),
    (r"(?:[Uu]nmatched|does not have a matching|must be closed|[Uu]nclosed)", "form.unmatched_group"),
    (r"Headers that are different names for the same column were found: '(?P<value>[^']*)'", "form.header_twice"),
    (r"Duplicate column header: (?P<value>.*)", "form.header_twice"),
    (r"One or more required column headers were not found: (?P<value>[^.]*)", "form.header_missing"),
    (r"Invalid headers provided", "form.header_missing"),
    (r"the 'parameters' value is invalid|[Pp]arameters? ", "form.bad_parameters"),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), code) for pattern, code in _CODES)


def complaint(message: str) -> AppError:
    """Return the error that says what pyxform's message says; ``form.invalid`` for one that is not known.

    Parameters that every code has: ``sheet``, ``row`` and ``column``, "?" where pyxform does not tell.
    """
    text = " ".join(message.split())
    place = _PLACE.search(text)
    row = _ROW.search(text)
    where = {
        "sheet": place["sheet"] if place else "survey",
        "row": row["row"] if row else "?",
        "column": place["column"] if place else "?",
    }
    for pattern, code in _COMPILED:
        if found := pattern.search(text):
            named: Mapping[str, str | None] = found.groupdict()
            return AppError(code, **where, value=named.get("value") or "", reason=text)
    return AppError("form.invalid", **where, reason=text)
