"""JSON of any depth, GeoJSON."""

from typing import Any

from tests.truth.building.people import Maker
from tests.truth.building.writing import Ledger, Set, said

__all__ = ["write"]


def write(out: Set, make: Maker) -> None:
    """Write the family."""
    _flat(out, make)
    _deep(out, make)
    _geo(out, make)


def _flat(out: Set, make: Maker) -> None:
    ledger = Ledger()
    records = [
        {
            "no": row,
            "contactName": ledger.take(said("person_name", make.name()), "cell", row, column="contactName"),
            "tel": ledger.take(said("mobile", make.mobile()), "cell", row, column="tel"),
            "idNumber": ledger.take(said("resident_id", make.resident_id()), "cell", row, column="idNumber"),
        }
        for row in range(1, 41)
    ]
    out.json("records.json", "Records with a name, a mobile and a resident ID.", records, ledger)


def _deep(out: Set, make: Maker) -> None:
    ledger = Ledger()

    def person(row: int) -> dict[str, Any]:
        return {
            "姓名": ledger.take(said("person_name", make.name()), "cell", row, column="姓名"),
            "账户": {"卡": [{"卡号": ledger.take(said("bank_card", make.bank_card()), "cell", row, column="卡号")}]},
            "住址": ledger.take(said("home_address", make.address()), "cell", row, column="住址"),
            "邮箱": ledger.take(said("email", make.email()), "cell", row, column="邮箱"),
        }

    value = [{"案卷": f"J{row:03}", "详情": {"层": {"当事人": person(row)}}} for row in range(1, 31)]
    out.json("nested.json", "Persons four levels deep.", value, ledger)


def _feature(point: tuple[str, str], properties: dict[str, Any]) -> dict[str, Any]:
    lon, lat = point
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [float(lon), float(lat)]},
        "properties": properties,
    }


def _geo(out: Set, make: Maker) -> None:
    ledger, features = Ledger(), []
    for row in range(1, 31):
        features.append(
            _feature(
                make.lon_lat(),
                {
                    "户主姓名": ledger.take(said("person_name", make.name()), "property", row, column="户主姓名"),
                    "家庭电话": ledger.take(said("mobile", make.mobile()), "property", row, column="家庭电话"),
                    "房屋结构": make.pick(["砖木", "砖混"]),
                },
            )
        )
        ledger.take(said("coordinates_dwelling", ""), "geometry", row)
    geo = {"type": "FeatureCollection", "features": features}
    out.json("old-houses.geojson", "Houses with the householder's name and mobile: points of dwellings.", geo, ledger)

    ledger, features = Ledger(), []
    for row in range(1, 26):
        keeper = ledger.take(said("resident_id", make.resident_id()), "property", row, column="keeper_id")
        features.append(_feature(make.lon_lat(), {"树种": make.pick(["白榆", "水曲柳"]), "keeper_id": keeper}))
    geo = {"type": "FeatureCollection", "features": features}
    out.json("old-trees.geojson", "Old trees; the ID of who looks after each is a property.", geo, ledger)
