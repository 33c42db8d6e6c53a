"""The shape that each action's body must have; checked at the door, trusted inside."""

import re
from collections.abc import Callable, Mapping

from app.domain.canonical import Json
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


_CHECKS: Mapping[Action, Callable[[Mapping[str, Json]], None]] = {
    Action.CREATED: _check_created,
    Action.ANSWERED: _check_answered,
    Action.SETTLED: _check_answered,
    Action.ATTACHED: _check_attached,
    Action.DETACHED: _check_photo,
    Action.RETURNED: _check_returned,
}
