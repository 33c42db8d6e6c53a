"""The schema: one for both ends and both engines; every key starts with the township, the partition key.

``info["ends"]`` says at which end a table lives; one Alembic history makes them all.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

SHARED, CLIENT, SERVER = frozenset({"client", "server"}), frozenset({"client"}), frozenset({"server"})

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _township() -> "Column[str]":
    return Column("township", String(9), primary_key=True)


meta = Table(
    "meta",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", Text, nullable=False),
    info={"ends": SHARED},
    comment="Facts about this store itself: generation, fold version, pinned keys.",
)

streams = Table(
    "streams",
    metadata,
    _township(),
    Column("subject", String(40), primary_key=True),
    Column("head", Integer, nullable=False, comment="server: the newest sequence number; client: its cursor"),
    Column("digest", String(64), nullable=False, comment="at head; Dn = SHA-256(Dn-1 || hash)"),
    info={"ends": SHARED},
)

entries = Table(
    "entries",
    metadata,
    _township(),
    Column("id", String(36), primary_key=True),
    Column("subject", String(40), nullable=False),
    Column("record", String(36), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("device", String(36), nullable=False),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("payload", LargeBinary, nullable=False, comment="the signed bytes, verbatim"),
    Column("signature", LargeBinary, nullable=False),
    Column("place", String(8), nullable=False, comment="log, outbox or held"),
    Column("seq", Integer, comment="in the stream's log; null outside it"),
    Column("reason", String(200), comment="why it waits or is held: a code"),
    Column("receipt", LargeBinary, comment="the server's, verified; client only"),
    Column("at", String(40), nullable=False, comment="this end's clock when it arrived; ISO 8601"),
    UniqueConstraint("township", "subject", "seq"),
    Index(
        "uq_entries_number",  # in the log; a cloned machine's own may stand beside what another wrote as it
        *("township", "subject", "device", "number"),
        unique=True,
        sqlite_where=text("place = 'log'"),
        postgresql_where=text("place = 'log'"),
    ),
    Index("ix_entries_record", "township", "record"),
    Index("ix_entries_place", "place", "township", "subject", "device", "number"),
    info={"ends": SHARED},
)

chains = Table(
    "chains",
    metadata,
    _township(),
    Column("subject", String(40), primary_key=True),
    Column("device", String(36), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    info={"ends": SHARED},
    comment="The newest number of each device in each stream and its hash.",
)

stubs = Table(
    "stubs",
    metadata,
    _township(),
    Column("entry", String(36), primary_key=True, comment="the refused entry"),
    Column("stub", String(36), primary_key=True, comment="the log's entry that stands for it"),
    Column("code", String(80), nullable=False),
    info={"ends": SERVER},
)

records = Table(
    "records",
    metadata,
    _township(),
    Column("record", String(36), primary_key=True),
    Column("subject", String(40), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("number", String(60), nullable=False, comment="for people; never an identity"),
    Column("form", String(80)),
    Column("asset", String(36)),
    Column("title", String(400), nullable=False),
    Column("place", String(200), nullable=False, comment="village or address, for people"),
    Column("author", String(36), nullable=False),
    Column("made_at", String(40), nullable=False, comment="when the record was made; ISO 8601 in UTC, sorts as time"),
    Column(
        "visited_at",
        String(40),
        nullable=False,
        server_default="",
        comment="made_at of an inspection, or when it arrived here where a fast clock said later",
    ),
    Column("changed_at", String(40), nullable=False, comment="the newest entry's; ISO 8601 in UTC"),
    Column("photos", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("is_open_again", Boolean, nullable=False),
    Column("unsent", Integer, nullable=False, comment="own entries and photos without a receipt; client only"),
    # Each order of the list, with the columns that are filtered by, so that rows left out are never read.
    Index("ix_records_changed", "kind", "changed_at", "record", "township", "status", "form"),
    Index("ix_records_made", "kind", "made_at", "record", "township", "status", "form"),
    Index("ix_records_number", "kind", "number", "record", "township", "status", "form"),
    Index("ix_records_title", "kind", "title", "record", "township", "status", "form"),
    # Each filter, with the order that goes with it: status with age, township with the number that it begins.
    Index("ix_records_status", "kind", "status", "made_at", "record", "township", "form"),
    Index("ix_records_status_changed", "kind", "status", "changed_at", "record", "township", "form"),
    Index("ix_records_township", "kind", "township", "number", "record", "status", "form"),
    Index("ix_records_form", "kind", "form", "made_at", "record"),
    Index("ix_records_author", "kind", "author", "made_at", "record", "status"),
    Index("ix_records_asset", "asset", "form", "status", "made_at"),
    Index(
        "ix_records_unsent",  # of few rows, with every column of an order or a filter
        *("kind", "made_at", "record", "changed_at", "number", "title", "status", "township", "form"),
        sqlite_where=text("unsent > 0"),
        postgresql_where=text("unsent > 0"),
    ),
    Index(
        "ix_records_conflicts",
        *("kind", "changed_at", "record"),
        sqlite_where=text("conflicts > 0"),
        postgresql_where=text("conflicts > 0"),
    ),
    info={"ends": SHARED},
    comment="Projection: what lists read; rebuilt when meta.fold_version differs.",
)

assets = Table(
    "assets",
    metadata,
    _township(),
    Column("record", String(36), primary_key=True),
    Column("subject", String(40), nullable=False),
    Column("code", String(60), nullable=False),
    Column("name", String(200), nullable=False),
    Column("village", String(200), nullable=False),
    Column("latitude", String(20)),
    Column("longitude", String(20)),
    Column("answers", Text, nullable=False, comment="canonical JSON of the asset's attributes"),
    Column("in_use", Boolean, nullable=False),
    Column("keeper", String(36), nullable=False, comment="the person who took it over; empty where nobody did"),
    Index("ix_assets_keeper", "keeper"),
    Index("ix_assets_subject", "township", "subject", "in_use", "code"),
    info={"ends": SHARED},
    comment="Projection: the assets' attributes.",
)

visits = Table(
    "visits",
    metadata,
    _township(),
    Column("asset", String(36), primary_key=True),
    Column("form", String(80), primary_key=True),
    Column("made_at", String(40), nullable=False),
    info={"ends": SHARED},
    comment="Projection: the newest submitted or approved inspection of each asset under each form.",
)

asset_words = Table(
    "asset_words",
    metadata,
    _township(),
    Column("asset", String(36), primary_key=True),
    Column(
        "words", Text, nullable=False, comment="names, aliases, pinyin, codes between marks (app.domain.asset_words)"
    ),
    Column("latitude", Float),
    Column("longitude", Float),
    Index("ix_asset_words_latitude", "latitude", "longitude"),
    info={"ends": SHARED},
    comment="Projection: by what assets in use are found; narrow, so that it is read through quickly.",
)

deadlines = Table(
    "deadlines",
    metadata,
    _township(),
    Column("asset", String(36), primary_key=True),
    Column("rule", String(80), primary_key=True),
    Column("code", String(60), nullable=False, comment="the asset's, for the order of lists"),
    Column("form", String(80), nullable=False),
    Column("due_on", String(10), comment="ISO 8601; null where it was never done"),
    Column("late_from", String(10), comment="the first day on which it is overdue"),
    Column("last_on", String(10), comment="when it was last done"),
    Column("is_certain", Boolean, nullable=False, comment="the calendar knew the year"),
    Index("ix_deadlines_due", "due_on", "code", "rule", "late_from"),
    Index("ix_deadlines_late", "late_from"),
    Index("ix_deadlines_last", "last_on"),
    info={"ends": SHARED},
    comment="Projection: until when each check of each asset in use is to be done (app.domain.due).",
)

_CASE_FILTERS = ("status", "subject", "unit", "made_at", "frozen", "due_at", "amber_at", "unknown_from")

cases = Table(
    "cases",
    metadata,
    _township(),
    Column("record", String(36), primary_key=True),
    Column("subject", String(40), nullable=False),
    Column("status", String(12), nullable=False),
    Column("number", String(60), nullable=False),
    Column("title", String(400), nullable=False),
    Column("place", String(200), nullable=False),
    Column("class_id", String(80), nullable=False),
    Column("severity", String(12), nullable=False),
    Column("unit", String(200), nullable=False, comment="the responsible unit, else the proposed one"),
    Column("person", String(36), nullable=False),
    Column("source", String(12), nullable=False),
    Column("origin", String(36), nullable=False, comment="the record whose finding it is"),
    Column("order", String(80), nullable=False, comment="the number of the order that it answers"),
    Column("asset", String(36), nullable=False),
    Column("campaign", String(36), nullable=False),
    Column("made_at", String(40), nullable=False, comment="ISO 8601 in UTC"),
    Column("changed_at", String(40), nullable=False, comment="ISO 8601 in UTC"),
    Column("is_open", Boolean, nullable=False),
    Column("amber_at", String(40), comment="the last moment at which it is green; ISO 8601 in UTC"),
    Column("due_at", String(40), comment="the last moment in time; ISO 8601 in UTC"),
    Column("unknown_from", String(40), comment="from when the calendar does not know"),
    Column("frozen", String(8), comment="the colour of a clock that stands still"),
    Column("due_key", String(40), nullable=False, comment="due_at, or 9 where there is none: the order of urgency"),
    # Each order of the list, with the columns that are filtered by, so that rows left out are never read.
    Index(
        "ix_cases_open",
        *("due_key", "record", "township", *_CASE_FILTERS),
        sqlite_where=text("is_open = 1"),
        postgresql_where=text("is_open"),
    ),
    Index("ix_cases_changed", "changed_at", "record", "township", "is_open", *_CASE_FILTERS),
    Index("ix_cases_number", "number", "record", "township", "is_open", *_CASE_FILTERS),
    # What finds few.
    *(Index(f"ix_cases_{name}", name) for name in ("origin", "order", "asset", "person", "campaign")),
    info={"ends": SHARED},
    comment="Projection: cases and when they turn amber and red (app.domain.case_file, app.domain.case_clock).",
)

attachments = Table(
    "attachments",
    metadata,
    _township(),
    Column("record", String(36), primary_key=True),
    Column("photo", String(80), primary_key=True),
    Column("subject", String(40), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Index("ix_attachments_sha256", "township", "sha256"),
    info={"ends": SHARED},
    comment="Projection: which records show which photos.",
)

photos = Table(
    "photos",
    metadata,
    _township(),
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("is_complete", Boolean, nullable=False, comment="this end holds all bytes"),
    Column("is_own", Boolean, nullable=False, comment="taken in here, to be sent; client only"),
    Column(
        "sent",
        Integer,
        nullable=False,
        server_default="0",
        comment="bytes that the server is known to hold; client only",
    ),
    Column("receipt", LargeBinary, comment="the server's, verified; client only"),
    Column("at", String(40), nullable=False),
    Index("ix_photos_unsent", "township", "is_own", "sha256"),
    info={"ends": SHARED},
    comment="Which photos this end holds for which township.",
)

drafts = Table(
    "drafts",
    metadata,
    _township(),
    Column("record", String(36), primary_key=True),
    Column("subject", String(40), nullable=False),
    Column("form", String(80), nullable=False),
    Column("asset", String(36)),
    Column("title", String(400), nullable=False),
    Column("content", Text, nullable=False, comment="JSON: answers, photos, the heads it was begun on"),
    Column("changed_at", String(40), nullable=False),
    Column("discarded_at", String(40), comment="ISO 8601; null while it is worked on, kept for 30 days after"),
    info={"ends": CLIENT},
    comment="What is being typed; autosaved, not yet an entry.",
)

accounts = Table(
    "accounts",
    metadata,
    Column("login", String(60), primary_key=True),
    Column("person", String(36), nullable=False, unique=True),
    Column("password", String(200), nullable=False, comment="argon2id"),
    Column("is_active", Boolean, nullable=False),
    info={"ends": SERVER},
)

tokens = Table(
    "tokens",
    metadata,
    Column("hash", String(64), primary_key=True, comment="SHA-256 of the token; the token itself is never stored"),
    Column("login", String(60), nullable=False),
    Column("family", String(36), nullable=False, index=True),
    Column("is_refresh", Boolean, nullable=False),
    Column("is_used", Boolean, nullable=False, comment="a refresh token whose successor has been used"),
    Column("predecessor", String(64), index=True, comment="the refresh token that it came of, until its own first use"),
    Column("device", String(36)),
    Column("expires_at", String(40), nullable=False),
    ForeignKeyConstraint(["login"], ["accounts.login"]),
    info={"ends": SERVER},
)
