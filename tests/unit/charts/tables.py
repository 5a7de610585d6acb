"""Tables made for the charts' tests, through the house's own reading and counting."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from portal.charts import Chart, Facts, draw_charts
from portal.intake.profile import profile
from portal.tables import write_parquet

FACTS = Facts(
    publisher={"zh": "市数据局", "en": "City Data Bureau"}, dataset={"zh": "试验数据", "en": "Trial data"}, release=2
)
DISTRICTS = {"package": "harbin-districts", "resource": "districts", "field": "code"}
CODES = "230102 230103 230104 230108 230109 230110 230111 230112 230113".split()


def field(name: str, kind: str, en: str | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "translations": {"en": {"title": en or name}}, **more}


class Made:
    """A table as a release would keep it: Parquet, profile, schema."""

    def __init__(
        self, folder: Path, fields: list[dict[str, Any]], rows: Sequence[Sequence[Any]], **schema: Any
    ) -> None:
        self.schema = {"fields": fields, **schema}
        source = folder / "table.csv"
        with source.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([[one["name"] for one in fields], *rows])
        self.parquet = folder / "table.parquet"
        self.profile = profile(source, self.schema)
        write_parquet(source, self.schema, self.parquet)

    def charts(self, facts: Facts = FACTS) -> list[Chart]:
        return draw_charts(self.parquet, self.profile, {"schema": self.schema}, facts)


def months(folder: Path, *, years: int = 1) -> Made:
    """Passengers of three routes by month: 100, 110, … the first route greatest; December is the highest."""
    rows = [
        [f"{2024 + year}-{month:02d}", f"{route}路", (year * 120 + month * 10) * (4 - route)]
        for year in range(years)
        for month in range(1, 13)
        for route in (1, 2, 3)
    ]
    fields = [field("月份", "yearmonth", "Month"), field("线路", "string", "Route")]
    return Made(
        folder, [*fields, field("客运量", "integer", "Passengers", unit="人次")], rows, primaryKey=["月份", "线路"]
    )


def districts(folder: Path) -> Made:
    """Beds of nine districts and two kinds, with a row of totals that must not count."""
    shares = {"公立": 100, "民营": 60, "合计": 160}
    rows = [[code, kind, (index + 1) * beds] for index, code in enumerate(CODES) for kind, beds in shares.items()]
    fields = [field("代码", "string", "Code", codeList=DISTRICTS), field("类别", "string", "Kind")]
    return Made(folder, [*fields, field("床位", "integer", "Beds", unit="张")], rows, primaryKey=["代码", "类别"])


def places(folder: Path, count: int = 60) -> Made:
    """Points in rows, with names and two kinds."""
    rows = []
    for i in range(count):
        longitude, latitude = 126.5 + i % 50 * 0.004, 45.6 + i // 50 * 0.003 + i % 7 * 0.01
        rows.append([f"站点{'甲乙丙丁'[i % 4]}{chr(0x4E00 + i)}", longitude, latitude, "有" if i % 3 else "无"])
    fields = [
        field("站名", "string", "Name"),
        field("经度", "number", "Longitude"),
        field("纬度", "number", "Latitude"),
    ]
    return Made(folder, [*fields, field("候车亭", "string", "Shelter")], rows)


def values(folder: Path) -> Made:
    """One measure of 200 rows, 0.5 to 100 in steps of a half."""
    rows = [[f"样{chr(0x4E00 + i)}", i / 2 + 0.5] for i in range(200)]
    return Made(
        folder, [field("样品", "string", "Sample"), field("浓度", "number", "Concentration", unit="mg/L")], rows
    )
