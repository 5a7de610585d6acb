"""JSON of any depth and GeoJSON that hold persons."""

from collections.abc import Iterator
from pathlib import Path

from tests.truth.model import TruthFile

from . import numbers, people, words
from .forms import Value, geojson_file, json_file, say, seeded

__all__ = ["make"]


def applications(folder: Path) -> TruthFile:
    """A list of records with objects inside."""
    rng, records = seeded("applications"), []
    for number in range(1, 41):
        who = people.resident(rng)
        contact = {"mobile": people.mobile(rng), "email": people.some(rng, 0.5, people.email(rng), None)}
        person = {"name": people.name(rng), "idCard": who, "contact": contact}
        house = {"address": people.address(rng), "area": rng.randrange(30, 90)}
        records.append({"applyNo": f"GZF2026{number:05d}", "applicant": person, "house": house, "status": "轮候"})
    return json_file(folder, "公租房申请.json", "Records with nested objects.", records)


def interface(folder: Path) -> TruthFile:
    """An answer of an interface: records under data.page.list."""
    rng, records = seeded("interface"), []
    for number in range(1, 31):
        phones = [people.mobile(rng) for _ in range(rng.randrange(1, 3))]
        owner = {"yzxm": people.name(rng), "lxfs": {"sj": phones}}
        sign = Value(numbers.new_energy_plate(rng), "plate")
        records.append({"xh": number, "yz": owner, "cphm": sign, "cdzbh": f"CDZ{number:05d}"})
    envelope = {"code": 200, "msg": "成功", "time": 20261124093000, "data": {"page": {"total": 30, "list": []}}}
    about = "Records three levels down; lists of mobiles; pinyin keys."
    return json_file(folder, "charging_api.json", about, records, envelope, "data.page.list")


def tree(folder: Path) -> TruthFile:
    """A tree that is no list of records."""
    rng = seeded("tree")
    whole = {
        "项目": "农村公路养护",
        "年度": 2026,
        "组织": {
            "主管部门": "市交通运输局",
            "现场": {"联系人": people.name(rng), "联系人手机": people.decorated_mobile(rng)},
        },
        "结算": {"收款": {"户主姓名": people.name(rng, "compound"), "收款银行卡": people.card(rng)}},
        "里程公里": {"道里区": 42.5, "呼兰区": 130.2, "五常市": 388.0},
    }
    return json_file(folder, "养护项目.json", "One nested object, no records.", None, whole)


def remarks(folder: Path) -> TruthFile:
    """Sentences inside JSON records."""
    rng, records = seeded("remarks"), []
    for number in range(1, 41):
        text: object = rng.choice(["无异常", "已派单给环卫公司", "同步至城管平台"])
        if number % 4 == 0:
            text = say("上报人{}，电话{}，要求回复。", people.name(rng), people.mobile(rng))
        elif number % 9 == 0:
            text = say("楼道堆物，位置在{}门前。", people.address(rng))
        records.append({"id": number, "type": "市容", "detail": {"desc": text, "level": number % 3 + 1}})
    return json_file(folder, "随手拍上报.json", "Free text in nested records.", records)


def dwellings(folder: Path) -> TruthFile:
    """Households as points."""
    rng, features = seeded("dwellings"), []
    for number in range(1, 41):
        spot = [round(rng.uniform(126.55, 126.72), 6), round(rng.uniform(45.70, 45.80), 6)]
        properties = {
            "编号": f"DB{number:03d}",
            "户主姓名": people.name(rng),
            "联系手机": people.mobile(rng),
            "家庭住址": people.address(rng),
            "保障类型": rng.choice(["低保", "特困"]),
        }
        features.append((Value(spot, "coordinates_dwelling"), properties))
    return geojson_file(folder, "低保户分布.geojson", "Households on a map, with properties.", features)


def bare_dwellings(folder: Path) -> TruthFile:
    """Dwellings without a name: the points themselves tell."""
    rng, features = seeded("bare_dwellings"), []
    for number in range(1, 31):
        spot = [round(rng.uniform(126.55, 126.72), 6), round(rng.uniform(45.70, 45.80), 6)]
        properties = {"户号": f"H{number:04d}", "类别": "独居老人住户", "家庭人口": 1, "探访频次": "每周一次"}
        features.append((Value(spot, "coordinates_dwelling"), properties))
    return geojson_file(folder, "独居老人住户点位.geojson", "Homes of old people, geometry only.", features)


def reporters(folder: Path) -> TruthFile:
    """Public things on the map, but who reported them is in a property."""
    rng, features = seeded("reporters"), []
    for number in range(1, 31):
        spot = [round(rng.uniform(126.55, 126.72), 6), round(rng.uniform(45.70, 45.80), 6)]
        who = people.some(rng, 0.4, people.resident(rng), None)
        properties = {"井盖编号": f"JG{number:06d}", "权属": "排水集团", "note": who, "road": rng.choice(words.STREETS)}
        features.append((spot, properties))
    return geojson_file(folder, "井盖普查.geojson", "Manholes (no dwellings); IDs in the property note.", features)


def make(folder: Path) -> Iterator[TruthFile]:
    """Write the family."""
    for maker in (applications, interface, tree, remarks, dwellings, bare_dwellings, reporters):
        yield maker(folder)
