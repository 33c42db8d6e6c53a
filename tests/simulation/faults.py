"""Everything that goes wrong in a history, and the steps of the protocol at which it can."""

from collections import Counter
from enum import StrEnum


class Fault(StrEnum):
    """What goes wrong."""

    REQUEST_LOST = "request lost"
    REQUEST_CUT = "request cut within its body"
    REQUEST_LATE = "request late, out of order"
    REQUEST_TWICE = "request delivered twice"
    ANSWER_LOST = "answer lost"
    ANSWER_CUT = "answer cut within its body"
    IMPOSTOR = "answer of an impostor"
    SERVER_KILLED = "server killed at a statement"
    SERVER_FULL = "server's disk full"
    CLIENT_KILLED = "client killed at a statement"
    CLIENT_FULL = "client's disk full"
    CLIENT_SET_BACK = "client restored from a backup"
    CLIENT_CLONED = "device cloned"
    CLIENT_SPOILT = "client's digest spoilt"
    CLOCK_OFF = "clock off by years"
    GRANT_REVOKED = "grant revoked"
    GRANT_RESTORED = "grant restored"
    SERVER_SET_BACK = "server restored from a backup"


NETWORK = (
    *(Fault.REQUEST_LOST, Fault.REQUEST_CUT, Fault.REQUEST_LATE, Fault.REQUEST_TWICE, Fault.ANSWER_LOST),
    *(Fault.ANSWER_CUT, Fault.IMPOSTOR, Fault.SERVER_KILLED, Fault.SERVER_FULL),
)
"""Those that befall a request."""

CLIENT = (Fault.CLIENT_KILLED, Fault.CLIENT_FULL)
"""Those that befall any step at the client."""

WORLD = (
    *(Fault.CLIENT_SET_BACK, Fault.CLIENT_CLONED, Fault.CLIENT_SPOILT, Fault.CLOCK_OFF, Fault.GRANT_REVOKED),
    *(Fault.GRANT_RESTORED, Fault.SERVER_SET_BACK),
)
"""Those that happen between two steps."""

REQUESTS = {
    "AskPull": "pull",
    "AskPush": "push",
    "AskHave": "have",
    "SendPack": "pack",
    "FetchThumbnail": "thumbnail",
    "FetchOriginal": "original",
}
STEPS = {
    "LookUpCursors": "look up cursors",
    "Keep": "keep pages",
    "Gather": "gather outbox",
    "Settle": "settle results",
    "FindUnsent": "find unsent photos",
    "SettlePhotos": "settle photos",
    "FindMissing": "find missing photos",
    **REQUESTS,
}
"""The effects of a round that ask for something, and their names here."""

IDLE = "between rounds"


class Coverage:
    """Which fault met which step how often."""

    def __init__(self) -> None:
        self.met = Counter[tuple[str, str]]()

    def note(self, fault: Fault, step: str) -> None:
        """Count one meeting."""
        self.met[fault.value, step] += 1

    def add(self, met: dict[tuple[str, str], int]) -> None:
        """Count those of another history."""
        self.met.update(met)

    def holes(self) -> list[tuple[str, str]]:
        """Return the pairs that can meet and did not."""
        return [pair for pair in possible() if not self.met[pair]]

    def table(self) -> str:
        """Return the counts as a table in Markdown, a column for each step."""
        steps = list(STEPS.values())
        lines = ["| fault | " + " | ".join(steps) + " |", "| --- |" + " ---: |" * len(steps)]
        could = set(possible())
        for fault in Fault:
            cells = (f"{self.met[fault.value, step]}" if (fault.value, step) in could else "–" for step in steps)
            lines.append(f"| {fault.value} | " + " | ".join(cells) + " |")
        return "\n".join(lines)


def possible() -> list[tuple[str, str]]:
    """Return every pair of a fault and a step that can meet."""
    pairs = [(fault.value, step) for fault in NETWORK for step in REQUESTS.values()]
    return pairs + [(fault.value, step) for fault in (*CLIENT, *WORLD) for step in STEPS.values()]
