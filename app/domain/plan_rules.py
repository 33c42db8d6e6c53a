"""The rules by which approved records feed a plan: one row each, over the names of the forms' questions.

Every name of a question and of a choice is that of a built-in form; a test holds them together. A name that begins
with ``@`` is not asked: ``@class`` is the record's grade (1 is the best), ``@township`` where it was
made, ``@status`` where it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.domain.kinds import RecordKind


@dataclass(frozen=True, slots=True)
class Where:
    """A question answered by one of some values, or by none of them (``negated``); or by a number of ``least`` up."""

    question: str
    values: frozenset[str] = frozenset()
    negated: bool = False
    least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What a record adds to a tally.

    Attributes:
        forms: the forms whose records are looked at; empty for every record of ``kind``.
        unit: what the tally counts.
        among: all must hold for the record to count in the whole.
        counts: all must hold, too, for it to count in the part.
        amount: the question with the part; ``a-b`` for a difference; empty counts 1.
        of: the question with the whole; empty counts 1.
        about: questions that name the thing the record is about, where it has no asset. Of several records of one thing
            only the newest counts.
        day: the question with the day that it counts on.
        is_yearly: a thing counts once in each year instead of once.
        each: every record counts, whatever it is about.
        assets: the subject of assets in use that make the whole, looked at or not.
        asset_counts: whether such an asset is in the part as soon as it is entered.
    """

    name: str
    forms: tuple[str, ...]
    unit: str
    among: tuple[Where, ...] = ()
    counts: tuple[Where, ...] = ()
    amount: str = ""
    of: str = ""
    about: tuple[str, ...] = ()
    day: str = "checked_on"
    is_yearly: bool = False
    each: bool = False
    assets: str = ""
    asset_counts: bool = False
    kind: RecordKind = RecordKind.INSPECTION


def _is(question: str, *values: str) -> Where:
    return Where(question, frozenset(values))


def _not(question: str, *values: str) -> Where:
    return Where(question, frozenset(values), negated=True)


def _checks(name: str, topic: str, unit: str = "次") -> Rule:
    """Return a rule that counts every general check of a topic."""
    return Rule(name, ("general_check",), unit, counts=(_is("topic", topic),), each=True)


def _every(name: str, form: str, unit: str, *counts: Where) -> Rule:
    """Return a rule that counts every record of a form."""
    return Rule(name, (form,), unit, counts=counts, each=True)


def _hotline(name: str, *topics: str) -> Rule:
    """Return a rule for the share of calls about some topics that were dealt with."""
    done = _is("handled_by", "done", "explained", "law")
    return Rule(
        name, ("hotline_followup",), "件", among=(_is("topic", *topics),), counts=(done,), about=("case_number",)
    )


_SAFE = (_not("overall", "danger"),)
_DEMOLISHED = _is("stage", "demolished")
_RENOVATION = _is("waste_kind", "decoration", "demolition")
_OLD = Where("age_years", least=Decimal(15))
_LAID_DOWN = _is("stage", "demolished", "legal")

