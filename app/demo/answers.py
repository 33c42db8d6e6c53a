"""What inspectors of the demonstration write: plausible answers to the built-in forms."""

from collections.abc import Mapping
from random import Random

Answers = Mapping[str, object]

_PARTS = ("deck_pavement", "approach", "expansion_joint", "drainage", "railing", "signs")
_STRUCTURE = ("superstructure", "bearing", "substructure", "slope")

RAILING: Mapping[str, object] = {
    "component": "railing",
    "defect": "broken",
    "position": "上游侧第3、4根立柱",
    "length_m": "2.4",
    "width_m": "0.9",
    "severity": "2",
    "advice": "minor",
}
PAVEMENT: Mapping[str, object] = {
    "component": "deck_pavement",
    "defect": "crack",
    "position": "第1跨跨中横向",
    "length_m": "3.2",
    "width_m": "0.2",
    "severity": "1",
    "advice": "watch",
}
BLOCKED: Mapping[str, object] = {
    "component": "drainage",
    "defect": "blocked",
    "position": "下游侧泄水孔",
    "severity": "1",
    "advice": "clean",
}


def regular_check(*, damages: tuple[Mapping[str, object], ...] = (), remark: str = "", overall: str = "") -> Answers:
    """Return a regular check of a bridge on which only the damaged parts are not sound."""
    damaged = {str(damage["component"]) for damage in damages}
    answers: dict[str, object] = {
        "weather": "fine",
        "deck": {part: "minor" if part in damaged else "sound" for part in _PARTS},
        "structure": {part: "minor" if part in damaged else "sound" for part in _STRUCTURE},
        "surroundings": {"load_limit_t": "13"},
        "damages": list(damages),
        "conclusion": {"overall": overall or ("attention" if damages else "good"), "remark": remark},
    }
    return answers if damages else {name: answer for name, answer in answers.items() if name != "damages"}


def some_damages(random: Random) -> tuple[Mapping[str, object], ...]:
    """Return none to two damages."""
    return tuple(random.sample((RAILING, PAVEMENT, BLOCKED), random.choice((0, 0, 1, 1, 2))))


def patrol() -> Answers:
    """Return a patrol on which nothing was seen."""
    return {"weather": "cloudy", "conclusion": {"passable": "yes"}}


def village_road(length_km: str, width_m: str, pavement: str, random: Random) -> Answers:
    """Return a road condition check of a whole road with one damage."""
    kind = {"asphalt": "网裂", "cement": "破碎板", "gravel": "沉陷"}[pavement]
    damage = {"kind": kind, "at_km": "0.1", "damage_length_m": str(random.randint(2, 30)), "damage_width_m": "1.2"}
    return {
        "weather": "fine",
        "section": {"start_km": "0", "end_km": length_km, "width_m": width_m, "pavement": pavement},
        "damages": [damage],
        "result": {"grade": random.choice(("A", "A", "B", "B", "C")), "reason": "路面破碎，雨天积水。"},
    }
