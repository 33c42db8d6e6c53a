"""Works, figures, excavations and waste sheets of the small demonstration, entered by its people as anybody would."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.assembly.client import Client
from app.demo.district import TOWNSHIPS
from app.demo.people import inspect
from app.demo.pictures import drawn_photo
from app.domain.canonical import Json
from app.domain.kinds import Action
from app.domain.listing import AssetRow
from app.domain.plan import Plan
from app.domain.works import WORKS_CLASSES, WorksValue
from app.ports.sheets import Sheet
from app.usecases.acts import moment_text
from app.usecases.figures import Report, report_figure
from app.usecases.plans.publication import first_publication
from app.usecases.plans.shelf import brought_plans
from app.usecases.works import enter_works, move_works
from app.usecases.works_ledger import import_works
from app.workplace import Workplace
from sync.server.__main__ import OpenServer

CITY, FORT, WEST = (township.code for township in TOWNSHIPS)
_TODAY_LEADS = {"road_upgrade": "区交通委", "river": "区水务局", "ramp": "区建设管理委", "excavation": "区建设管理委"}

_WORKS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("城桥农村公路提档升级一期", "road_upgrade", CITY, "", "12.6", "finished"),
    ("堡镇农村公路提档升级", "road_upgrade", FORT, "", "9.8", "started"),
    ("港西河道整治（东段）", "river", WEST, "", "14.2", "finished"),
    ("堡镇河道整治", "river", FORT, "", "8.5", "started"),
    ("城桥美丽街区", "beautiful_block", CITY, "", "1", "finished"),
    ("堡镇美丽街区", "beautiful_block", FORT, "", "1", "planned"),
    ("城桥邮政支局坡道", "ramp", CITY, "post", "1", "finished"),
    ("港西慢行提升", "slow_project", WEST, "", "2", "started"),
)
"""Name, class, township, part, planned quantity, stage."""

_LEDGER: tuple[tuple[str, ...], ...] = (
    ("编号", "名称", "类别", "归属", "乡镇", "计划量", "完成量", "牵头单位", "完工日期", "验收日期"),
    (
        "2024-01",
        "2024 年农村公路提档升级",
        "农村公路提档升级",
        "",
        "堡镇",
        "26",
        "26.3",
        "区交通委",
        "2024-11-20",
        "2024-12-12",
    ),
    ("2024-02", "2024 年河道整治", "河道整治", "", "港西镇", "30", "31.5", "区水务局", "2024-10-30", "2024-12-05"),
    ("2024-03", "旧住房成套改造一期", "旧住房成套改造", "", "城桥镇", "12000", "12400", "", "2024-12-01", "2024-12-20"),
    (
        "2024-04",
        "低地板公交车更新",
        "低地板公交车更新",
        "",
        "城桥镇",
        "120",
        "120",
        "区交通委",
        "2024-09-01",
        "2024-09-20",
    ),
    ("2025-01", "智能快件箱", "智能快件箱", "", "城桥镇", "90", "92", "宝山邮管局", "2025-08-15", "2025-09-01"),
)


_NEARLY = Decimal("0.9")
_FACILITY = {"facility": "recycling", "facility_permit": "XN-2026-03"}
_SHEETS: Mapping[str, Mapping[str, object]] = {
    "waste_source": {
        "weather": "fine",
        "source_kind": "site",
        "site": {"project": "城桥安置房二期", "builder": "演示施工单位"},
        "origin": {"disposal_permit": "CZ-2026-17", "planned_route": "人民路—陈海公路", "measures": ["hard", "wash"]},
        "checked": dict.fromkeys(("separated", "reduction", "covered", "washed", "loaded", "recorded"), "full"),
        "conclusion": {"overall": "good"},
    },
    "waste_haul": {
        "vehicle": {
            "carrier": "truck",
            "plate": "沪A演0001",
            "company": "演示运输单位",
            "transport_permit": "YS-2026-05",
            "route": "人民路—陈海公路",
        },
        "checked": dict.fromkeys(
            ("licensed", "ticket_carried", "sealed", "load", "positioned", "route_kept", "blind_spot"), "full"
        ),
        "conclusion": {"overall": "good"},
    },
    "waste_disposal": {
        "weather": "fine",
        "checked": dict.fromkeys(("capacity", "slope", "dust", "weighing", "no_mixing", "machinery"), "full"),
        "conclusion": {"overall": "good"},
    },
}
"""What the three sheets say beside their ticket."""


def publish_plans(server: OpenServer) -> None:
    """Publish the plans that the program brings."""
    central = server.central
    acts = first_publication(brought_plans(), clock=central.clock, ids=central.ids)
    central.ledger.append_own(acts, moment_text(central.clock.now()))


def live_with_plans(client: Client) -> None:
    """Enter works, take a ledger in, report figures and dig roads, as the supervisor."""
    place = client.workplace
    today = place.clock.now().date()
    import_works(place, Sheet("台账", _LEDGER))
    for name, works_class, township, part, quantity, stage in _WORKS:
        values: dict[str, Json] = {
            WorksValue.NAME.value: name,
            WorksValue.CLASS.value: works_class,
            WorksValue.PART.value: part,
            WorksValue.PLANNED.value: quantity,
            WorksValue.UNIT.value: WORKS_CLASSES[works_class][1],
            WorksValue.LEAD.value: _TODAY_LEADS.get(works_class, "区绿化市容局"),
        }
        _enter(place, township, values, stage)
    for values in _excavations(today):
        _enter(place, CITY, values, "planned")
    _report(place, brought_plans()[0])


def carry_waste(client: Client, camera: Path) -> None:
    """Submit sheets of construction waste as the inspector; one load has no disposal sheet, one lost some."""
    place = client.workplace
    spot = AssetRow(CITY, "", "construction_waste", "", "", "", "31.640", "121.400", {})
    for seed, (form, ticket, tonnes, received) in enumerate(
        (
            ("waste_source", "CM-2026-0101", "18.5", ""),
            ("waste_haul", "CM-2026-0101", "18.5", ""),
            ("waste_disposal", "CM-2026-0101", "18.5", "18.2"),
            ("waste_source", "CM-2026-0102", "22", ""),
            ("waste_haul", "CM-2026-0102", "22", ""),
            ("waste_source", "CM-2026-0103", "20", ""),
            ("waste_haul", "CM-2026-0103", "20", ""),
            ("waste_disposal", "CM-2026-0103", "20", "16.1"),
        )
    ):
        said = {**_SHEETS[form], "ticket": {"ticket": ticket, "waste_kind": "earth", "amount_t": tonnes}}
        if received:
            reason = {"difference_reason": "途中沥水"} if Decimal(received) < Decimal(tonnes) * _NEARLY else {}
            said["facility"] = {**_FACILITY, "received_t": received, "recycled_t": received, **reason}
        photo = drawn_photo(camera, 800 + seed, spot, place.clock.now() - timedelta(minutes=9), road=True)
        inspect(place, form, replace(spot, name=f"建筑垃圾联单 {ticket}"), said, [("overview", photo)])


def _enter(place: Workplace, township: str, values: Mapping[str, Json], stage: str) -> None:
    tools: dict[str, Any] = {"clock": place.clock, "ids": place.ids}  # Any: each of its own kind
    with place.store() as unit:
        key = enter_works(unit, **tools, person=place.person, township=township, values=values)
        for action in {"planned": (), "started": (Action.STARTED,), "finished": (Action.FINISHED,)}[stage]:
            heads = unit.state(key.stream, key.record).heads
            move_works(unit, **tools, person=place.person, key=key, action=action, heads=heads)


def _excavations(today: date) -> Iterator[dict[str, Json]]:
    for name, road, starts_in, days in (
        ("人民路供水管网改造", "人民路", -10, 30),
        ("人民路燃气管道更新", "人民路", 12, 20),
        ("南门路通信管道", "南门路", 5, 15),
        ("鼓浪屿路电力排管", "鼓浪屿路", -40, 20),
        ("鼓浪屿路污水管修复", "鼓浪屿路", -8, 14),
    ):
        starts_on = today + timedelta(days=starts_in)
        yield {
            WorksValue.NAME.value: name,
            WorksValue.CLASS.value: "excavation",
            WorksValue.ROAD.value: road,
            WorksValue.UNIT.value: "处",
            WorksValue.PLANNED.value: "1",
            WorksValue.STARTS_ON.value: starts_on.isoformat(),
            WorksValue.ENDS_ON.value: (starts_on + timedelta(days=days)).isoformat(),
            WorksValue.LEAD.value: _TODAY_LEADS["excavation"],
        }


def _report(place: Workplace, plan: Plan) -> None:
    """Report figures; they wait for another person, as those of a real lead unit do."""
    for start, period, amount, basis in (
        ("地表水水质", "2025", "95.6", "断面监测年报"),
        ("海绵城市建成区", "2025", "41.2", "建成区评估"),
        ("新增物联网数据卡", "2025", "86", "运营商统计"),
        ("应急预案", "2025", "12", "预案清单"),
        ("地表水水质", "2026-Q3", "96.1", "断面监测季报"),
    ):
        found = next((target for target in plan.targets if start in target.text), None)
        if found is not None:
            report = Report(found.id, period, Decimal(amount), basis=basis, township=CITY)
            with place.store() as unit:
                report_figure(unit, clock=place.clock, ids=place.ids, person=place.person, plan=plan, report=report)
