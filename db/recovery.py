"""The public half of the district's recovery key, in the server's database, so that every process gives the same."""

from sqlalchemy import Engine, select

from db.engine import reading, writing
from db.tables import meta
from db.upsert import upsert

_NAME = "recovery_key"


class RecoveryPlace:
    """Keeps the public half; the private half is not for any machine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def key(self) -> str:
        """Return it as 64 hexadecimal digits; empty if there is none."""
        with reading(self._engine) as connection:
            return connection.execute(select(meta.c.value).where(meta.c.name == _NAME)).scalar() or ""

    def set_key(self, public: str) -> None:
        """Keep another from now on; homes sealed to the one before stay with that."""
        with writing(self._engine) as connection:
            upsert(connection, meta, {"name": _NAME, "value": public})
