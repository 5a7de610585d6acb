"""What all pictures share: sizes, fonts, axes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from portal.canonical import Json
from portal.charts.numbers import Axis, width_of
from portal.charts.palette import sentinel
from portal.charts.plans import Language
from portal.charts.render import FONT, FONT_SIZE

__all__ = ["framed", "labelled", "text_mark", "value_axis"]


def framed(
    layers: Sequence[Json], *, width: int, height: int, left: float, right: float, top: float = 10, bottom: float = 10
) -> Json:
    """Put layers into a picture of exactly this width and height, the margins included."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width - round(left) - round(right),
        "height": height - round(top) - round(bottom),
        "padding": {"left": round(left), "right": round(right), "top": round(top), "bottom": round(bottom)},
        "autosize": {"type": "none"},
        "background": None,
        "config": {
            "font": FONT,
            "view": {"stroke": None, "fill": None},
            "axis": {
                "labelFontSize": FONT_SIZE,
                "labelColor": sentinel("quiet"),
                "labelPadding": 6,
                "title": None,
                "domain": False,
                "ticks": False,
                "gridColor": sentinel("grid"),
                "gridWidth": 1,
            },
        },
        "layer": list(layers),
    }


def labelled(values: Sequence[float], labels: Sequence[str | Sequence[str]], **more: Any) -> Json:
    """Make an axis with these labels at these values."""
    words: Mapping[str, Any] = {_key(value): label for value, label in zip(values, labels, strict=True)}
    return {
        "values": list(values),
        "labelExpr": f"({_literal(words)})['' + (+datum.value)]",
        "labelOverlap": False,
        **more,
    }


def value_axis(axis: Axis, language: Language, **more: Any) -> tuple[Json, float]:
    """Make a vertical axis of values, and say how much room its labels need at the left."""
    labels = axis.labels(language)
    return labelled(axis.ticks, labels, **more), max(width_of(label, FONT_SIZE) for label in labels) + 12


def text_mark(colour: str = "ink", **more: Any) -> Json:
    """Make a mark of text in the size of all texts."""
    return {"type": "text", "fontSize": FONT_SIZE, "color": sentinel(colour), **more}


def _key(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _literal(value: object) -> str:
    """Write a value as an expression of Vega's: JSON is one."""
    return json.dumps(value, ensure_ascii=True)
