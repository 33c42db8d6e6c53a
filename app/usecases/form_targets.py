"""Which targets of a plan the records of a form feed."""

from app.domain.kinds import RecordKind
from app.domain.plan import Feed, Plan, Target
from app.domain.plan_rules import RULES
from app.domain.works import ACCEPTANCE_FORM
from app.forms.definition import Form


def targets_fed(form: Form, plan: Plan) -> tuple[str, ...]:
    """Return the ids of the targets that are computed from, or counted by, what is recorded with the form."""
    return tuple(target.id for target in plan.targets if _feeds(form, target))


def _feeds(form: Form, target: Target) -> bool:
    if target.feed is Feed.COUNTED:
        return form.id == ACCEPTANCE_FORM
    rule = RULES.get(target.rule)
    if target.feed is not Feed.COMPUTED or rule is None:
        return False
    is_its_asset = form.record == RecordKind.ASSET.value and form.subject == rule.assets
    return form.id in rule.forms or is_its_asset