_LIST: tuple[Rule, ...] = (
    # Dwelling and street
    _hotline("hotline_property", "property"),
    _hotline("hotline_illegal", "illegal_building"),
    _hotline("hotline_parking", "parking"),
    _hotline("hotline_renting", "renting"),
    _hotline("hotline_lift", "lift"),
    _hotline("hotline_nuisance", "noise", "dust"),
    Rule(
        "hotline_satisfied",
        ("hotline_followup",),
        "件",
        among=(_is("contacted", "reached"),),
        counts=(_is("satisfied", "yes", "fair"),),
        about=("case_number",),
    ),
    *(
        Rule(
            f"sorting_{kind}",
            ("waste_sorting",),
            "处",
            among=(_is("place_kind", kind),),
            counts=(_is("@class", "1"),),
            is_yearly=True,
        )
        for kind in ("residential", "unit")
    ),
    Rule("life_circle", ("life_circle",), "个", about=("circle",)),
    _checks("street_checks", "street"),
    _checks("bus_checks", "bus"),
    # Roads, bridges, excavation
    Rule("c_roads", ("village_road",), "条", counts=(_is("grade", "A", "B"),)),
    Rule(
        "roads_good",
        ("village_road", "rural_highway", "site_road"),
        "段",
        among=(_is("@class", *"12345"),),
        counts=(_is("@class", *"12"),),
    ),
    Rule(
        "guardrails", ("riverside_guardrail",), "m", amount="length_m-missing_m", of="length_m", about=("road", "river")
    ),
    Rule("bridges_tested", ("bridge_periodic", "bridge_h21"), "座", assets="bridge"),
    Rule("excavation_joint", ("road_excavation",), "处", counts=(_is("joint", "yes"),), about=("permit",)),
    Rule("excavation_accepted", ("road_excavation",), "处", counts=(_is("acceptance", "passed"),), about=("permit",)),
    Rule(
        "site_roads",
        ("site_road",),
        "处",
        counts=(_not("condition", "poor"),),
        about=("project", "road"),
        is_yearly=True,
    ),
    # Illegal buildings
    Rule(
        "illegal_demolished",
        ("illegal_construction",),
        "㎡",
        counts=(_DEMOLISHED, _is("stock_kind", "stock")),
        amount="demolished_m2",
        day="demolished_on",
    ),
    Rule(
        "illegal_dangerous", ("illegal_construction",), "处", among=(_is("is_dangerous", "yes"),), counts=(_LAID_DOWN,)
    ),
    Rule(
        "illegal_new",
        ("illegal_construction",),
        "处",
        among=(_is("stock_kind", "new", "building"),),
        counts=(_LAID_DOWN,),
    ),
    Rule("illegal_checked", ("illegal_construction",), "处", about=("location",)),
    # Access, practice areas
    _checks("online_checks", "online", "项"),
    _every("practice_checks", "practice_area", "次"),
    # Waste, building, water
    *(
        Rule(name, ("waste_disposal",), "t", among=among, amount="recycled_t", of="received_t", about=("ticket",))
        for name, among in (("waste_recycled", ()), ("waste_recycled_renovation", (_RENOVATION,)))
    ),
    Rule("waste_sheets", ("waste_source", "waste_haul", "waste_disposal"), "张", each=True),
    _checks("ultra_low_checks", "ultra_low"),
    _every("river_checks", "river_reach", "次"),
    Rule("misconnections_found", ("sewer_misconnection",), "处", about=("location",)),
    Rule(
        "misconnections_mended",
        ("sewer_misconnection",),
        "处",
        counts=(_is("stage", "mended"), _is("verified", "yes")),
        about=("location",),
    ),
    Rule(
        "misconnection_days",
        ("sewer_misconnection",),
        "天",
        among=(_is("stage", "mended"),),
        amount="days_to_mend",
        about=("location",),
        day="mended_on",
    ),
    _every("sewers_surveyed", "sewer_cctv", "段"),
    # Premises, gas, houses, lifts
    Rule("premises_checked", ("premises_fire",), "家", about=("premises",)),
    Rule("premises_safe", ("premises_fire",), "家", counts=_SAFE, about=("premises",)),
    _checks("suburb_checks", "suburb", "处"),
    *(
        Rule(f"gas_{user}", ("gas_replacement",), "户", counts=(_is("counts", "yes"), _is("user", user)), day="done_on")
        for user in ("resident", "unit")
    ),
    *(
        Rule(f"house_{variant}", ("house_safety",), "处", among=(_is("variant", variant),), counts=_SAFE)
        for variant in ("alteration", "falling", "self_built")
    ),
    Rule("houses_checked", ("house_safety",), "幢"),
    Rule(
        "lifts_assessed",
        ("old_lift",),
        "台",
        among=(_OLD,),
        counts=(_is("assessed", "full"),),
        about=("registration",),
        day="assessed_on",
    ),
    # Lifelines, traffic, sites
    _checks("lifeline_checks", "lifeline"),
    _checks("dangerous_goods_checks", "dangerous_goods"),
    _every("signs_checked", "traffic_sign", "处"),
    Rule("signals_monitored", ("traffic_signal",), "处", counts=(_is("monitored", "yes"),), about=("junction",)),
    Rule("signals_adaptive", ("traffic_signal",), "处", counts=(_is("adaptive_online", "yes"),), about=("junction",)),
    Rule("sites_covered", ("works_site",), "个", about=("project",), assets="works_site"),
    *(
        Rule(name, ("works_site",), "个", among=(_is("variant", variant),), counts=counts, about=("project",))
        for name, variant, counts in (
            ("large_permitted", "large", (_is("permit_valid", "full"),)),
            ("small_registered", "small", (_is("registered", "yes"),)),
            ("small_promised", "small", (_is("promised", "yes"),)),
        )
    ),
    _every("small_checked", "works_site", "次", _is("variant", "small")),
    # Basements, electric bicycles
    Rule("basements_surveyed", ("basement",), "处", about=("code",), assets="basement", asset_counts=True),
    _every("basement_checks", "basement", "次"),
    Rule("complexes_safe", ("basement",), "处", among=(_is("complex", "mall"),), counts=_SAFE, about=("code",)),
    Rule("no_indoor_charging", ("ebike_charging",), "处", counts=(_is("no_indoor", "full"),)),
    Rule("charging_tech", ("ebike_charging",), "处", counts=(_is("tech", "lift", "gate", "smoke", "camera"),)),
    _every("charging_checks", "ebike_charging", "次"),
    Rule("ebike_shops", ("ebike_shop",), "家", counts=_SAFE),
    # Emergency
    _checks("weather_checks", "weather"),
    _checks("crowd_checks", "crowd"),
    _every("drills", "emergency_supplies", "次", _is("variant", "drill")),
    _every("teams", "emergency_supplies", "次", _is("variant", "team")),
    _every("shelters", "emergency_supplies", "处", _is("variant", "shelter")),
    Rule(
        "supplies",
        ("emergency_supplies",),
        "处",
        among=(_is("variant", "supplies"),),
        counts=_SAFE,
        about=("place",),
    ),
    # Governing
    *(
        Rule(name, (), "件", counts=counts, kind=RecordKind.CASE)
        for name, counts in (("cases", ()), ("cases_closed", (_is("@status", "closed"),)))
    ),
    _checks("sensor_checks", "sensor", "处"),
    Rule("townships_checked", ("township_check",), "个", about=("@township",)),
    _every("check_units", "township_check", "个"),
    _checks("planner_checks", "planner"),
    _checks("alliance_checks", "alliance"),
    _checks("dispute_checks", "dispute"),
)

RULES: Mapping[str, Rule] = {rule.name: rule for rule in _LIST}
"""Every rule by its name."""

BY_FORM: Mapping[str, tuple[Rule, ...]] = {
    form: tuple(rule for rule in _LIST if form in rule.forms)
    for form in {form for rule in _LIST for form in rule.forms}
}
BY_KIND: Mapping[RecordKind, tuple[Rule, ...]] = {
    kind: tuple(rule for rule in _LIST if rule.kind is kind and not rule.forms) for kind in RecordKind
}
BY_ASSETS: Mapping[str, tuple[Rule, ...]] = {
    subject: tuple(rule for rule in _LIST if rule.assets == subject) for subject in {rule.assets for rule in _LIST}
}
