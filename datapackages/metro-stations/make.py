"""Make the tables of Harbin's metro lines and stations from two public files.

    python make.py --source DIR [--output DIR]

DIR holds ``harbin-metro-stations-osm.csv`` (names and points, © OpenStreetMap contributors, ODbL 1.0) and
``harbin-metro-stations-metroman.csv`` (colours and order, MIT, see NOTICE.txt).
"""

import sys
from collections import Counter
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
from making import read_csv, source_and_output, write_csv

POINTS = "harbin-metro-stations-osm.csv"
COLOURS = "harbin-metro-stations-metroman.csv"
Row = dict[str, str]


def line_id(name: str) -> str:
    """Return the code of a line: ``L3`` for 3号线."""
    return f"L{name.removesuffix('号线')}"


def without_closing_stop(stops: list[Row]) -> list[Row]:
    """Return a line's stations, each once: a ring's first stands again at its end in the source."""
    ring = stops[0]["station_zh"] == stops[-1]["station_zh"]
    return stops[:-1] if ring else stops


def tables(points: list[Row], colours: dict[str, str]) -> tuple[list[list[str]], list[list[str]]]:
    """Return the rows of ``lines`` and of ``stations``."""
    by_line: dict[str, list[Row]] = {}
    for row in points:
        by_line.setdefault(row["line"], []).append(row)
    stations_of = {line: without_closing_stop(stops) for line, stops in by_line.items()}
    served = Counter(row["station_zh"] for stops in stations_of.values() for row in stops)
    lines, stations = [], []
    for line, stops in stations_of.items():
        ring = "是" if len(stops) < len(by_line[line]) else "否"
        lines.append([line_id(line), line, f"Line {line_id(line)[1:]}", colours[line], ring, str(len(stops))])
        for seq, row in enumerate(stops, start=1):
            transfer = "是" if served[row["station_zh"]] > 1 else "否"
            place = [row["lon_wgs84"], row["lat_wgs84"], row["district_code"], transfer]
            stations.append([line_id(line), str(seq), row["station_zh"], row["station_en"], *place])
    return lines, stations


def main() -> None:
    """Write both tables."""
    source, output = source_and_output(__doc__, __file__)
    colours = {row["line"]: row["line_color"] for row in read_csv(source / COLOURS)}
    lines, stations = tables(read_csv(source / POINTS), colours)
    data = output / "data"
    line_head = "line_id line_name line_name_en color is_ring station_count"
    station_head = "line_id seq station_name station_name_en lon lat district_code is_transfer"
    write_csv(data / "lines.csv", [line_head.split(), *lines])
    write_csv(data / "stations.csv", [station_head.split(), *stations])


if __name__ == "__main__":
    main()
