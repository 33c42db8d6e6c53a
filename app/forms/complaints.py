"""What pyxform complains about, as codes of ours with sheet, row and column, to be read in any language."""

import re
from collections.abc import Callable, Mapping

from app.errors import AppError
from app.forms.source import FormSource, SourceFormat

_UNKNOWN_FILE = "was not recognized as a supported type"
_ROW = re.compile(r"\[row ?: ?(?P<row>\d+)\]")
_PLACE = re.compile(r"On the '(?P<sheet>[^']+)' sheet, the '(?P<column>[^']+)' value")

_KNOWN: tuple[tuple[str, Callable[[Mapping[str, str]], AppError]], ...] = (
    (
        r"must have a sheet named|sheet named 'survey'|'survey' sheet is (?:missing|required|either empty)",
        lambda where: AppError("form.no_survey", **where),
    ),
    (rf"does not appear to be a valid XLSForm|{_UNKNOWN_FILE}", lambda where: AppError("form.no_survey", **where)),
    (r"Error reading \.?\w+ file: .*(?:password|[Ee]ncrypt)", lambda where: AppError("form.encrypted", **where)),
    (r"Error reading \.?\w+ file", lambda where: AppError("form.not_a_workbook", **where)),
    (r"Unknown question type '(?P<value>[^']*)'", lambda where: AppError("form.unknown_type", **where)),
    (r"Question with no type", lambda where: AppError("form.no_type", **where)),
    (r"Question or group with no name", lambda where: AppError("form.no_name", **where)),
    (r"Missing calculation", lambda where: AppError("form.no_calculation", **where)),
    (
        r"List name not in (?:external )?choices sheet: ?(?P<value>\S*)",
        lambda where: AppError("form.no_such_list", **where),
    ),
    (r"mandatory columns 'list_name', 'name'", lambda where: AppError("form.choices_columns", **where)),
    (
        r"must contain a name from the 'survey' sheet\. Could not find the name '(?P<value>[^']*)'",
        lambda where: AppError("form.no_such_question", **where),
    ),
    (
        r"There (?:is no|has been a problem).*?survey element named '(?P<value>[^']*)'",
        lambda where: AppError("form.no_such_question", **where),
    ),
    (
        r"The name '(?P<value>[^']*)' appears more than once",
        lambda where: AppError("form.ambiguous_reference", **where),
    ),
    (r"multiple survey elements named '(?P<value>[^']*)'", lambda where: AppError("form.ambiguous_reference", **where)),
    (r"Reference variables must start with", lambda where: AppError("form.bad_reference", **where)),
    (
        r"'name' value '(?P<value>[^']*)' is invalid\. (?:Questions|Repeat names must)",
        lambda where: AppError("form.name_taken", **where),
    ),
    (r"name 'meta' is reserved", lambda where: AppError("form.name_taken", **where)),
    (r"Names (?:must begin|used here)", lambda where: AppError("form.bad_name", **where)),
    (r"Choice names must be unique", lambda where: AppError("form.choice_name_taken", **where)),
    (r"Choices must have a name", lambda where: AppError("form.choice_without_name", **where)),
    (r"Choice names with spaces.*\[(?P<value>[^\]]*)\]", lambda where: AppError("form.choice_name_spaces", **where)),
    (
        r"(?:[Uu]nmatched|does not have a matching|must be closed|[Uu]nclosed)",
        lambda where: AppError("form.unmatched_group", **where),
    ),
    (
        r"Headers that are different names for the same column were found: '(?P<value>[^']*)'",
        lambda where: AppError("form.header_twice", **where),
    ),
    (r"Duplicate column header: (?P<value>.*)", lambda where: AppError("form.header_twice", **where)),
    (
        r"One or more required column headers were not found: (?P<value>[^.]*)",
        lambda where: AppError("form.header_missing", **where),
    ),
    (r"Invalid headers provided", lambda where: AppError("form.header_missing", **where)),
    (r"the 'parameters' value is invalid|[Pp]arameters? ", lambda where: AppError("form.bad_parameters", **where)),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), make) for pattern, make in _KNOWN)


def complaint(message: str, source: FormSource) -> AppError:
    """Return the error that says what pyxform's message says; ``form.invalid`` for one that is not known.

    Parameters that every code has: ``sheet``, ``row`` and ``column``, "?" where pyxform does not tell.
    """
    text = " ".join(message.split())
    if _UNKNOWN_FILE in text and source.format in (SourceFormat.XLS, SourceFormat.XLSX):
        return AppError("form.not_a_workbook", file=source.name)
    place = _PLACE.search(text)
    row = _ROW.search(text)
    where = {
        "sheet": place["sheet"] if place else "survey",
        "row": row["row"] if row else "?",
        "column": place["column"] if place else "?",
    }
    for pattern, make in _COMPILED:
        if found := pattern.search(text):
            named: Mapping[str, str | None] = found.groupdict()
            return make({**where, "value": named.get("value") or "", "file": source.name, "reason": text})
    return AppError("form.invalid", **where, reason=text)
