"""Everything an expression may ask about besides its document; nothing is read from the process."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from elementpath import XPathContext
from elementpath.xpath_nodes import XPathNode

from app.errors import AppError

MAX_STEPS = 500_000


def _no_instance(name: str) -> XPathNode | None:  # noqa: ARG001  the signature of Environment.instance
    return None


def _no_text(text_id: str) -> str | None:  # noqa: ARG001  the signature of Environment.text
    return None


@dataclass(frozen=True)
class Environment:
    """What surrounds an evaluation.

    Attributes:
        zone: of dates without offset and of ``now()``.
        now: the moment the session was told, with offset.
        locale: for month and weekday names: ``zh…`` or anything else for English.
        random: returns a number in [0, 1).
        new_id: returns a new UUID as text.
        instance: name → node whose children are the table, ``None`` for an unknown table.
        text: itext id → text in the session's language (or its node), ``None`` for an unknown id.
        choice_label: (value, path of the question) → label, for ``jr:choice-name``.
        properties: username, deviceid and the like, for ``property()``.
        indexes: of tables by column, made by ``lookup`` when they are first looked into; tables do not change.
    """

    zone: tzinfo
    now: datetime
    locale: str = "en"
    random: Callable[[], float] = lambda: 0.5
    new_id: Callable[[], str] = lambda: "00000000-0000-0000-0000-000000000000"
    instance: Callable[[str], XPathNode | None] = _no_instance
    text: Callable[[str], str | list[XPathNode] | None] = _no_text
    choice_label: Callable[[str, str], str] = lambda value, _path: value
    properties: Mapping[str, str] = field(default_factory=dict)
    indexes: dict[tuple[int, int, str], tuple[list[XPathNode], dict[str, list[int]]]] = field(default_factory=dict)


class Focus(XPathContext):
    """elementpath's dynamic context with an environment, the node that ``current()`` means, and a budget.

    The budget counts nodes that are looked at, so that an expression is bounded by work and not by a clock.
    """

    environment: Environment
    current: XPathNode
    steps: list[int]

    @classmethod
    def on(cls, item: XPathNode, root: XPathNode, environment: Environment) -> "Focus":
        """Stand on a node; the tree is already built, so nothing but fields is set."""
        focus = object.__new__(cls)
        focus.root = focus.document = root  # type: ignore[assignment]  # an element may stand for the document
        focus.item = focus.current = item
        focus.namespaces = {}
        focus.variables = {}
        focus.size = focus.position = 1
        focus.axis = None
        focus.environment = environment
        focus.steps = [0]
        return focus

    @property
    def node(self) -> XPathNode:
        """The context node.

        Raises:
            AppError: ``expression.not_nodes`` when the context is a plain value.
        """
        if not isinstance(self.item, XPathNode):
            raise AppError("expression.not_nodes", part=".")
        return self.item

    def spend(self, steps: int) -> None:
        """Count work.

        Raises:
            AppError: ``expression.too_costly``.
        """
        self.steps[0] += steps
        if self.steps[0] > MAX_STEPS:
            raise AppError("expression.too_costly", limit=MAX_STEPS)
