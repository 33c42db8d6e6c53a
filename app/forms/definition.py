"""What a form is once it has been read: frozen, free of pyxform, the same after a trip through JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class QuestionType(StrEnum):
    """Every kind of question of the XLSForm reference; metadata questions share one kind."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    NOTE = "note"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    BARCODE = "barcode"
    ACKNOWLEDGE = "acknowledge"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    METADATA = "metadata"


LIST_TYPES = frozenset({QuestionType.SELECT_MULTIPLE, QuestionType.RANK})
MEDIA_TYPES = frozenset({QuestionType.IMAGE, QuestionType.AUDIO, QuestionType.VIDEO, QuestionType.FILE})
UNSEEN_TYPES = frozenset({QuestionType.CALCULATE, QuestionType.HIDDEN, QuestionType.METADATA})


@dataclass(frozen=True)
class Text:
    """A sentence with holes: even parts are literal (Markdown allowed), odd parts are expressions to fill in."""

    parts: tuple[str, ...] = ("",)

    @property
    def is_constant(self) -> bool:
        """Whether no part of it is computed."""
        return len(self.parts) == 1

    def __str__(self) -> str:
        return "".join(part if index % 2 == 0 else "…" for index, part in enumerate(self.parts))


@dataclass(frozen=True)
class Wording:
    """One text in the languages of the form, with its pictures and sounds.

    Attributes:
        texts: language → text; the key ``""`` is a form without languages or a text without translation.
        media: (language, kind, file name) with kind one of image, big-image, audio, video.
    """

    texts: Mapping[str, Text] = field(default_factory=dict)
    media: tuple[tuple[str, str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.texts) or bool(self.media)

    def text(self, language: str) -> Text:
        """Return the text in a language, else the untranslated one, else whichever there is."""
        for key in (language, ""):
            if key in self.texts:
                return self.texts[key]
        return next(iter(self.texts.values()), Text())

    def media_in(self, language: str) -> Mapping[str, str]:
        """Return kind → file name for a language."""
        return {kind: name for spoken, kind, name in self.media if spoken in (language, "")}


@dataclass(frozen=True)
class Itemset:
    """Where the choices of a question come from.

    Attributes:
        nodeset: expression of the rows, choice filter and randomisation included.
        value: name of the column that is stored.
        label: name of the column that is shown; ``itextId`` points into ``Form.texts``.
        instance: name of the secondary instance that is read, "" when it cannot be told.
    """

    nodeset: str
    value: str = "name"
    label: str = "label"
    instance: str = ""


@dataclass(frozen=True)
class Action:
    """A value set by an event: a dynamic default or a ``trigger``.

    Attributes:
        target: definition path of the question that receives the value.
        value: expression, "" clears.
        events: ``odk-instance-first-load``, ``odk-new-repeat`` or ``xforms-value-changed``.
        source: definition path of the question that triggers it, "" for dynamic defaults.
    """

    target: str
    value: str
    events: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True)
class Rules:
    """What governs an item; each is an XPath expression, "" for none."""

    relevant: str = ""
    required: str = ""
    constraint: str = ""
    calculate: str = ""
    readonly: str = ""


class Named:
    """Anything with a definition path."""

    path: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True)
class Question(Named):
    """One question, calculation or piece of metadata.

    Attributes:
        path: names from below the root joined by ``/``, for example ``damages/kind``.
        default: static default as text; dynamic defaults are ``Form.actions``.
        parameters: range bounds, picture size and the like, as written.
        preload: (kind, parameter) of metadata, for example ``("timestamp", "start")``.
        basis: the rule that makes the question mandatory (our column).
        is_sensitive: whether exports mask it (our column).
        save_to: the entity property that receives the answer.
        columns: further columns of the survey sheet that neither XLSForm nor we know.
    """

    path: str
    type: QuestionType
    appearance: tuple[str, ...] = ()
    label: Wording = Wording()
    hint: Wording = Wording()
    guidance: Wording = Wording()
    rules: Rules = Rules()
    required_message: Wording = Wording()
    constraint_message: Wording = Wording()
    default: str = ""
    itemset: Itemset | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    preload: tuple[str, str] = ("", "")
    data_type: str = "string"
    basis: str = ""
    is_sensitive: bool = False
    save_to: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group(Named):
    """Questions that belong together.

    Attributes:
        is_shown: whether people see it; ``meta`` and its like are not shown.
        attributes: XML attributes that submissions carry (entities).
    """

    path: str
    items: "tuple[Item, ...]" = ()
    appearance: tuple[str, ...] = ()
    label: Wording = Wording()
    rules: Rules = Rules()
    is_shown: bool = True
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Repeat(Named):
    """Questions asked several times.

    Attributes:
        count: expression of the number of instances, "" when people add and remove them.
        starts_empty: whether a new record has no instance (appearance ``minimal``) instead of one.
    """

    path: str
    items: "tuple[Item, ...]" = ()
    appearance: tuple[str, ...] = ()
    label: Wording = Wording()
    rules: Rules = Rules()
    count: str = ""
    starts_empty: bool = False


Item = Question | Group | Repeat


@dataclass(frozen=True)
class SecondaryInstance:
    """A table that expressions read: a choice list, an attached file, or the last saved record.

    Attributes:
        src: where it came from (``jr://…``), "" for a list of the workbook itself.
        xml: the whole table as ``<root><item>…``, "" when it is missing or given at run time.
    """

    name: str
    src: str = ""
    xml: str = ""


@dataclass(frozen=True)
class Form:
    """A form that can be filled.

    Attributes:
        root: element name of the record in submission XML and in absolute XPath.
        settings: the settings sheet as written, ours included (``subject``, ``grading``, ``record``).
        languages: as named by the author, for example ``中文 (zh)``; empty for a form without translations.
        texts: itext id → wording, for choices and for ``jr:itext()``.
        version_hash: of the source that was read.
    """

    id: str
    version: str
    title: str
    root: str
    items: tuple[Item, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    default_language: str = ""
    instances: tuple[SecondaryInstance, ...] = ()
    texts: Mapping[str, Wording] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    version_hash: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What is inspected, for example ``bridge``; "" when the workbook does not say."""
        return self.settings.get("subject", "")

    @property
    def grading(self) -> str:
        """Which standard grades it; "" for none."""
        return self.settings.get("grading", "")

    @property
    def record(self) -> str:
        """Which kind of record it makes, for example ``inspection``; "" when the workbook does not say."""
        return self.settings.get("record", "")

    def walk(self) -> Iterator[Item]:
        """Yield every item, parents before children, in the order of the form."""
        yield from walk(self.items)

    def questions(self) -> Iterator[Question]:
        """Yield every question in the order of the form."""
        return (item for item in self.walk() if isinstance(item, Question))


def walk(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield items and what is inside them, parents first."""
    for item in items:
        yield item
        if not isinstance(item, Question):
            yield from walk(item.items)
