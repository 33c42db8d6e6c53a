"""A grade as a calculation sheet: the lines an engineer would write."""

from collections.abc import Mapping, Sequence

from app.standards.grade import Grade
from app.standards.notation import put_in, shown, symbolic
from app.standards.trace import EARLIER, Remark, Step, Words

CHINESE, ENGLISH = 0, 1
TEXTS: Mapping[str, Words] = {
    "standard": Words("依据：{0}（数据表 {1}）", "By {0} (tables {1})"),
    "provisional": Words("暂行：标准的数值尚不完全，仅供参考", "Provisional: the standard's numbers are incomplete"),
    "result": Words("结果：{0} = {1}", "Result: {0} = {1}"),
    "class": Words("等级：{0}", "Class: {0}"),
    "nothing": Words("资料不足，未能评定", "Too little was recorded to grade"),
    "assumed": Words("采用的假定：", "Assumed:"),
    "missing": Words("缺少：", "Missing:"),
    "advice": Words("处置建议：", "Advice:"),
    "unchecked": Words("（未核对）", " (unchecked)"),
    "sources": Words("数值出处：{0}", "Numbers from: {0}"),
    "limits": Words("{0}，界限 {1}，第 {2} 级", "{0}, limits {1}, class {2}"),
}


def sheet(grade: Grade, language: str = "zh") -> tuple[str, ...]:
    """Return the calculation line by line: each step with its clause, formula, numbers put in, and value.

    Args:
        grade: any grade, also one read back from JSON.
        language: ``"zh"`` or ``"en"``.
    """
    tongue = ENGLISH if language == "en" else CHINESE
    lines = [_say("standard", tongue, grade.standard, grade.edition)]
    lines += [_say("provisional", tongue)] if grade.provisional else []
    for number, step in enumerate(grade.steps, 1):
        lines += _step_lines(number, step, grade.classes, tongue)
    return (*lines, *_result_lines(grade, tongue), *_remark_lines(grade, tongue))


def _say(key: str, tongue: int, *parts: str) -> str:
    return TEXTS[key][tongue].format(*parts)


def _step_lines(number: int, step: Step, classes: Sequence[Words], tongue: int) -> list[str]:
    mark = "" if step.checked else _say("unchecked", tongue)
    subject = f" · {step.subject[tongue]}" if step.subject[tongue] else ""
    clause = f" [{step.clause}]" if step.clause else ""
    return [
        f"{number}. {step.name[tongue]}{subject}{clause}{mark}",
        *(f"   {line}" for line in _calculation(step, classes, tongue)),
        *(f"   · {line}" for line in step.about),
    ]


def _calculation(step: Step, classes: Sequence[Words], tongue: int) -> list[str]:
    limits = next((item for item in step.inputs if item.symbol == "limits"), None)
    if limits is not None:
        listed = " / ".join(shown(number.value) for number in limits.numbers)
        place = int(step.value)
        own = len(classes) == len(limits.numbers) + 1 and place <= len(classes)
        name = f"（{classes[place - 1][tongue]}）" if own else ""
        compared = next((item for item in step.inputs if item.symbol != "limits"), limits)
        return [
            _say("limits", tongue, shown(compared.numbers[0].value), listed, f"{place}{name}"),
            *_sources(step, tongue),
        ]
    value = shown(step.value) + (f" {step.unit}" if step.unit else "")
    indent = " " * len(step.symbol)
    formula, numbers = symbolic(step.formula), put_in(step)
    lines = [f"{step.symbol} = {formula}"] if step.inputs and formula != "x" else []
    lines += [f"{indent} = {numbers}"] if lines and numbers not in (formula, shown(step.value)) else []
    lines += [f"{indent if lines else step.symbol} = {value}"]
    return lines + _sources(step, tongue)


def _sources(step: Step, tongue: int) -> list[str]:
    """Where the numbers of the tables stand; measured numbers and earlier steps need no source."""
    symbols: dict[str, list[str]] = {}
    for item in step.inputs:
        for number in item.numbers:
            if number.source and not number.source.startswith(EARLIER):
                place = number.source + ("" if number.checked else _say("unchecked", tongue))
                symbols.setdefault(place, []).append(item.symbol)
    listed = "；".join(f"{'、'.join(dict.fromkeys(names))} — {place}" for place, names in symbols.items())
    return [_say("sources", tongue, listed)] if listed else []


def _result_lines(grade: Grade, tongue: int) -> list[str]:
    result = next((step for step in grade.steps if step.key == grade.result), None)
    if result is None:
        return [_say("nothing", tongue)]
    unit = f" {result.unit}" if result.unit else ""
    lines = [_say("result", tongue, result.symbol, shown(result.value) + unit)]
    return lines + ([_say("class", tongue, grade.class_name[tongue])] if grade.class_number is not None else [])


def _remark_lines(grade: Grade, tongue: int) -> list[str]:
    groups: Sequence[tuple[str, Sequence[Remark]]] = (
        ("assumed", grade.assumptions),
        ("missing", grade.missing),
        ("advice", grade.advice),
    )
    lines = []
    for key, remarks in groups:
        if remarks:
            lines.append(_say(key, tongue))
            lines += [f" · {one.text[tongue]}{'' if one.checked else _say('unchecked', tongue)}" for one in remarks]
    return lines
