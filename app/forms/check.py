"""Checking a workbook before it is published: everything that is wrong with it, where, and in whose words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.errors import AppError
from app.forms.compilation import build_form
from app.forms.definition import Form, Group, Question, Repeat
from app.forms.places import Shape
from app.forms.plan import Facet, Plan, expressions
from app.forms.source import FormSource
from app.forms.workbook import ReadWorkbook, read_workbook
from app.forms.xpath.language import check_calls, parse

_COLUMNS = {
    Facet.RELEVANT: "relevant",
    Facet.CALCULATE: "calculation",
    Facet.REQUIRED: "required",
    Facet.READONLY: "readonly",
    Facet.CONSTRAINT: "constraint",
    Facet.COUNT: "repeat_count",
    Facet.CHOICES: "choice_filter",
    Facet.WORDS: "label",
}


@dataclass(frozen=True)
class Finding:
    """One error or warning.

    Attributes:
        error: its sentence lives with the other errors; ``sheet``, ``row`` and ``column`` are among its parameters
            where they are known.
        where: more about the place: ``sheet``, ``row``, ``column`` and ``item`` of an expression.
    """

    error: AppError
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code of the error."""
        return self.error.code

    @property
    def parameters(self) -> Mapping[str, str]:
        """What the sentence names, and where it is."""
        return {**self.error.parameters, **self.where}


@dataclass(frozen=True)
class Summary:
    """What is in a form."""

    id: str
    version: str
    title: str
    languages: tuple[str, ...]
    questions: int
    groups: int
    repeats: int
    types: Mapping[str, int]


@dataclass(frozen=True)
class Report:
    """The result of a check; a form with errors cannot be published."""

    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...] = ()
    summary: Summary | None = None

    @property
    def is_good(self) -> bool:
        """Whether the form can be published."""
        return not self.errors


def check_form(source: FormSource) -> Report:
    """Check a workbook; never raises for what its author did."""
    try:
        workbook = read_workbook(source)
        form = build_form(workbook, source)
    except AppError as error:
        return Report((_finding(error),))
    rows = row_numbers(workbook.rows)
    errors = tuple(_expression_errors(form, rows))
    return Report(errors or tuple(_cycles(form, rows)), tuple(_warnings(form, workbook, source)), summarise(form))


def _finding(error: AppError, **more: object) -> Finding:
    return Finding(error, {name: str(value) for name, value in more.items()})


def row_numbers(rows: Sequence[Mapping[str, object]]) -> Mapping[str, int]:
    """Return definition path → row of the survey sheet."""
    found: dict[str, int] = {}
    groups: list[str] = []
    for number, row in enumerate(rows, start=2):
        kind = str(row.get("type") or "").strip().lower().replace("_", " ")
        name = str(row.get("name") or "").strip()
        if kind.startswith("end ") and kind != "end time":
            groups = groups[:-1]
        elif kind:
            found["/".join([*groups, name])] = number
            groups = [*groups, name] if kind.startswith("begin ") else groups
    return found


def _expression_errors(form: Form, rows: Mapping[str, int]) -> Iterator[Finding]:
    """Yield what is wrong with each expression."""
    for place in Shape(form).by_path.values():
        for facet, expression in () if place.item is None else expressions(place.item):
            try:
                check_calls(parse(expression))
            except AppError as error:
                where = {"sheet": "survey", "row": rows.get(place.path, "?"), "column": _COLUMNS[facet]}
                yield _finding(error, item=place.path, **where)


def _cycles(form: Form, rows: Mapping[str, int]) -> Iterator[Finding]:
    try:
        Plan(form, Shape(form))
    except AppError as error:
        first = error.parameters.get("members", "").partition(" ")[0]
        yield _finding(error, sheet="survey", row=rows.get(first, "?"), column="calculation")


def _warnings(form: Form, workbook: ReadWorkbook, source: FormSource) -> Iterator[Finding]:
    """Yield pyxform's remarks and tables that are not attached."""
    for remark in workbook.warnings:
        yield _finding(AppError("form.remark", remark=" ".join(remark.split())))
    attached = {file.name for file in source.files}
    for instance in form.instances:
        wanted = instance.src.rpartition("/")[2]
        if instance.src.startswith("jr://file") and wanted not in attached:
            yield _finding(AppError("form.table_missing", file=wanted))


def summarise(form: Form) -> Summary:
    """Count what is in a form."""
    items = list(form.walk())
    types: dict[str, int] = {}
    for item in items:
        if isinstance(item, Question):
            types[item.type] = types.get(item.type, 0) + 1
    return Summary(
        form.id,
        form.version,
        form.title,
        form.languages,
        sum(types.values()),
        sum(isinstance(item, Group) for item in items),
        sum(isinstance(item, Repeat) for item in items),
        dict(sorted(types.items())),
    )
