"""Points on a plain grid of longitude and latitude, a kilometre as long to the east as to the north."""

import math
from collections.abc import Sequence

from portal.canonical import Json
from portal.charts.numbers import clip, steps, width_of
from portal.charts.palette import SERIES, sentinel
from portal.charts.pictures.frame import framed, labelled, text_mark
from portal.charts.plans import Cell, ChartPlan, Data, Facts, Language
from portal.charts.render import FONT_SIZE
from portal.charts.telling import label_of

__all__ = ["spec"]

_SHAPES = ("circle", "square", "triangle-up", "diamond")
_FLAT, _TALL = 0.5, 1.0  # height to width, within the axes
_AIR = 0.05
_MANY = 400  # points from here on are drawn small
_LEGEND = 26


def spec(plan: ChartPlan, data: Data, facts: Facts, language: Language, width: int) -> Json:
    """Draw points by longitude and latitude; a few groups have colours and shapes, cells of many points have sizes."""
    groups = sorted({row[2] for row in data.rows if row[2] is not None}, key=str)
    names = [label_of(plan.by, group, facts, language) for group in groups]
    legend = _legend(names, width)
    left, right, bottom = 70, 34, FONT_SIZE + 14
    top = 10 + _LEGEND * (max((row for *_, row in legend), default=-1) + 1)
    inner = width - left - right
    west, east, south, north, height = _extent(data, inner)
    x_ticks, y_ticks = _ticks(west, east, inner // 90), _ticks(south, north, max(2, height // 70))
    x_axis = labelled(x_ticks, [f"{one:g}°E" for one in x_ticks], grid=True)
    y_axis = labelled(y_ticks, [f"{one:g}°N" for one in y_ticks], grid=True)
    x = {"field": "x", "type": "quantitative", "scale": {"domain": [west, east], "nice": False, "zero": False}}
    y = {"field": "y", "type": "quantitative", "scale": {"domain": [south, north], "nice": False, "zero": False}}
    axes = {"x": {**x, "axis": x_axis}, "y": {**y, "axis": y_axis}}
    layers: list[Json] = []
    for number, group in enumerate(groups or [None]):
        rows = [{"x": row[0], "y": row[1], "n": row[3]} for row in data.rows if row[2] == group]
        encoding: Json = dict(axes)
        if data.facts.get("binned"):
            encoding["size"] = {
                "field": "n",
                "type": "quantitative",
                "legend": None,
                "scale": {"range": [6, 260], "zero": True},
            }
        layers.append({"data": {"values": rows}, "mark": _mark(number, len(data.rows), width), "encoding": encoding})
    if not layers[0]["data"]["values"]:
        layers = layers[1:]
    for number, (name, place, line) in enumerate(legend):
        at = {"x": place, "y": -(top - 14) + line * _LEGEND}
        layers.append({"data": {"values": [{}]}, "mark": {**_mark(number, 1, width), **at}})
        layers.append(
            {
                "data": {"values": [{}]},
                "mark": text_mark(align="left", baseline="middle", text=name, x=place + 12, y=at["y"]),
            }
        )
    return framed(
        layers, width=width, height=round(height) + top + bottom, left=left, right=right, top=top, bottom=bottom
    )


def _mark(number: int, points: int, width: int) -> Json:
    size = (14 if width == 400 else 24) if points > _MANY else 46 if width == 400 else 70
    return {
        "type": "point",
        "shape": _SHAPES[number],
        "filled": True,
        "size": size,
        "color": sentinel(SERIES[number]),
        "opacity": 0.85,
    }


def _legend(names: Sequence[str], width: int) -> list[tuple[str, float, int]]:
    """Place the names of groups in lines above the picture."""
    placed, place, line = [], 8.0, 0
    for name in names:
        shown = clip(name, FONT_SIZE, width * 0.6)
        need = width_of(shown, FONT_SIZE) + 34
        if place > 8 and place + need > width - 80:
            place, line = 8.0, line + 1
        placed.append((shown, place, line))
        place += need
    return placed


def _extent(data: Data, inner: float) -> tuple[float, float, float, float, float]:
    """Return west, east, south, north, and the height at which both scales are equal."""
    xs, ys = [_number(row[0]) for row in data.rows], [_number(row[1]) for row in data.rows]
    squeeze = math.cos(math.radians((min(ys) + max(ys)) / 2))
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    wide = (max(xs) - min(xs)) * squeeze * (1 + 2 * _AIR)
    high = (max(ys) - min(ys)) * (1 + 2 * _AIR)
    if high < wide * _FLAT:
        high = wide * _FLAT
    if high > wide * _TALL:
        wide = high / _TALL
    half = wide / squeeze / 2
    return middle_x - half, middle_x + half, middle_y - high / 2, middle_y + high / 2, inner * high / wide


def _ticks(low: float, high: float, about: float) -> list[float]:
    return [one for one in steps(low, high, whole=False, about=max(1, int(about))) if low <= one <= high]


def _number(value: Cell) -> float:
    return float(value or 0)
