"""The five pictures, one a file: values become a Vega-Lite specification of a set width, the layout reckoned here."""

from collections.abc import Callable
from typing import Final

from portal.canonical import Json
from portal.charts.pictures import bars, histogram, points, series, tiles
from portal.charts.plans import ChartPlan, Data, Facts, Kind, Language

__all__ = ["PICTURES", "WIDTHS"]

WIDTHS: Final = {"compact": 400, "wide": 800}
PICTURES: Final[dict[Kind, Callable[[ChartPlan, Data, Facts, Language, int], Json]]] = {
    Kind.SERIES: series.spec,
    Kind.BARS: bars.spec,
    Kind.HISTOGRAM: histogram.spec,
    Kind.TILES: tiles.spec,
    Kind.POINTS: points.spec,
}
