"""Make the tables of Harbin's metro lines and stations from two public files.

    python make.py --source DIR [--output DIR]

DIR holds ``harbin-metro-stations-osm.csv`` (names and points, © OpenStreetMap contributors, ODbL 1.0) and
``harbin-metro-stations-metroman.csv`` (colours and order, MIT, see NOTICE.txt).
"""

import argparse
import csv
from collections import Counter
from pathlib import Path

POINTS = "harbin-metro-stations-osm.csv"
COLOURS = "harbin-metro-stations-metroman.csv"
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Read a CSV as a list of records."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


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


def write(path: Path, header: str, rows: list[list[str]]) -> None:
    """Write a table as UTF-8 CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header.split(), *rows])


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, required=True, help="folder with the files named above")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder of the package")
    options = parser.parse_args()
    colours = {row["line"]: row["line_color"] for row in read(options.source / COLOURS)}
    lines, stations = tables(read(options.source / POINTS), colours)
    data = options.output / "data"
    write(data / "lines.csv", "line_id line_name line_name_en color is_ring station_count", lines)
    write(data / "stations.csv", "line_id seq station_name station_name_en lon lat district_code is_transfer", stations)


if __name__ == "__main__":
    main()
