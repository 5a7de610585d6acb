"""Make bus lines, their stops and the order of stops along each line. Lines, stops and times are illustrative.

    python make.py [--output DIR]

A line runs between metro stations and seats of districts, from one to the next nearest on its way, with a stop about
every 600 metres; lines that pass the same place share the stop. Places of metro stations are read from the package
``metro-stations`` beside this one (© OpenStreetMap contributors, ODbL 1.0). Same seed, same files.
"""

import math
import random
import sys
from itertools import pairwise
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import SEATS, output_folder, read_package, write_csv

SEED = 230111
LINES = 40
SPACING, SHARED = 620, 260
"""Metres between stops along a line, and within which lines share a stop."""
REACHED = "230108 230109 230110 230111 230102".split()
"""Districts whose middle is on the way of some lines."""
FIRST = (
    "丁香 雪松 冰凌 白桦 云杉 松涛 江岸 榆荫 杏林 铁岭 北原 安和 "
    "永康 通达 文华 工安 新民 育英 建设 光明 长青 河湾 春晓 金秋"
).split()
SECOND = "一道 二道 三道 四道 南 北 东 西 中 新".split()
KINDS = "街 路 街口 路口 小区 小学 医院 市场 公园 广场".split()
Place = tuple[float, float]


def metres(a: Place, b: Place) -> float:
    """Return the distance of two places of the same city."""
    east = (a[0] - b[0]) * math.cos(math.radians(45.75)) * 111_320
    return math.hypot(east, (a[1] - b[1]) * 111_130)


def anchors() -> list[tuple[str, Place, str]]:
    """Return name, place and district of each metro station (once) and of the districts reached (without a name)."""
    stations = {row["station_name"]: row for row in read_package("metro-stations", "stations.csv")}
    found = [(name, (float(row["lon"]), float(row["lat"])), row["district_code"]) for name, row in stations.items()]
    return [*found, *(("", SEATS[code], code) for code in REACHED)]


def way(draw: random.Random, places: list[tuple[str, Place, str]]) -> list[Place]:
    """Return the anchors of a line, each nearer to its end than the one before."""
    start = draw.choice(places)[1]
    end = draw.choice([place for _, place, _ in places if 5000 < metres(start, place) < 15_000])
    via = [start]
    while metres(via[-1], end) > 2500:
        ahead = [place for _, place, _ in places if metres(place, end) < metres(via[-1], end) - 600]
        via.append(min(ahead, key=lambda place: metres(via[-1], place) + draw.uniform(0, 900)) if ahead else end)
    return via if via[-1] == end else [*via, end]


def along(via: list[Place]) -> list[Place]:
    """Return places about every SPACING metres along the line, its ends among them."""
    found = [via[0]]
    for a, b in pairwise(via):
        parts = max(1, round(metres(a, b) / SPACING))
        found += [(a[0] + (b[0] - a[0]) * n / parts, a[1] + (b[1] - a[1]) * n / parts) for n in range(1, parts + 1)]
    return found


class Stops:
    """The stops of all lines so far."""

    def __init__(self, draw: random.Random, places: list[tuple[str, Place, str]]) -> None:
        """Names are dealt without return."""
        self.places = places
        self.rows: list[list[str]] = []
        self.points: list[Place] = []
        self.names = [f"{first}{second}{kind}" for first in FIRST for second in SECOND for kind in KINDS]
        self.draw = draw
        draw.shuffle(self.names)

    def near(self, place: Place) -> int:
        """Return the number of the stop within SHARED metres, a new one if there is none."""
        near = [(metres(place, point), number) for number, point in enumerate(self.points)]
        if near and min(near)[0] < SHARED:
            return min(near)[1]
        station, at, district = min(self.places, key=lambda one: metres(place, one[1]))
        away = round(metres(place, at))
        at_station = bool(station) and away < SHARED
        name = f"{station}（地铁站）" if at_station else f"{self.names.pop()}（示例）"
        shelter = "是" if self.draw.random() < 0.7 else "否"
        tail = [station, str(away)] if at_station else ["", ""]
        number = len(self.rows)
        self.rows.append([f"S{number + 1:04}", name, f"{place[0]:.6f}", f"{place[1]:.6f}", district, *tail, shelter])
        self.points.append(place)
        return number


def tables() -> dict[str, list[list[str]]]:
    """Return the three tables, each with its header."""
    draw = random.Random(SEED)
    places = anchors()
    stops = Stops(draw, places)
    lines: list[list[str]] = []
    order: list[list[str]] = []
    for number in range(1, LINES + 1):
        line = f"B{number:02}"
        passed = list(dict.fromkeys(stops.near(place) for place in along(way(draw, places))))
        length = 0.0
        for seq, stop in enumerate(passed, start=1):
            if seq > 1:
                length += metres(stops.points[passed[seq - 2]], stops.points[stop]) * 1.18  # streets are not straight
            order.append([line, str(seq), stops.rows[stop][0], f"{length / 1000:.2f}"])
        fare = "1" if length < 6000 else "2"
        times = [
            f"0{draw.choice((5, 6))}:{draw.choice((0, 30)):02}",
            f"{draw.choice((19, 20, 21))}:{draw.choice((0, 30)):02}",
        ]
        ends = [stops.rows[passed[0]][1], stops.rows[passed[-1]][1]]
        every = str(draw.choice((6, 8, 10, 12, 15)))
        lines.append([line, f"示例{number}路", *ends, *times, every, fare, f"{length / 1000:.2f}", str(len(passed))])
    line_head = (
        "line_id line_name from_stop to_stop first_departure last_departure headway_min fare length_km stop_count"
    )
    stop_head = "stop_id stop_name lon lat district_code metro_station metro_distance_m has_shelter"
    heads = {"lines": line_head, "stops": stop_head, "line-stops": "line_id seq stop_id km_from_start"}
    made = {"lines": lines, "stops": stops.rows, "line-stops": order}
    return {name: [heads[name].split(), *made[name]] for name in heads}


def main() -> None:
    """Write the three tables."""
    data = output_folder(__doc__, __file__) / "data"
    for name, table in tables().items():
        write_csv(data / f"{name}.csv", table)


if __name__ == "__main__":
    main()
