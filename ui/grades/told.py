"""A grade as pages tell it: its class with a tone, its score, what it lacks, its sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from PySide6.QtCore import QCoreApplication

from app.domain.canonical import Json
from app.domain.draft import is_answer
from app.errors import AppError
from app.forms.definition import Form
from app.standards.grade import Grade
from app.standards.notation import shown
from app.standards.sheet import sheet
from app.standards.trace import Remark, Words
from app.usecases.grading import Graded, gradings
from app.usecases.kept_grades import kept_grades
from ui.style.colours import Tone
from ui.words import explain

HUNDREDTH = Decimal("0.01")
"""Scores are cut off here, not rounded: 79.999 must not look like 80, which would be another class."""

FAIR, POOR = 0.25, 0.5
"""Where on the way from the best class (0) to the worst (1) the tones change."""


@dataclass(frozen=True, slots=True)
class ToldGrade:
    """What came of one grader, in the language of the program.

    Attributes:
        standard: by which it was graded.
        class_name: empty where there is no class.
        score: for example ``Dr 87.4``; empty without a grade.
        needed: keys of the questions that have to be answered first.
        refusal: the sentence of what the standard does not accept; empty for nothing.
        missing: what is not in the result.
        assumed: what was taken for granted.
        is_unchecked: whether a number is in it that no source confirms.
        is_provisional: whether the whole is a working assumption, such as an editable default.
        sheet: the lines of the calculation; empty without a grade.
        doubt: why the grade that a record keeps may not be that of its content; empty for no doubt.
    """

    grader: str
    standard: str = ""
    class_name: str = ""
    tone: Tone = Tone.NEUTRAL
    score: str = ""
    needed: tuple[str, ...] = ()
    refusal: str = ""
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    is_unchecked: bool = False
    is_provisional: bool = False
    sheet: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def result(self) -> str:
        """Class and score in one line."""
        return " · ".join(filter(None, (self.class_name, self.score)))


def told_gradings(form: Form, answers: Mapping[str, Json], language: str) -> tuple[ToldGrade, ...]:
    """Grade and tell it; pure, for a worker."""
    return tuple(told_graded(graded, language) for graded in gradings(form, answers))


def told_record(form: Form, answers: Mapping[str, Json], language: str) -> tuple[ToldGrade, ...]:
    """Tell the grades that a record keeps among its values, and whether they still are those of its content; pure."""
    now = {graded.grader: graded for graded in gradings(form, {k: v for k, v in answers.items() if is_answer(k)})}
    try:
        kept = kept_grades(answers)
    except AppError as error:
        return (ToldGrade(form.grading, refusal=explain(error)),)
    doubts = [_doubt(one.grade, now.get(one.grader)) for one in kept]
    told = [
        replace(told_grade(one.grader, one.grade, language), doubt=doubt)
        for one, doubt in zip(kept, doubts, strict=True)
    ]
    there = {one.grader for one in kept}
    later = QCoreApplication.translate("Grades", "提交时没有评定，这是按现在的数据表算的。")
    told += [
        replace(told_graded(graded, language), doubt=later if graded.grade is not None else "")
        for name, graded in now.items()
        if name not in there
    ]
    return tuple(told)


def _doubt(kept: Grade, now: Graded | None) -> str:
    """Return what is wrong with a grade that a record keeps: its own trace, or that the answers give another one."""
    translate = QCoreApplication.translate
    if kept.recompute() != kept:
        return translate("Grades", "评定过程前后不符，可能被改动过；请重新评定。")
    if now is None or now.grade is None or now.grade.edition != kept.edition or now.grade == kept:
        return ""
    return translate("Grades", "评定与现在的内容不符：提交后内容又有改动。请重新评定。")


def told_graded(graded: Graded, language: str) -> ToldGrade:
    """Tell what came of a grader."""
    if graded.grade is not None:
        return told_grade(graded.grader, graded.grade, language)
    return ToldGrade(
        graded.grader, needed=graded.needed, refusal="" if graded.refusal is None else explain(graded.refusal)
    )


def told_grade(grader: str, grade: Grade, language: str) -> ToldGrade:
    """Tell a grade."""
    result = next((step for step in grade.steps if step.key == grade.result), None)
    return ToldGrade(
        grader,
        standard=grade.standard,
        class_name=_say(grade.class_name, language),
        tone=tone_of(grade),
        score=""
        if result is None
        else f"{result.symbol} {shown(result.value.quantize(HUNDREDTH, rounding=ROUND_FLOOR))}",
        missing=_texts(grade.missing, language),
        assumed=_texts(grade.assumptions, language),
        is_unchecked=is_unchecked(grade),
        is_provisional=grade.provisional,
        sheet=sheet(grade, language),
    )


def tone_of(grade: Grade) -> Tone:
    """Return the tone of a class by how far it is from the best one."""
    number, last = grade.class_number, len(grade.classes) - 1
    if number is None or last < 1:
        return Tone.NEUTRAL
    far = (number - 1) / last
    if far == 0:
        return Tone.SUCCESS
    if far <= FAIR:
        return Tone.INFO
    return Tone.WARNING if far <= POOR else Tone.DANGER


def is_unchecked(grade: Grade) -> bool:
    """Whether a formula or a number of a table in it rests on no source."""
    return any(
        not step.checked or any(not number.checked for item in step.inputs for number in item.numbers)
        for step in grade.steps
    )


def grader_name(grader: str) -> str:
    """Return what a grader is called on pages."""
    translate = QCoreApplication.translate
    return {
        "rural_guide": translate("Grades", "农村公路路况"),
        "jtg5211": translate("Grades", "农村公路路况（暂行）"),
        "village_roads": translate("Grades", "村路分级"),
        "abc_village": translate("Grades", "村路分级"),
        "jtgt_h21": translate("Grades", "桥梁技术状况"),
        "jtg5210": translate("Grades", "公路技术状况"),
        "cjj181": translate("Grades", "排水管道"),
        "scored_sheets": translate("Grades", "检查评分"),
    }.get(grader, grader)


def _say(words: Words, language: str) -> str:
    return words.en if language == "en" else words.zh


def _texts(remarks: Iterable[Remark], language: str) -> tuple[str, ...]:
    return tuple(_say(remark.text, language) for remark in remarks)
