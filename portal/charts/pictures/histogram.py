"""How often values fall between what and what."""

from portal.canonical import Json
from portal.charts.numbers import Axis, axis_of, width_of
from portal.charts.palette import SERIES, sentinel
from portal.charts.pictures.frame import framed, labelled, text_mark, value_axis
from portal.charts.plans import ChartPlan, Data, Facts, Language
from portal.charts.render import FONT_SIZE
from portal.charts.sentences import say

__all__ = ["spec"]

_HEIGHTS = {400: 300, 800: 360}


def spec(_plan: ChartPlan, data: Data, _facts: Facts, language: Language, width: int) -> Json:
    """Draw touching columns over a line of round edges; a rule stands at the median."""
    edges = [float(data.rows[0][0] or 0), *(float(row[1] or 0) for row in data.rows)]
    axis = axis_of(0, max(float(row[2] or 0) for row in data.rows))
    y_axis, left = value_axis(axis, language, grid=True)
    labels = Axis(edges).labels(language)
    room = width - left - 24
    every = next(step for step in range(1, len(edges) + 1) if _fits(labels, step, room))
    kept = range(0, len(edges), every)
    x_axis = labelled([edges[i] for i in kept], [labels[i] for i in kept], grid=False, labelFlush=False)
    x = {"type": "quantitative", "scale": {"domain": [edges[0], edges[-1]], "nice": False, "zero": False}}
    y = {"type": "quantitative", "scale": {"domain": [0, axis.high], "nice": False}}
    rows = [{"a": row[0], "b": row[1], "n": row[2]} for row in data.rows]
    column = {"type": "rect", "color": sentinel(SERIES[0]), "xOffset": 1, "x2Offset": -1}
    median = float(data.facts["median"] or 0)
    layers: list[Json] = [
        {
            "data": {"values": rows},
            "mark": column,
            "encoding": {
                "x": {"field": "a", **x, "axis": x_axis},
                "x2": {"field": "b"},
                "y": {"field": "n", **y, "axis": y_axis},
                "y2": {"datum": 0},
            },
        }
    ]
    if edges[0] <= median <= edges[-1]:
        rule = {"type": "rule", "color": sentinel("ink"), "strokeWidth": 2, "strokeDash": [5, 3]}
        share = (median - edges[0]) / (edges[-1] - edges[0])
        align = "left" if share < 0.5 else "right"
        mark = text_mark(align=align, dx=6 if align == "left" else -6, y=-8, baseline="bottom")
        here = {"x": {"datum": median, **x}}
        layers.append({"data": {"values": [{}]}, "mark": {**rule, "y": -22, "y2": "height"}, "encoding": here})
        text = {"value": say("axis.median", language)}
        layers.append({"data": {"values": [{}]}, "mark": mark, "encoding": {**here, "text": text}})
    return framed(layers, width=width, height=_HEIGHTS[width], left=left, right=24, top=38, bottom=FONT_SIZE + 14)


def _fits(labels: list[str], step: int, room: float) -> bool:
    """Say whether every so-manieth label leaves a gap to the next."""
    kept = labels[::step]
    return max(width_of(label, FONT_SIZE) for label in kept) + 10 <= room / max(1, (len(labels) - 1) / step)
