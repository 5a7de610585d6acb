"""Make a year of daily air quality in four districts. The figures are illustrative: they measure nothing.

    python make.py [--output DIR]

The course is that of a city with a cold, heated winter; the index follows HJ 633-2012. Same seed, same file.
"""

import math
import random
import sys
from bisect import bisect_left
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1]))
from making import output_folder, write_json

SEED = 230100
FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)
DISTRICTS = {"230102": 1.00, "230103": 1.06, "230109": 0.88, "230112": 0.93}
"""Code of each district, and how its air compares with the city's."""
NOTE = "示例数据，由脚本按固定种子生成，不是监测结果。Illustrative data made by a script, not measurements."

STEPS = (0, 50, 100, 150, 200, 300, 400, 500)
LIMITS = {
    "pm25": (0, 35, 75, 115, 150, 250, 350, 500),
    "pm10": (0, 50, 150, 250, 350, 420, 500, 600),
    "so2": (0, 50, 150, 475, 800, 1600, 2100, 2620),
    "no2": (0, 40, 80, 180, 280, 565, 750, 940),
    "co": (0, 2, 4, 14, 24, 36, 48, 60),
    "o3_8h": (0, 100, 160, 215, 265, 800),
}
"""HJ 633-2012, table 1: daily concentrations at each step of the index (CO in mg/m³, others in µg/m³)."""
NAMES = {"pm25": "PM2.5", "pm10": "PM10", "so2": "SO2", "no2": "NO2", "co": "CO", "o3_8h": "O3"}
LEVELS = ("优", "良", "轻度污染", "中度污染", "重度污染", "严重污染")
LEVEL_ENDS = (50, 100, 150, 200, 300)


def sub_index(pollutant: str, value: float) -> int:
    """Return the index of one pollutant, rounded up as the standard says."""
    limits = LIMITS[pollutant]
    at = min(max(bisect_left(limits, value), 1), len(limits) - 1)
    share = (value - limits[at - 1]) / (limits[at] - limits[at - 1])
    return math.ceil(round(STEPS[at - 1] + share * (STEPS[at] - STEPS[at - 1]), 6))


def winter(day: date) -> float:
    """Return how deep in winter a day is: 1 in the middle of January, 0 in the middle of July."""
    return (1 + math.cos(2 * math.pi * (day.timetuple().tm_yday - 15) / 365.25)) / 2


def concentrations(draw: random.Random, cold: float, weather: float) -> dict[str, float]:
    """Return the day's concentrations for how cold and how still it is."""
    still = math.exp(0.45 * weather)
    pm25 = (11 + 52 * cold**1.4) * still * draw.uniform(0.9, 1.1)
    return {
        "pm25": round(min(pm25, 400)),
        "pm10": round(min(pm25 * draw.uniform(1.3, 1.7) + 6, 550)),
        "so2": round((5 + 19 * cold) * still**0.6 * draw.uniform(0.9, 1.1)),
        "no2": round((17 + 24 * cold) * still**0.5 * draw.uniform(0.9, 1.1)),
        "co": round((0.4 + 0.7 * cold) * still**0.5 * draw.uniform(0.9, 1.1), 1),
        "o3_8h": round((118 - 72 * cold) * draw.uniform(0.7, 1.25)),
    }


def record(day: date, district: str, values: dict[str, float] | None) -> dict[str, Any]:
    """Return one record; without values (the station was being serviced) all its measures are null."""
    head = {"date": day.isoformat(), "district_code": district}
    if values is None:
        return head | dict.fromkeys(["aqi", "level", "primary_pollutant", *LIMITS])
    indices = {name: sub_index(name, value) for name, value in values.items()}
    aqi = max(indices.values())
    primary = next(NAMES[name] for name, index in indices.items() if index == aqi) if aqi > LEVEL_ENDS[0] else None
    return head | {"aqi": aqi, "level": LEVELS[bisect_left(LEVEL_ENDS, aqi)], "primary_pollutant": primary} | values


def records() -> list[dict[str, Any]]:
    """Return all records, by day and district."""
    draw = random.Random(SEED)
    made, weather = [], 0.0
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        weather = 0.7 * weather + draw.gauss(0, 0.7)  # still air lasts for days
        for district, factor in DISTRICTS.items():
            serviced = draw.random() < 0.008
            values = concentrations(draw, winter(day), weather + math.log(factor))
            made.append(record(day, district, None if serviced else values))
    return made


def main() -> None:
    """Write the file, one record a line."""
    path = output_folder(__doc__, __file__) / "data" / "air-quality.json"
    write_json(path, records(), NOTE)


if __name__ == "__main__":
    main()
