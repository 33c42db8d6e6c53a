"""Assets as rows of their projection."""

import json
from typing import Any

from sqlalchemy import Row

from app.domain.listing import AssetRow


def asset_of(row: Row[Any]) -> AssetRow:
    """Return the asset of a row that has the columns of ``assets``."""
    values = row._mapping  # noqa: SLF001  # SQLAlchemy's documented accessor
    return AssetRow(
        **{name: values[name] for name in AssetRow.__dataclass_fields__ if name != "answers"},
        answers=answers_of(values["answers"]),
    )


def answers_of(text: str) -> dict[str, object]:
    """Read the ``answers`` column of an asset."""
    found: dict[str, object] = json.loads(text)
    return found
