"""Bars, the longest first, each with its name and its number."""

from portal.canonical import Json
from portal.charts.numbers import clip, short, width_of
from portal.charts.palette import SERIES, sentinel
from portal.charts.pictures.frame import framed, text_mark
from portal.charts.plans import ChartPlan, Data, Facts, Language
from portal.charts.render import FONT_SIZE
from portal.charts.telling import label_of

__all__ = ["spec"]

_ROW, _TALL_ROW, _BAR = 34, 52, 20
_BESIDE = 0.36  # of the width: longer names stand above their bars


def spec(plan: ChartPlan, data: Data, facts: Facts, language: Language, width: int) -> Json:
    """Draw a row for each group; names stand at the left, or above the bars where they are long."""
    names = [label_of(plan.by, row[0], facts, language) for row in data.rows]
    numbers = [float(row[1] or 0) for row in data.rows]
    widest = max(width_of(name, FONT_SIZE) for name in names)
    above = widest > width * _BESIDE
    left = 4.0 if above else widest + 14
    right = max(width_of(short(value, language), FONT_SIZE) for value in numbers) + 14
    row_height = _TALL_ROW if above else _ROW
    height = row_height * len(names) + 12
    rows = [
        {
            "y": index * row_height + (row_height - _BAR / 2 - 6 if above else row_height / 2),
            "v": value,
            "to": max(value, 0),
            "n": clip(name, FONT_SIZE, width - 16),
            "l": short(value, language),
        }
        for index, (name, value) in enumerate(zip(names, numbers, strict=True))
    ]
    top = height - 12
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [min(0, *numbers), max(0, *numbers)], "nice": False}}
    y = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, top], "reverse": True, "nice": False},
    }
    bar = {"type": "bar", "height": _BAR, "orient": "horizontal", "color": sentinel(SERIES[0]), "cornerRadiusEnd": 3}
    if above:
        name = text_mark("quiet", x=0, align="left", dy=-_BAR / 2 - 4, baseline="bottom")
    else:
        name = text_mark(x=0, align="right", dx=-10, baseline="middle")
    number = text_mark(align="left", dx=6, baseline="middle")
    layers: list[Json] = [
        {"mark": bar, "encoding": {"x": {"field": "v", **x}, "x2": {"datum": 0}, "y": y}},
        {"mark": number, "encoding": {"x": {"field": "to", **x}, "y": y, "text": {"field": "l"}}},
        {"mark": name, "encoding": {"y": y, "text": {"field": "n"}}},
    ]
    picture = framed(layers, width=width, height=height, left=left, right=right, top=6, bottom=6)
    return {**picture, "data": {"values": rows}}
