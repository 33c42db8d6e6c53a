"""Reading a workbook with pyxform, offline and without its validators.

pyxform takes half a second to import, so it is imported when the first workbook is read; a form that was kept as
plain data (``app.forms.plain``) opens without it. This module is a parser boundary: pyxform, openpyxl and xlrd raise
whatever a damaged file provokes, and all of it becomes one ``AppError``.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import AppError
from app.forms.complaints import complaint
from app.forms.guard import guard
from app.forms.source import FormSource, SourceFormat

MAX_QUESTIONS = 5_000
MAX_NESTING = 20


@dataclass(frozen=True)
class ReadWorkbook:
    """What pyxform made of a workbook.

    Attributes:
        xform: the ODK XForm.
        survey: pyxform's own tree of the survey, for the columns that an XForm has no place for.
        settings: the row of the settings sheet as written.
        rows: of the survey sheet as written; the first is row 2.
        external_choices: rows of the sheet of the same name (``select_one_external``).
        warnings: pyxform's remarks, in English.
    """

    xform: str
    survey: Mapping[str, Any]  # pyxform's untyped JSON
    settings: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]
    external_choices: Sequence[Mapping[str, str]]
    warnings: tuple[str, ...]


def read_workbook(source: FormSource) -> ReadWorkbook:
    """Turn a workbook into an XForm.

    Raises:
        AppError: what ``guard`` refuses, a code of ``complaints``, ``form.too_many_rows`` or
            ``form.too_nested``.
    """
    guarded = guard(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return _convert(guarded)
        except AppError:
            raise
        except Exception as error:
            raise complaint(str(error) or type(error).__name__, source) from error


def _convert(source: FormSource) -> ReadWorkbook:
    """Run pyxform's three steps."""
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import get_xlsform

    remarks: list[str] = []
    content: Any = source.content  # pyxform reads Markdown from text, everything else from bytes
    if source.format is SourceFormat.MARKDOWN:
        content = source.content.decode()
    workbook = get_xlsform(xlsform=content, file_type=f".{source.format}")
    rows = tuple(workbook.survey or ())
    if len(rows) > MAX_QUESTIONS:
        raise AppError("form.too_many_rows", rows=len(rows), limit=MAX_QUESTIONS)
    if _nesting(rows) > MAX_NESTING:
        raise AppError("form.too_nested", limit=MAX_NESTING)
    tree = workbook_to_json(workbook_dict=workbook, fallback_form_name=source.name, warnings=remarks)
    survey = create_survey_element_from_dict(tree)
    xform = survey.to_xml(validate=False, pretty_print=False, warnings=remarks)
    told = tuple(remark for remark in remarks if "max-pixels" not in remark)  # photos are kept as they were taken
    settings: Mapping[str, str] = next(iter(workbook.settings or ()), {})
    return ReadWorkbook(xform, tree, settings, rows, tuple(workbook.external_choices or ()), told)


def _nesting(rows: Sequence[Mapping[str, Any]]) -> int:
    """Return how deep groups and repeats are nested."""
    depth = deepest = 0
    for row in rows:
        kind = str(row.get("type") or "").strip().lower()
        depth += kind.startswith(("begin_", "begin ")) - kind.startswith(("end_", "end "))
        deepest = max(deepest, depth)
    return deepest
