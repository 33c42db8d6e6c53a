"""The register of assets, in use or retired, for those who compare it with a table."""

from sqlalchemy import Connection, select

from app.domain.asset import RegisteredAsset
from db.tables import assets


def asset_register(connection: Connection, subject: str) -> tuple[RegisteredAsset, ...]:
    """Return every asset of a subject by township and code."""
    found = connection.execute(
        select(assets.c.township, assets.c.record, assets.c.code, assets.c.name, assets.c.in_use, assets.c.answers)
        .where(assets.c.subject == subject)
        .order_by(assets.c.township, assets.c.code, assets.c.record)
    )
    return tuple(RegisteredAsset(*row) for row in found)
