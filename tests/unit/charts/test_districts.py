"""The tiles are the districts of the released list, each in a place of its own."""

import csv
from pathlib import Path

from portal.charts.districts import tile_of, tiles

_LIST = Path(__file__).parents[3] / "datapackages" / "harbin-districts" / "data" / "districts.csv"


def test_tiles_are_the_districts_in_use() -> None:
    with _LIST.open(encoding="utf-8") as file:
        listed = {row["code"]: row["name"] for row in csv.DictReader(file)}
    assert {tile.code: tile.names["zh"] for tile in tiles()} == listed


def test_each_has_its_own_place() -> None:
    assert len({(tile.column, tile.row) for tile in tiles()}) == 18
    assert all("".join(tile.broken).replace("-", "") == tile.names["en"] for tile in tiles())


def test_a_district_is_found_by_code_or_name() -> None:
    assert tile_of("230103") == tile_of("南岗区") == tile_of("南岗") == tile_of("Nangang")
    assert tile_of("230100") is None
    assert tile_of("宾县") is not None
