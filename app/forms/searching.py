"""The appearance ``search('table', …)``, with which older forms take choices from an attached csv."""

import re

from app.forms.definition import Itemset
from app.forms.xpath.language import parse

_CALL = re.compile(r"\bsearch\s*\(.*\)", re.DOTALL)
_TESTS = {
    "contains": "contains({column}, {value})",
    "startswith": "starts-with({column}, {value})",
    "endswith": "ends-with({column}, {value})",
    "matches": "{column} = {value}",
}


def without_search(appearance: str) -> str:
    """Return an appearance without its call of ``search``."""
    return _CALL.sub("", appearance)


def search_itemset(appearance: str, value_column: str, label_column: str) -> Itemset | None:
    """Return where the choices of ``search`` come from, ``None`` for an appearance without it.

    Args:
        appearance: as written.
        value_column: what the name of the question's only choice says: the column that is stored.
        label_column: what its label says: the column that is shown, the first of several.

    Raises:
        AppError: ``expression.…`` when the call cannot be read.
    """
    found = _CALL.search(appearance)
    if found is None:
        return None
    table, *tests = list(parse(found[0]))
    sources = [test.source for test in tests]
    conditions: list[str] = []
    if len(tests) >= 3:  # noqa: PLR2004  how, where, what
        pattern = _TESTS.get(str(tests[0].value), _TESTS["matches"])
        columns = [column.strip() for column in str(tests[1].value).split(",")]
        conditions.append(" or ".join(pattern.format(column=column, value=sources[2]) for column in columns))
    if len(tests) >= 5:  # noqa: PLR2004  and another column with its value
        conditions.append(_TESTS["matches"].format(column=str(tests[3].value), value=sources[4]))
    predicates = "".join(f"[{condition}]" for condition in conditions)
    name = str(table.value)
    shown = label_column.split(",", maxsplit=1)[0].strip()
    return Itemset(f"instance('{name}')/root/item{predicates}", value_column.strip(), shown, name)
