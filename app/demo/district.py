"""A small district for the demonstration: three townships with bridges and roads, made from a seed; no real persons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random

from app.domain.canonical import Json
from app.domain.draft import SITE
from app.domain.site import Position, Source
from app.domain.stream import Stream

SEED = 2026

INSPECTOR, SUPERVISOR, HANDLER, ADMINISTRATOR = "xuncha", "shenhe", "chuzhi", "guanli"
PEOPLE = {INSPECTOR: "演示巡查员", SUPERVISOR: "演示审核人", HANDLER: "演示处置员", ADMINISTRATOR: "演示管理员"}
PASSWORDS = {login: f"demo-{login}-1" for login in PEOPLE}
"""Only the demonstration has passwords that anyone knows; a real server has none until they are set."""


@dataclass(frozen=True, slots=True)
class Township:
    """A township of the demonstration: code, name, some of its villages, and roughly where it lies, in degrees."""

    code: str
    name: str
    villages: tuple[str, ...]
    latitude: float
    longitude: float


TOWNSHIPS = (
    Township("310151101", "城桥镇", ("城桥村", "马桥村", "运粮村", "新闸村", "元六村", "湾南村"), 31.640, 121.400),
    Township("310151102", "堡镇", ("永和村", "花园村", "桃源村", "财贸村", "堡北村", "瀛南村"), 31.545, 121.620),
    Township("310151112", "港西镇", ("双津村", "北双村", "盘西村", "协西村", "新港村", "团结村"), 31.675, 121.425),
)

_BRIDGES = (
    "红星",
    "东风",
    "永丰",
    "新民",
    "友谊",
    "前进",
    "跃进",
    "团结",
    "丰收",
    "安康",
    "长寿",
    "平安",
    "向阳",
    "胜利",
)
_KINDS = ("简支板梁桥", "简支T梁桥", "双曲拱桥", "石拱桥", "箱涵")
_ROADS = ("中心路", "东西路", "南横路", "北横路", "果园路", "村委路", "沿河路", "环村路")


@dataclass(frozen=True, slots=True)
class DemoAsset:
    """An asset to be created: its stream and attributes, and the form that they answer."""

    stream: Stream
    values: dict[str, Json]
    about: Mapping[str, Json] = field(default_factory=dict)


def assets(seed: int = SEED) -> Iterator[DemoAsset]:
    """Yield the bridges and roads of the three townships, the same for the same seed."""
    random = Random(seed)  # noqa: S311  # plausible data, no secret
    for township in TOWNSHIPS:
        for number, village in enumerate(village for village in township.villages for _ in range(3)):
            yield _bridge(township, village, number + 1, random)
        for number, village in enumerate(village for village in township.villages for _ in range(2)):
            yield _road(township, village, number + 1, random)


def _bridge(township: Township, village: str, number: int, random: Random) -> DemoAsset:
    spans = random.choice((1, 1, 2, 3))
    values: dict[str, Json] = {
        "name": f"{random.choice(_BRIDGES)}{random.choice(('', '一', '二', '东', '西'))}桥",
        "code": f"C{township.code[-3:]}Q{number:03d}",
        "village": village,
        "bridge_type": random.choice(_KINDS),
        "spans": str(spans),
        "length_m": str(spans * random.choice((6, 8, 10, 13)) + 4),
        "width_m": random.choice(("4.0", "4.5", "5.0", "6.0")),
        "load_limit_t": random.choice(("10", "13", "20")),
        SITE: _somewhere(township, random),
    }
    return DemoAsset(Stream(township.code, "bridge"), values)


def _road(township: Township, village: str, number: int, random: Random) -> DemoAsset:
    values: dict[str, Json] = {
        "name": f"{village}{random.choice(_ROADS)}",
        "code": f"C{township.code[-3:]}L{number:03d}",
        "village": village,
        "pavement": random.choice(("asphalt", "cement", "cement", "gravel")),
        "start_km": "0",
        "end_km": f"{random.uniform(0.3, 2.8):.2f}",
        "width_m": random.choice(("3.5", "4.0", "4.5", "6.0")),
        "baseline": random.choice("AABBBC"),
        SITE: _somewhere(township, random),
    }
    return DemoAsset(Stream(township.code, "road"), values)


def _somewhere(township: Township, random: Random) -> dict[str, Json]:
    latitude = round(township.latitude + random.uniform(-0.02, 0.02), 6)
    longitude = round(township.longitude + random.uniform(-0.03, 0.03), 6)
    return Position(latitude, longitude, Source.HAND).to_body()
