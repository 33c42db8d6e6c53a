"""The register of the full demonstration: assets of every kind in every village, made from a seed; nothing real."""

from collections.abc import Iterator, Mapping
from random import Random

from app.demo.district import SEED, DemoAsset
from app.domain.canonical import Json
from app.domain.divisions import Village, VillageKind
from app.domain.draft import SITE
from app.domain.site import Position, Source
from app.domain.stream import Stream
from app.usecases.divisions import district_divisions
from app.workplace import FormInfo

PER_VILLAGE: Mapping[str, float] = {
    "asset_bridge": 4.0,
    "asset_road": 3.0,
    "asset_river": 0.8,
    "asset_waste_point": 1.2,
    "asset_sign": 0.8,
    "asset_premises": 1.0,
    "asset_house": 0.6,
    "asset_guardrail": 0.4,
    "asset_gas_point": 0.4,
    "asset_ebike": 0.4,
    "asset_cabinet": 0.3,
    "asset_sewer": 0.3,
    "asset_emergency": 0.2,
    "asset_park": 0.15,
    "asset_works_site": 0.15,
}
IN_TOWNS: Mapping[str, float] = {
    "asset_lift": 1.5,
    "asset_basement": 0.7,
    "asset_shop_sign": 0.4,
    "asset_signal": 0.2,
}
"""How many there are of each in a village, and beyond that in a neighbourhood."""

_LATITUDES, _LONGITUDES = (31.45, 31.78), (121.28, 121.90)
_FIRST = (
    *("红星", "东风", "永丰", "新民", "友谊", "前进", "跃进", "团结"),
    *("丰收", "安康", "长寿", "平安", "向阳", "胜利", "建设", "和平"),
)
_ROADS = ("中心路", "东西路", "南横路", "北横路", "果园路", "村委路", "沿河路", "环村路")
_BRIDGE_TYPES = ("简支板梁桥", "简支T梁桥", "双曲拱桥", "石拱桥", "箱涵")
_C_REASONS = ("破碎板连片", "坑槽密集、雨天积水", "路肩塌陷", "错台严重")


def full_register(
    infos: Mapping[str, FormInfo], plain: Mapping[str, Mapping[str, Json]], seed: int = SEED
) -> Iterator[DemoAsset]:
    """Yield the assets of the whole district, the same for the same seed.

    Args:
        infos: the asset forms by id.
        plain: for each form what must be answered at least.
        seed: of everything.
    """
    random = Random(seed)  # noqa: S311  # plausible data, no secret
    divisions = district_divisions()
    for township, name in divisions.townships.items():
        here = (random.uniform(*_LATITUDES), random.uniform(*_LONGITUDES))
        count = 0
        for village in divisions.villages_of(township):
            for form in _forms_of(village, random):
                count += 1
                info = infos[form]
                values = {**plain[form], **_values(form, village, count, random)}
                values[SITE] = _near(here, random)
                body: dict[str, Json] = {"form": info.id, "version": info.version}
                yield DemoAsset(Stream(township, info.subject), values, body)
        if not count:
            raise ValueError(f"{name} has no village")


def _forms_of(village: Village, random: Random) -> Iterator[str]:
    shares = {**PER_VILLAGE, **(IN_TOWNS if village.kind is VillageKind.NEIGHBOURHOOD else {})}
    for form, share in shares.items():
        for _ in range(int(share) + (random.random() < share % 1)):
            yield form


def _values(form: str, village: Village, number: int, random: Random) -> dict[str, Json]:
    place = village.name.removesuffix("居委会").removesuffix("社区")
    kind = form.removeprefix("asset_")
    values: dict[str, Json] = {
        "name": f"{place}{number}号",
        "code": f"{village.township[6:]}-{kind[:3].upper()}-{number:04d}",
        "village": village.name,
        "village_code": village.code,
    }
    return values | _OWN.get(form, lambda _place, _random: {})(place, random)


def _bridge(_place: str, random: Random) -> dict[str, Json]:
    spans = random.choice((1, 1, 2, 3))
    length = random.choice((6, 8, 10, 13))
    return {
        "name": f"{random.choice(_FIRST)}{random.choice(('', '一', '二', '东', '西'))}桥",
        "bridge_type": random.choice(_BRIDGE_TYPES),
        "structure_type": "beam",
        "spans": str(spans),
        "span_layout": f"{spans}×{length}",
        "length_m": str(spans * length + 4),
        "width_m": random.choice(("4", "4.5", "5", "6")),
        "load_limit_t": random.choice(("10", "13", "20")),
        "care_level": "3",
        "built_year": str(random.randint(1976, 2021)),
    }


def _road(place: str, random: Random) -> dict[str, Json]:
    grade = random.choices("ABC", (55, 38, 7))[0]
    values: dict[str, Json] = {
        "name": f"{place}{random.choice(_ROADS)}",
        "level": "village",
        "pavement": random.choice(("asphalt", "cement", "cement", "gravel")),
        "start_km": "0",
        "end_km": f"{random.uniform(0.3, 2.8):.2f}",
        "width_m": random.choice(("3.5", "4", "4.5", "6")),
        "baseline": grade,
        "baseline_on": "2023-10-20",
    }
    return values | ({"baseline_reason": random.choice(_C_REASONS)} if grade == "C" else {})


def _lift(place: str, random: Random) -> dict[str, Json]:
    commissioned = f"{random.randint(1998, 2020)}-{random.randint(1, 12):02d}-15"
    return {"name": f"{place}{random.randint(1, 40)}号楼电梯", "building": place, "commissioned_on": commissioned}


def _river(place: str, random: Random) -> dict[str, Json]:
    river = f"{random.choice(_FIRST)}河"
    return {"name": f"{river}（{place}段）", "river": river, "length_m": str(random.randint(300, 2500))}


_OWN = {"asset_bridge": _bridge, "asset_road": _road, "asset_lift": _lift, "asset_river": _river}


def _near(here: tuple[float, float], random: Random) -> dict[str, Json]:
    latitude, longitude = here[0] + random.uniform(-0.02, 0.02), here[1] + random.uniform(-0.03, 0.03)
    return Position(round(latitude, 6), round(longitude, 6), Source.ASSET).to_body()
