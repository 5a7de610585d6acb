"""A line over time, or up to four."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from portal.canonical import Json
from portal.charts.numbers import Axis, axis_of, clip, short, width_of
from portal.charts.palette import SERIES, sentinel
from portal.charts.periods import day_of
from portal.charts.pictures.frame import framed, labelled, text_mark, value_axis
from portal.charts.plans import Cell, ChartPlan, Column, Data, Facts, Grain, Language, Role, Statistic
from portal.charts.render import FONT_SIZE
from portal.charts.telling import label_of

__all__ = ["spec"]

_DASHES: tuple[list[int], ...] = ([1, 0], [8, 4], [2, 3], [10, 3, 2, 3])
_SHAPES = ("circle", "square", "triangle-up", "diamond")
_HEIGHTS = {400: 300, 800: 360}
_HALF = 34.0  # of the widest name of a moment, which stands in the middle under its tick
_LABELS = {400: 96, 800: 150}  # at most so wide are names at the ends of lines
_LINE = FONT_SIZE + 4
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_STEPS: Mapping[Grain, tuple[int, ...]] = {
    Grain.YEAR: (1, 2, 5, 10, 20, 50),
    Grain.QUARTER: (1, 2, 4, 8, 16, 32),
    Grain.MONTH: (1, 2, 3, 6, 12, 24, 60, 120),
}
_FOOT = 0.14  # of the height: values below have their number above them
_DOTS = 32  # periods up to which each value has a dot


def _brief(by: Column | None, name: str) -> str:
    """Leave out what all names of districts end in: there is little room beside a line."""
    kept, _blank, kind = name.rpartition(" ")
    return kept if by is not None and by.role is Role.DISTRICT and kind in ("District", "County", "City") else name


def spec(plan: ChartPlan, data: Data, facts: Facts, language: Language, width: int) -> Json:
    """Draw lines with the names at their ends; one line has its highest and lowest value written beside it."""
    assert plan.grain is not None  # noqa: S101 a series has a grain
    height = _HEIGHTS[width]
    values = [float(row[2]) for row in data.rows if row[2] is not None]
    axis = axis_of(min(values), max(values), near=0.25 if plan.statistic is Statistic.MEAN else 0.6)
    if min(values) < _foot(axis) and axis.low != 0:  # room under the lowest value for its number
        axis = Axis([2 * axis.low - axis.ticks[1], *axis.ticks])
    y_axis, left = value_axis(axis, language, grid=True)
    left = max(left, _HALF)
    groups = list(dict.fromkeys(row[1] for row in data.rows))
    names = [
        clip(_brief(plan.by, label_of(plan.by, group, facts, language)), FONT_SIZE, _LABELS[width]) for group in groups
    ]
    right = max(_HALF, *(width_of(name, FONT_SIZE) + 18 for name in names)) if len(groups) > 1 else _HALF
    days = [day for day in (day_of(one) for one in dict.fromkeys(row[0] for row in data.rows)) if day]
    ticks, labels = _ticks(days, plan.grain, language, width - left - right)
    bottom = 2 * _LINE + 6 if any(isinstance(label, list) for label in labels) else _LINE + 8
    x_axis = labelled([_ms(day) for day in ticks], labels, labelAlign="center", grid=False)
    x: Json = {"field": "t", "type": "temporal", "scale": {"type": "utc", "domain": [_ms(days[0]), _ms(days[-1])]}}
    y: Json = {"field": "v", "type": "quantitative", "scale": {"domain": [axis.low, axis.high], "nice": False}}
    layers: list[Json] = []
    for number, group in enumerate(groups):
        rows = [{"t": _ms(day_of(row[0])), "v": row[2]} for row in data.rows if row[1] == group]
        colour = sentinel(SERIES[number])
        mark = {
            "type": "line",
            "color": colour,
            "strokeWidth": 2.5,
            "strokeDash": _DASHES[number],
            "strokeJoin": "round",
        }
        layers.append(
            {
                "data": {"values": rows},
                "mark": mark,
                "encoding": {"x": {**x, "axis": x_axis}, "y": {**y, "axis": y_axis}},
            }
        )
        if len(days) <= _DOTS:
            dots = {
                "type": "point",
                "shape": _SHAPES[number],
                "filled": True,
                "size": 40,
                "color": colour,
                "opacity": 1,
            }
            known = [row for row in rows if row["v"] is not None]
            layers.append({"data": {"values": known}, "mark": dots, "encoding": {"x": x, "y": y}})
    if len(groups) > 1:
        span = height - 10 - bottom
        layers += _ends(data, groups, names, days[-1], (axis.high - axis.low) / span, x, y)
    else:
        layers += _peaks(data, language, x, y, _foot(axis))
    return framed(layers, width=width, height=height, left=left, right=right, top=24, bottom=bottom)


def _foot(axis: Axis) -> float:
    return axis.low + (axis.high - axis.low) * _FOOT


def _ends(
    data: Data, groups: Sequence[Cell], names: Sequence[str], last: date, unit: float, x: Json, y: Json
) -> list[Json]:
    """Write each line's name at its end, moved apart where they would meet."""
    ends: dict[Cell, float] = {row[1]: float(row[2]) for row in data.rows if row[2] is not None}
    order = sorted(groups, key=lambda group: -ends[group])
    places: dict[Cell, float] = {}
    for group in order:
        above = min(places.values(), default=float("inf"))
        places[group] = min(ends[group], above - _LINE * unit)
    sunk = y["scale"]["domain"][0] - min(places.values())
    lift = max(0.0, sunk)
    layers = []
    for number, group in enumerate(groups):
        row = {"t": _ms(last), "v": places[group] + lift, "n": names[number]}
        mark = text_mark(SERIES[number], align="left", dx=8, baseline="middle", fontWeight=600)
        layers.append({"data": {"values": [row]}, "mark": mark, "encoding": {"x": x, "y": y, "text": {"field": "n"}}})
    return layers


