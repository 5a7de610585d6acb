"""The districts as a grid of equal tiles, each with its name and its number."""

from portal.canonical import Json
from portal.charts.districts import Tile, tiles
from portal.charts.numbers import short
from portal.charts.palette import RAMP, sentinel
from portal.charts.pictures.frame import framed, text_mark
from portal.charts.plans import ChartPlan, Data, Facts, Language

__all__ = ["spec"]

_ROWS = {("zh", 400): 62, ("en", 400): 74, ("zh", 800): 78, ("en", 800): 78}
_NARROW = 400
_GAP = 4
_LINE = 18


def spec(_plan: ChartPlan, data: Data, _facts: Facts, language: Language, width: int) -> Json:
    """Draw 18 tiles, the darker the more (on dark paper the lighter); a district without a value is an empty frame."""
    values = {str(row[0]): float(row[1] or 0) for row in data.rows}
    cuts = _cuts(list(values.values()))
    columns, lines = max(tile.column for tile in tiles()) + 1, max(tile.row for tile in tiles()) + 1
    side, row = (width - 8) / columns, _ROWS[language, width]
    steps: dict[int, list[Json]] = {}
    for tile in tiles():
        value = values.get(tile.code)
        step = 0 if value is None else 1 + sum(value > cut for cut in cuts)
        number = "–" if value is None else short(value, language)
        name = _name(tile, language, width)
        left, top = tile.column * side, tile.row * row
        first = top + (row - _GAP - _LINE * len(name)) / 2
        place: Json = {
            "x": left,
            "x2": left + side - _GAP,
            "y": top,
            "y2": top + row - _GAP,
            "m": left + (side - _GAP) / 2,
        }
        place |= {"n": name, "a": first, "b": first + _LINE * len(name), "v": number}
        steps.setdefault(step, []).append(place)
    layers = [layer for step, places in sorted(steps.items()) for layer in _layers(step, places, width, lines * row)]
    return framed(layers, width=width, height=lines * row + 8, left=4, right=4, top=4, bottom=4)


def _layers(step: int, rows: list[Json], width: int, height: int) -> list[Json]:
    """Draw the tiles of one step of the ramp; step 0 has no value."""
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, width - 8], "nice": False}}
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [0, height], "reverse": True, "nice": False}}
    fill = {"fill": sentinel(RAMP[step - 1])} if step else {"fillOpacity": 0, "fill": sentinel("grid")}
    box = {"type": "rect", **fill, "stroke": sentinel("edge"), "strokeWidth": 1, "cornerRadius": 5}
    ink = f"on-{step}" if step else "quiet"
    middle = {"x": {"field": "m", **x}}
    corners = {"x": {"field": "x", **x}, "x2": {"field": "x2"}, "y": {"field": "y", **y}, "y2": {"field": "y2"}}
    name, number = (
        text_mark(ink, baseline="middle", lineHeight=_LINE),
        text_mark(ink, baseline="middle", fontWeight=600),
    )
    layers: list[Json] = [
        {"mark": box, "encoding": corners},
        {"mark": name, "encoding": {**middle, "y": {"field": "a", **y}, "text": {"field": "n"}}},
        {"mark": number, "encoding": {**middle, "y": {"field": "b", **y}, "text": {"field": "v"}}},
    ]
    return [{"data": {"values": rows}, **layer} for layer in layers]


def _name(tile: Tile, language: Language, width: int) -> list[str]:
    if language == "en" and width == _NARROW:
        return list(tile.broken)
    return [tile.short[language]]


def _cuts(values: list[float]) -> list[float]:
    """Cut the values into five parts of about as many districts each."""
    ordered = sorted(values)
    return [ordered[max(0, min(len(ordered) - 1, round(len(ordered) * part / 5) - 1))] for part in range(1, 5)]
