"""Questions that several forms share, written once: a row of type ``include`` stands for the rows of a fragment.

A fragment is a workbook in Markdown with a ``survey`` and, where its questions need them, ``choices``. Its rows take
the place of the ``include`` row; of its choices those lists are taken that the form does not have itself, so that a
form can bring its own list to shared questions. A fragment includes no other. What comes out is an ordinary
XLSForm: it is hashed, published and kept with the shared rows in it, and needs no fragment ever after.
"""

from collections.abc import Callable, Iterable, Iterator

from app.forms.markdown import Row, Sheet, read_sheets, write_sheets

INCLUDE, SURVEY, CHOICES = "include", "survey", "choices"

Fragments = Callable[[str], str]
"""Gives the text of a fragment by its name."""


def with_fragments(text: str, fragments: Fragments) -> str:
    """Return a workbook with its fragments in it; one that includes nothing comes back as it is, to the letter.

    Raises:
        AppError: what ``fragments`` raises for a name that it does not have.
    """
    if INCLUDE not in text:
        return text
    sheets = read_sheets(text)
    survey = sheets.get(SURVEY, Sheet())
    names = dict.fromkeys(row.get("name", "") for row in survey.rows if _includes(row))
    if not names:
        return text
    included = {name: read_sheets(fragments(name)) for name in names}
    rows = _survey(survey, {name: found.get(SURVEY, Sheet()) for name, found in included.items()})
    choices = _choices(sheets.get(CHOICES, Sheet()), (found.get(CHOICES, Sheet()) for found in included.values()))
    return write_sheets({**sheets, SURVEY: survey.extended(rows), CHOICES: choices})


def _includes(row: Row) -> bool:
    return row.get("type") == INCLUDE


def _survey(survey: Sheet, included: dict[str, Sheet]) -> Iterator[Row]:
    for row in survey.rows:
        yield from included[row.get("name", "")].rows if _includes(row) else (row,)


def _choices(own: Sheet, included: Iterable[Sheet]) -> Sheet:
    """Add the lists that are not there yet; the same list in two fragments is taken from the first."""
    rows = list(own.rows)
    for sheet in included:
        known = {row.get("list_name") for row in rows}
        rows += [row for row in sheet.rows if row.get("list_name") not in known]
    columns = own.columns or ("list_name", "name", "label")
    return Sheet(columns).extended(rows)
