"""One row of an office's table as an asset: its township, its attributes, or every reason why it cannot be one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.asset_codes import component_code_problems, grid_code_problems, village_code_problems
from app.domain.canonical import Json
from app.domain.divisions import Divisions
from app.domain.draft import SITE
from app.domain.site import Position
from app.errors import AppError
from app.forms import FillContext, Form
from app.forms.trial import Trial
from app.usecases.assets_cells import CellReader
from app.usecases.assets_columns import DATUM, LATITUDE, LONGITUDE, TOWNSHIP, importable_questions
from app.usecases.assets_positions import read_position

MOST_LETTERS = 2_000
"""Of one attribute; the register's own columns are shorter, as the form says."""


@dataclass(frozen=True, slots=True)
class AssetLine:
    """What a row says.

    Attributes:
        line: its number in the file, the first is 1.
        township: nine digits, "" where it names none that exists.
        values: attribute → answer; empty cells are left out.
        position: where it says it lies, or None.
        problems: why it cannot be taken in; empty for a good row.
    """

    line: int
    township: str
    values: Mapping[str, Json]
    position: Position | None = None
    problems: tuple[AppError, ...] = ()

    @property
    def code(self) -> str:
        """The asset's code, or ""."""
        return str(self.values.get("code", ""))

    @property
    def name(self) -> str:
        """The asset's name, or ""."""
        return str(self.values.get("name", ""))


@dataclass
class LineReader:
    """Reads the rows of one table.

    Args:
        form: the asset form.
        targets: what each column is (``assets_columns``).
        divisions: of the district.
        context: for the form's rules, such as that a date is not in the future.
        township: of rows that name none, "" for none.
    """

    form: Form
    targets: Sequence[str]
    divisions: Divisions
    context: FillContext
    township: str = ""
    _readers: Mapping[str, CellReader] = field(init=False)
    _required: tuple[tuple[str, str], ...] = field(init=False)

    def __post_init__(self) -> None:
        self._trial = Trial(self.form, self.context)
        questions = {each.name: each for each in importable_questions(self.form)}
        self._readers = {name: CellReader.of(each, self._trial.choices(each.path)) for name, each in questions.items()}
        self._labels = {name: str(each.label.text("")) for name, each in questions.items()}
        self._required = tuple(
            (name, self._labels[name]) for name, each in questions.items() if each.rules.required == "true()"
        )

    def read(self, line: int, cells: Sequence[str]) -> AssetLine:
        """Read one row."""
        given = {target: cell for target, cell in zip(self.targets, cells, strict=False) if target and cell}
        texts = {name: self._readers[name].text(cell) for name, cell in given.items() if name in self._readers}
        township = self.divisions.township(given[TOWNSHIP]) if TOWNSHIP in given else self.township
        problems = list(self._form_problems(texts))
        position = None
        if given.keys() & {LATITUDE, LONGITUDE}:
            try:
                position = read_position(given.get(LATITUDE, ""), given.get(LONGITUDE, ""), given.get(DATUM, ""))
            except AppError as error:
                problems.append(error)
        if not township:
            problems.append(AppError("asset_row.township", township=given.get(TOWNSHIP, "—")))
        else:
            problems += self._place_problems(texts, township)
        values = {name: self._readers[name].answer(text) for name, text in texts.items()}
        if position is not None:
            values[SITE] = position.to_body()
        return AssetLine(line, township or "", values, position, tuple(problems))

    def _form_problems(self, texts: Mapping[str, str]) -> Iterator[AppError]:
        for name, label in self._required:
            if not texts.get(name):
                yield AppError("asset_row.missing", question=label)
        for name, text in texts.items():
            if len(text) > MOST_LETTERS:
                yield AppError("asset_row.too_long", question=self._labels[name], most=MOST_LETTERS)
        short = {name: text for name, text in texts.items() if len(text) <= MOST_LETTERS}
        for problem in self._trial.problems_of(short):
            question, value = self._labels[problem.key], short[problem.key][:60]
            yield AppError("asset_row.value", question=question, value=value, reason=problem.message)

    def _place_problems(self, texts: dict[str, str], township: str) -> Iterator[AppError]:
        """Yield what is wrong with village and codes, and put the village's proper name in its place.

        The three units outside the townships have no villages; what is written there stays.
        """
        village = texts.get("village", "")
        has_villages = township[6:] < "400"
        found = self.divisions.village(township, village) if village and has_villages else None
        if found is not None:
            texts["village"] = found.name
        elif village and has_villages:
            yield AppError("asset_row.village", village=village, township=self.divisions.townships[township])
        code = texts.get("village_code", "")
        if code:
            yield from village_code_problems(code, township, self.divisions)
            if found is not None and code[:12] in self.divisions.villages and code[:12] != found.code:
                yield AppError("asset_row.village_differs", number=code, village=village)
        if texts.get("component_code"):
            yield from component_code_problems(texts["component_code"])
        if texts.get("grid_code"):
            yield from grid_code_problems(texts["grid_code"], township, self.divisions)
