"""Works: a piece of work that a plan counts; the names of its values, and what is read from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from app.domain.canonical import Json

SUBJECT = "works"
"""The subject of the streams that works stand in, with their acceptance inspections."""

ACCEPTANCE_FORM = "works_acceptance"
EXCAVATION = "excavation"
"""The class of works that open a road: counted by the form of their acceptance, and entered in the calendar."""


class WorksValue(StrEnum):
    """The paths of a works' values."""

    NAME = "name"
    CODE = "code"
    CLASS = "target"
    PART = "part"
    UNIT = "unit"
    PLANNED = "planned_quantity"
    QUANTITY = "quantity"
    LEAD = "lead"
    VILLAGE = "village"
    PLACE = "place"
    ROAD = "road"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    ACCEPTED_ON = "accepted_on"
    IMPORTED = "imported"
    REMARK = "remark"


WORKS_CLASSES: Mapping[str, tuple[str, str]] = {
    "old_housing": ("旧住房成套改造", "㎡"),
    "sanitary": ("无卫生设施旧住房改造", "户"),
    "water_supply": ("居民住宅二次供水设施接管", "㎡"),
    "inner_road": ("内部道路整治", "条"),
    "former_town": ("撤制镇市容环境治理", "个"),
    "beautiful_block": ("美丽街区", "个"),
    "sign_road": ("户外招牌特色道路（街区）", "条"),
    "cleaning_area": ("高标准保洁区域", "个"),
    "slow_project": ("慢行交通专项提升", "个"),
    "slow_area": ("慢行交通精品区域", "个"),
    "slow_road": ("慢行交通精品道路", "条"),
    "model_village": ("乡村振兴示范村", "个"),
    "village_style": ("特色村落风貌保护传承样本", "个"),
    "road_upgrade": ("农村公路提档升级", "km"),
    "ramp": ("无障碍坡道", "处"),
    "low_floor_bus": ("低地板公交车更新", "辆"),
    "retrofit": ("既有建筑节能改造", "㎡"),
    "river": ("河道整治", "km"),
    "watershed": ("生态清洁小流域", "个"),
    "sponge": ("海绵城市样板工程", "个"),
    "park": ("公园", "个"),
    "greenway": ("绿道", "km"),
    "greenery_road": ("绿化特色道路", "条"),
    "water_main": ("老旧供水管网改造", "km"),
    "sewer_repair": ("3 级及以上病害管道修复", "km"),
    "cabinet": ("电动自行车充换电柜", "个"),
    "locker": ("智能快件箱", "组"),
    "historic": ("优秀历史建筑开放", "处"),
    "relic": ("文物建筑开放", "处"),
    "open_space": ("附属空间、附属绿地开放", "处"),
    "former_c_road": ("C 级村路消除", "km"),
    "practice_area": ("城市管理精细化实践区", "个"),
    "urban_village": ("城中村整体改造", "个"),
    "riverside_guard": ("临河道路安全防护设施", "m"),
    "village_bridge": ("村桥整治", "座"),
    "life_circle": ("15 分钟社区生活圈项目", "个"),
    "online_access": ("“线上办”无障碍改造", "项"),
    "happy_river": ("美丽河湖、幸福河湖", "条"),
    "signal_monitor": ("信号灯故障监测、自适应控制", "处"),
    "disposal_plant": ("建筑垃圾处置设施", "座"),
    "dual_use": ("“平急两用”设施、避难场所", "处"),
    "misconnection": ("雨污混接整治", "处"),
    "added_lift": ("既有多层住宅加装电梯", "台"),
    "other": ("其他纳入指标的项目", "项"),
    EXCAVATION: ("掘路工程", "处"),
}
"""The classes of works: those of the acceptance form, with its names and units, and road excavation."""

PARTS = {"post": "邮政网点", "bank": "银行网点", "other": "其他"}
"""Whose ramp it is: the plan counts post offices and banks apart."""


TOO_LARGE = Decimal(10) ** 12
"""No amount of any plan: sums of thousandths below it fit the 64 bits of a column."""


@dataclass(frozen=True, slots=True)
class WorksFacts:
    """What a works' values say; what they do not say is empty or None."""

    name: str
    code: str
    works_class: str
    part: str
    unit: str
    planned: Decimal | None
    quantity: Decimal | None
    lead: str
    village: str
    place: str
    road: str
    starts_on: date | None
    ends_on: date | None
    accepted_on: date | None
    is_imported: bool
    remark: str


def works_facts(values: Mapping[str, Json]) -> WorksFacts:
    """Read a works from its values."""
    text = {path: str(values.get(path) or "") for path in WorksValue}
    return WorksFacts(
        name=text[WorksValue.NAME],
        code=text[WorksValue.CODE],
        works_class=text[WorksValue.CLASS],
        part=text[WorksValue.PART],
        unit=text[WorksValue.UNIT],
        planned=number_of(text[WorksValue.PLANNED]),
        quantity=number_of(text[WorksValue.QUANTITY]),
        lead=text[WorksValue.LEAD],
        village=text[WorksValue.VILLAGE],
        place=text[WorksValue.PLACE],
        road=text[WorksValue.ROAD],
        starts_on=day_of(text[WorksValue.STARTS_ON]),
        ends_on=day_of(text[WorksValue.ENDS_ON]),
        accepted_on=day_of(text[WorksValue.ACCEPTED_ON]),
        is_imported=text[WorksValue.IMPORTED] == "yes",
        remark=text[WorksValue.REMARK],
    )


def number_of(text: str) -> Decimal | None:
    """Return a number as people and forms write it; None for anything else, and from ``TOO_LARGE`` on."""
    try:
        found = Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < TOO_LARGE else None


def number_text(number: Decimal | None) -> str:
    """Return a number as ``number_of`` reads it again, with all its decimals; empty for None."""
    return "" if number is None else format(number, "f")


def day_of(text: str) -> date | None:
    """Return a day written as ISO 8601, also at the start of a moment; None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