def _peaks(data: Data, language: Language, x: Json, y: Json, foot: float) -> list[Json]:
    """Write the highest and the lowest value, inside the picture and clear of the axis."""
    known = [(str(row[0]), float(row[2])) for row in data.rows if row[2] is not None]
    high, low = max(known, key=lambda row: row[1]), min(known, key=lambda row: row[1])
    layers = []
    for (day, value), baseline, dy in ((high, "bottom", -8), (low, "top", 8)):
        place = _ms(day_of(day))
        first, last = x["scale"]["domain"]
        share = (place - first) / max(1, last - first)
        if value < foot:
            baseline, dy = "bottom", -8
        align = "left" if share < 0.08 else "right" if share > 0.92 else "center"
        row = {"t": place, "v": value, "n": short(value, language)}
        dot = {"type": "point", "filled": True, "size": 70, "color": sentinel(SERIES[0]), "opacity": 1}
        dx = {"left": 4, "right": -4}.get(align, 0)
        mark = text_mark(align=align, dx=dx, baseline=baseline, dy=dy, fontWeight=600)
        layers.append({"data": {"values": [row]}, "mark": dot, "encoding": {"x": x, "y": y}})
        layers.append({"data": {"values": [row]}, "mark": mark, "encoding": {"x": x, "y": y, "text": {"field": "n"}}})
    return layers


def _ticks(
    days: Sequence[date], grain: Grain, language: Language, room: float
) -> tuple[list[date], list[str | list[str]]]:
    """Choose moments that have room for their names, round ones where there are some."""
    most = max(2, int(room // 74))
    steps = _STEPS.get(grain, (1, 2, 7, 14, 28, 56))
    for step in steps:
        shown = [day for index, day in enumerate(days) if _is_round(day, index, grain, step)]
        if 2 <= len(shown) <= most:
            break
    else:
        every = -(-len(days) // most)
        shown = list(days[::every])
    seen: set[int] = set()
    labels: list[str | list[str]] = []
    for day in shown:
        labels.append(_label(day, grain, language, first=day.year not in seen))
        seen.add(day.year)
    return shown, labels


def _is_round(day: date, index: int, grain: Grain, step: int) -> bool:
    if grain is Grain.YEAR:
        return day.year % step == 0 or step == 1
    if grain is Grain.MONTH:
        return (day.year * 12 + day.month - 1) % step == 0
    if grain is Grain.QUARTER:
        return (day.year * 4 + (day.month - 1) // 3) % step == 0
    return index % step == 0


def _label(day: date, grain: Grain, language: Language, *, first: bool) -> str | list[str]:
    if grain is Grain.YEAR:
        return str(day.year)
    daily = grain not in (Grain.MONTH, Grain.QUARTER)
    if grain is Grain.QUARTER:
        name = f"Q{(day.month + 2) // 3}"
    elif language == "zh":
        name = f"{day.month}月" + (f"{day.day}日" if daily else "")
    else:
        name = (f"{day.day} " if daily else "") + _MONTHS[day.month - 1]
    return [name, f"{day.year}年" if language == "zh" else str(day.year)] if first else name


def _ms(day: date | None) -> int:
    assert day is not None  # noqa: S101 every row has a day
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
