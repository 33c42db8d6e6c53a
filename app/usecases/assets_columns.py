"""Which column of an office's table is which attribute of an asset: what there is, and what headers suggest."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.forms.definition import MEDIA_TYPES, UNSEEN_TYPES, Form, Question, QuestionType

TOWNSHIP, LATITUDE, LONGITUDE, DATUM = "@township", "@latitude", "@longitude", "@datum"

PLACES: Mapping[str, tuple[str, ...]] = {
    TOWNSHIP: ("乡镇", "所属乡镇", "所在乡镇", "镇", "街道", "街镇", "乡镇街道", "township"),
    LATITUDE: ("纬度", "北纬", "lat", "latitude", "y"),
    LONGITUDE: ("经度", "东经", "lon", "lng", "longitude", "x"),
    DATUM: ("坐标系", "坐标系统", "datum"),
}
"""Columns that are no question of a form, and headers under which offices have them; the first is ours."""

_ALSO: Mapping[str, tuple[str, ...]] = {
    "name": (
        "设施名称",
        "桥名",
        "桥梁名称",
        "路名",
        "路段名称",
        "道路名称",
        "单位名称",
        "场所名称",
        "小区名称",
        "名称",
    ),
    "code": ("编码", "设施编号", "设施编码", "桥梁编号", "桥梁编码", "路段编号", "台账编号", "统一编号"),
    "village": ("村", "村居", "行政村", "所属村", "所在村", "村委会", "村名", "居委会"),
    "village_code": ("村代码", "行政村代码", "区划代码"),
    "address": ("详细地址", "位置", "坐落", "地点"),
    "aliases": ("又名", "俗称", "曾用名"),
    "component_code": ("部件编码", "部件编号", "部件代码"),
    "grid_code": ("网格编码", "网格代码", "网格编号", "单元网格编码"),
    "start_km": ("起点", "起点桩号", "起桩号"),
    "end_km": ("终点", "终点桩号", "止桩号", "迄点桩号"),
    "width_m": ("路面宽", "宽度", "路宽", "桥宽"),
    "length_m": ("全长", "桥长", "长度"),
    "pavement": ("路面类型", "路面材料", "面层类型"),
    "baseline": ("等级", "摸底等级", "路况等级", "评定等级", "类别"),
    "baseline_on": ("摸底日期", "调查日期", "评定日期"),
    "outside_class": ("技术状况等级", "评定等级", "桥梁等级"),
    "built_year": ("建成年份", "修建年份", "建造年份", "建成时间"),
    "load_limit_t": ("限载", "荷载", "限载吨位"),
    "spans": ("跨数", "孔数"),
    "remark": ("说明",),
}

_UNASKED = MEDIA_TYPES | UNSEEN_TYPES | {QuestionType.NOTE}
_LEAST_KNOWN = 2
_ROWS_TO_LOOK_AT = 12


@dataclass(frozen=True, slots=True)
class AssetColumn:
    """A column that a table of assets may have: ``target`` is a question's name or one of ``PLACES``."""

    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Header:
    """The row of headers: its index among the rows, and for each column its target, "" where none is known."""

    index: int
    targets: tuple[str, ...]

    @property
    def known(self) -> int:
        """How many columns are known."""
        return sum(1 for target in self.targets if target)

    def with_target(self, column: int, target: str) -> "Header":
        """Return it with what a column is; a field that another column had is taken from it, "" leaves it out."""
        held = (*self.targets, *[""] * (column + 1 - len(self.targets)))
        freed = ["" if each == target else each for each in held]
        return Header(self.index, (*freed[:column], target, *freed[column + 1 :]))


def importable_questions(form: Form) -> tuple[Question, ...]:
    """Return the questions of an asset form that a table can answer."""
    return tuple(question for question in form.questions() if question.type not in _UNASKED)


def columns_of(form: Form) -> tuple[AssetColumn, ...]:
    """Return the columns of an asset form's table, in the order in which they are exported."""
    places = tuple(AssetColumn(target, words[0]) for target, words in PLACES.items())
    asked = tuple(AssetColumn(each.name, _label(each)) for each in importable_questions(form))
    return (*places[:1], *asked, *places[1:])


def find_header(rows: Sequence[Sequence[str]], form: Form) -> Header:
    """Return the row that is most like the headers of this form's table, among the first; titles may stand above."""
    known = _known_headers(form)
    candidates = (Header(index, _targets(row, known)) for index, row in enumerate(rows[:_ROWS_TO_LOOK_AT]))
    best = max(candidates, key=lambda header: (header.known, -header.index), default=Header(0, ()))
    return best if best.known >= _LEAST_KNOWN else Header(0, best.targets if best.index == 0 else ())


def _known_headers(form: Form) -> dict[str, str]:
    """Return simplified header → target; a form's own labels count before what is usual."""
    found: dict[str, str] = {}
    for target, header in _headers(form):
        found.setdefault(_simplified(header), target)
    return found


def _headers(form: Form) -> Iterator[tuple[str, str]]:
    questions = importable_questions(form)
    yield from ((question.name, _label(question)) for question in questions)
    yield from ((question.name, question.name) for question in questions)
    yield from ((target, word) for target, words in PLACES.items() for word in words)
    yield from ((each.name, word) for each in questions for word in _ALSO.get(each.name, ()))


def _targets(row: Sequence[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Return each cell's target; a target belongs to the first column that claims it."""
    taken: set[str] = set()
    targets = []
    for cell in row:
        target = known.get(_simplified(cell), "") if cell else ""
        targets.append("" if target in taken else target)
        taken.add(target)
    return tuple(targets)


def _simplified(header: str) -> str:
    """Return a header without units in brackets, marks and case."""
    plain = unicodedata.normalize("NFKC", header).lower()
    return re.sub(r"[\s*、,:_./]", "", re.sub(r"\(.*?\)|\[.*?\]", "", plain))


def _label(question: Question) -> str:
    return str(question.label.text("")) or question.name
