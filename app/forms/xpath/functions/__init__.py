"""The functions of ODK's XPath, by area; one table, name → function."""

from collections.abc import Mapping

from app.forms.xpath.functions.chance import CHANCE
from app.forms.xpath.functions.choices import CHOICES
from app.forms.xpath.functions.dates import DATES
from app.forms.xpath.functions.digests import DIGESTS
from app.forms.xpath.functions.form import FORM
from app.forms.xpath.functions.geography import GEOGRAPHY
from app.forms.xpath.functions.logic import LOGIC
from app.forms.xpath.functions.nodes import NODES
from app.forms.xpath.functions.numbers import NUMBERS
from app.forms.xpath.functions.strings import STRINGS
from app.forms.xpath.token import Function

FUNCTIONS: Mapping[str, Function] = {
    **STRINGS,
    **NUMBERS,
    **LOGIC,
    **NODES,
    **DATES,
    **CHOICES,
    **GEOGRAPHY,
    **DIGESTS,
    **CHANCE,
    **FORM,
}
