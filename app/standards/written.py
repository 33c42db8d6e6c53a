"""A grade as plain JSON data, to be kept in an entry, printed or sent, and read again.

All decimals are texts such as ``"78.12"``, so that no reader rounds them; no float occurs.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from app.errors import AppError
from app.standards.grade import Grade
from app.standards.trace import Input, Number, Remark, Step, Words

Json = Mapping[str, object]
FORMAT = 1


def to_json(grade: Grade) -> dict[str, object]:
    """Return the grade as JSON data.

    ``value``, ``class`` and ``class_name`` are there for readers; reading takes them from the steps.
    """
    return {
        "format": FORMAT,
        "standard": grade.standard,
        "edition": grade.edition,
        "provisional": grade.provisional,
        "result": grade.result,
        "graded": grade.graded,
        "value": None if grade.value is None else _plain(grade.value),
        "class": grade.class_number,
        "class_name": grade.class_name._asdict(),
        "classes": [name._asdict() for name in grade.classes],
        "steps": [_step_to_json(step) for step in grade.steps],
        "assumptions": [_remark_to_json(remark) for remark in grade.assumptions],
        "missing": [_remark_to_json(remark) for remark in grade.missing],
        "advice": [_remark_to_json(remark) for remark in grade.advice],
    }


def from_json(data: Json) -> Grade:
    """Read what ``to_json`` wrote.

    Raises:
        AppError: ``standards.trace`` if the data are not a grade.
    """
    try:
        return _grade_from_json(data)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise AppError("standards.trace", reason=error) from error


def _plain(number: Decimal) -> str:
    return format(number, "f")


def _step_to_json(step: Step) -> dict[str, object]:
    return {
        "key": step.key,
        "symbol": step.symbol,
        "name": step.name._asdict(),
        "subject": step.subject._asdict(),
        "clause": step.clause,
        "formula": step.formula,
        "inputs": [_input_to_json(item) for item in step.inputs],
        "value": _plain(step.value),
        "unit": step.unit,
        "about": list(step.about),
        "checked": step.checked,
    }


def _input_to_json(item: Input) -> dict[str, object]:
    return {"symbol": item.symbol, "many": item.many, "numbers": [_number_to_json(number) for number in item.numbers]}


def _number_to_json(number: Number) -> dict[str, object]:
    return {
        "value": _plain(number.value),
        "label": number.label,
        "source": number.source,
        "checked": number.checked,
    }


def _remark_to_json(item: Remark) -> dict[str, object]:
    return {**item.text._asdict(), "checked": item.checked}


def _grade_from_json(data: Json) -> Grade:
    if data["format"] != FORMAT:
        raise ValueError(f"format {data['format']}")
    return Grade(
        standard=_text(data["standard"]),
        edition=_text(data["edition"]),
        provisional=data["provisional"] is True,
        result=_text(data["result"]),
        graded=_text(data["graded"]),
        classes=tuple(_words(item) for item in _items(data["classes"])),
        steps=tuple(_step(item) for item in _items(data["steps"])),
        assumptions=_remarks(data["assumptions"]),
        missing=_remarks(data["missing"]),
        advice=_remarks(data["advice"]),
    )


def _step(data: Json) -> Step:
    return Step(
        key=_text(data["key"]),
        symbol=_text(data["symbol"]),
        name=_words(data["name"]),
        subject=_words(data["subject"]),
        clause=_text(data["clause"]),
        formula=_text(data["formula"]),
        inputs=tuple(_input(item) for item in _items(data["inputs"])),
        value=_number(data["value"]),
        unit=_text(data["unit"]),
        about=tuple(_text(line) for line in _list(data["about"])),
        checked=data["checked"] is True,
    )


def _input(data: Json) -> Input:
    numbers = tuple(
        Number(_number(item["value"]), _text(item["label"]), _text(item["source"]), item["checked"] is True)
        for item in _items(data["numbers"])
    )
    if data["many"] is not True and len(numbers) != 1:
        raise ValueError("one number expected")
    return Input(_text(data["symbol"]), numbers, data["many"] is True)


def _remarks(data: object) -> tuple[Remark, ...]:
    return tuple(Remark(_words(item), item["checked"] is True) for item in _items(data))


def _words(data: object) -> Words:
    item = _item(data)
    return Words(_text(item["zh"]), _text(item["en"]))


def _number(data: object) -> Decimal:
    number = Decimal(_text(data))
    if not number.is_finite():
        raise ValueError(str(number))
    return number


def _text(data: object) -> str:
    if not isinstance(data, str):
        raise TypeError(f"{data!r} is not a text")
    return data


def _item(data: object) -> Json:
    if not isinstance(data, Mapping):
        raise TypeError(f"{data!r} is not an object")
    return data


def _list(data: object) -> list[object]:
    if not isinstance(data, list):
        raise TypeError(f"{data!r} is not a list")
    return data


def _items(data: object) -> list[Json]:
    return [_item(item) for item in _list(data)]
