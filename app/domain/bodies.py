"""The shape that each action's body must have; checked at the door, trusted inside."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from app.domain.canonical import Json
from app.domain.case import Limit
from app.domain.kinds import Action, RecordKind

MAX_PATH = 400
_SHA256 = re.compile(r"[0-9a-f]{64}")


class BodyError(ValueError):
    """A body is not of its action's shape; ``path`` says where."""

    def __init__(self, path: str) -> None:
        super().__init__(f"wrong body at {path}")
        self.path = path


def check_body(action: Action, body: Mapping[str, Json]) -> None:
    """Raise ``BodyError`` unless the body has its action's shape; unknown fields are kept and not looked at."""
    if "values" in body:
        _check_values(body["values"])
    check = _CHECKS.get(action)
    if check is not None:
        check(body)


def _check_values(values: Json) -> None:
    if not isinstance(values, dict):
        raise BodyError("body.values")
    for path in values:
        if not path or len(path) > MAX_PATH:
            raise BodyError("body.values")


def _check_created(body: Mapping[str, Json]) -> None:
    if body.get("record") not in set(RecordKind):
        raise BodyError("body.record")


def _check_answered(body: Mapping[str, Json]) -> None:
    if "values" not in body:
        raise BodyError("body.values")


def _check_attached(body: Mapping[str, Json]) -> None:
    _check_photo(body)
    sha256, size = body.get("sha256"), body.get("size")
    if not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        raise BodyError("body.sha256")
    if isinstance(size, bool) or not isinstance(size, int) or size < 1:
        raise BodyError("body.size")


def _check_photo(body: Mapping[str, Json]) -> None:
    photo = body.get("photo")
    if not isinstance(photo, str) or not photo:
        raise BodyError("body.photo")


def _check_returned(body: Mapping[str, Json]) -> None:
    remarks = body.get("remarks", [])
    if not isinstance(remarks, list):
        raise BodyError("body.remarks")
    for index, remark in enumerate(remarks):
        if not isinstance(remark, dict) or not isinstance(remark.get("text"), str):
            raise BodyError(f"body.remarks[{index}]")


_Check = Callable[[Mapping[str, Json]], None]


def _texts(*names: str) -> _Check:
    """Return the check that a body says all of these in words."""

    def check(body: Mapping[str, Json]) -> None:
        for name in names:
            said = body.get(name)
            if not isinstance(said, str) or not said.strip():
                raise BodyError(f"body.{name}")

    return check


def _and_limit(*names: str) -> _Check:
    """Return the check that a body says all of these in words and has a time limit."""

    def check(body: Mapping[str, Json]) -> None:
        _texts(*names)(body)
        try:
            Limit.from_body(body.get("limit"))
        except ValueError as error:
            raise BodyError("body.limit") from error

    return check


def _check_transferred(body: Mapping[str, Json]) -> None:
    _texts("to", "letter", "reply_by")(body)
    try:
        date.fromisoformat(str(body["reply_by"]))
    except ValueError as error:
        raise BodyError("body.reply_by") from error


_CHECKS: Mapping[Action, _Check] = {
    Action.CREATED: _check_created,
    Action.ANSWERED: _check_answered,
    Action.SETTLED: _check_answered,
    Action.ATTACHED: _check_attached,
    Action.DETACHED: _check_photo,
    Action.RETURNED: _check_returned,
    Action.FILED: _texts("class"),
    Action.ASSIGNED: _and_limit("unit"),
    Action.EXTENDED: _and_limit("reason"),
    Action.TRANSFERRED: _check_transferred,
    Action.ESCALATED: _texts("to", "reason"),
    Action.HANDLED: _texts("measures"),
    **dict.fromkeys((Action.DECLINED, Action.SENT_BACK, Action.HELD, Action.REOPENED), _texts("reason")),
}
