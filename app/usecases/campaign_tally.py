"""The tally of a campaign as text to copy into a message."""

from datetime import datetime

from app.domain.campaign import Light
from app.domain.photo import ASSUMED_ZONE as DISTRICT_ZONE
from app.usecases.campaigns import Part, Progress
from app.usecases.divisions import district_divisions

MOST_NAMED = 20
"""How many red assets are named."""


def tally_text(progress: Progress, subject_names: dict[str, str], now: datetime) -> str:
    """Return how far a campaign is: in all, by township and kind, and the red ones by name; no person is named.

    Args:
        progress: the campaign.
        subject_names: what kinds of asset are called.
        now: the moment of the tally.
    """
    at = now.astimezone(DISTRICT_ZONE)
    lines = [f"【{progress.title}】截至{at.month}月{at.day}日{at:%H:%M}", _counts("合计", progress)]
    lines += [_counts(_name(part, subject_names), part) for part in progress.parts]
    reds = [line for part in progress.parts for line in _reds(part)]
    if reds:
        more = [f"……另有 {len(reds) - MOST_NAMED} 处"] if len(reds) > MOST_NAMED else []
        lines += ["红色（须立即处置）：", *reds[:MOST_NAMED], *more]
    return "\n".join(lines)


def _counts(name: str, counted: Part | Progress) -> str:
    total = counted.total if isinstance(counted, Progress) else len(counted.seen)
    red, amber, green = (counted.count(light) for light in Light)
    return f"{name}：应查 {total}，已查 {total - counted.count(None)}（红 {red}、黄 {amber}、绿 {green}）"


def _name(part: Part, subject_names: dict[str, str]) -> str:
    stream = part.campaign.stream
    township = district_divisions().townships.get(stream.township, stream.township)
    return f"{township} {subject_names.get(stream.subject, stream.subject)}"


def _reds(part: Part) -> list[str]:
    township = district_divisions().townships.get(part.campaign.stream.township, "")
    return [
        f"{township}{each.asset.village} {each.asset.name}：{each.triage.note}"
        for each in part.seen
        if each.triage is not None and each.triage.light is Light.RED
    ]
