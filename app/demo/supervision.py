"""What the supervisor of the demonstration has on the desk: a campaign half done, and orders of the hotline."""

from datetime import timedelta
from pathlib import Path

from app.assembly.client import Client
from app.demo.people import at_work, sync
from app.domain.campaign import Hazard, Light
from app.domain.listing import AssetRow
from app.ports.sheets import Table
from app.usecases.campaigns import NewCampaign, progress, start_campaign, triage
from app.usecases.day import SHANGHAI
from app.usecases.orders import Choices, carry_out, plan
from app.workplace import RecordKey, Workplace

HEADINGS = ("工单编号", "诉求标题", "诉求内容", "诉求地址", "所属街镇", "受理时间", "办理结果")
ORDERS_FILE = "热线工单.csv"
LATER_FILE = "热线工单-新.csv"

_TITLES = (
    ("路灯不亮", "主路口路灯连续三晚不亮，行人看不清路面。"),
    ("河道有漂浮物", "河面有水葫芦和塑料垃圾，靠近水桥。"),
    ("井盖松动", "车辆经过时井盖响动，夜间影响休息。"),
    ("占道堆物", "路边长期堆放建筑材料，会车困难。"),
)
_NOTES = ("栏杆缺失约 2 米，已设警示带，须在台风前修复", "桥头护坡冲空，已封闭半幅")


def live_supervision(supervisor: Path, inspector: Path) -> None:
    """Begin a campaign, triage part of it, and take orders in."""
    with at_work(supervisor) as client:
        sync(client)
        _begin(client.workplace)
        _take_orders(client.workplace)
        sync(client)
    with at_work(inspector) as client:
        sync(client)
        _triage(client)
        sync(client)
    with at_work(supervisor) as client:
        sync(client)


def _begin(place: Workplace) -> None:
    today = place.clock.now().astimezone(SHANGHAI).date()
    new = NewCampaign(
        title="防御台风桥梁设施排查",
        hazard=Hazard.TYPHOON,
        subjects=("bridge",),
        townships=("310151101", "310151102"),
        deadline=today + timedelta(days=2),
        check_from=today + timedelta(days=3),
        check_until=today + timedelta(days=6),
    )
    with place.store() as unit:
        start_campaign(unit, machine=place.machine, clock=place.clock, ids=place.ids, person=place.person, new=new)


def _triage(client: Client) -> None:
    """See two thirds of the assets: two red, a few amber."""
    place = client.workplace
    with place.store() as unit:
        for number, part in enumerate(progress(unit)[0].parts):
            assets = [seen.asset.record for seen in part.seen]
            key = RecordKey(part.campaign.stream, part.campaign.record)
            tools = {"clock": place.clock, "ids": place.ids, "person": place.person, "key": key}
            shares = (
                (assets[:1], Light.RED, _NOTES[number]),
                (assets[1:4], Light.AMBER, ""),
                (assets[4:12], Light.GREEN, ""),
            )
            for chosen, light, note in shares:
                triage(unit, **tools, assets=chosen, light=light, note=note)  # type: ignore[arg-type]  # tools of several kinds


def _take_orders(place: Workplace) -> None:
    with place.store.reading() as reading:
        bridges = [bridge for bridge in reading.assets("bridge") if bridge.township == "310151101"]
    plain = [_order(place, number, title, text, bridges[number]) for number, (title, text) in enumerate(_TITLES)]
    about = bridges[5]
    named = _order(place, 9, f"{about.name}栏杆松动", f"{about.name}（{about.code}）栏杆松动，行人有危险。", about)
    file = place.home / ORDERS_FILE
    place.sheets.write(file, [Table("工单", HEADINGS, plain)])
    carry_out(place, plan(place, file, "12345"), Choices(rest_is_new=True))
    place.sheets.write(place.home / LATER_FILE, [Table("工单", HEADINGS, [*plain[:2], named])])


def _order(place: Workplace, number: int, title: str, text: str, asset: AssetRow) -> tuple[str, ...]:
    day = place.clock.now().astimezone(SHANGHAI).strftime("%Y%m%d")
    moment = place.clock.now().astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return f"{day}-{number + 101:04d}", title, text, f"城桥镇{asset.village}", "城桥镇", moment, ""
