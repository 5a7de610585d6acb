"""Charts: a table's profile becomes pictures worth showing, without anyone asking for them.

`choose` says which and why, `draw_charts` counts and draws them as SVG in both languages, for light and dark, for a
phone and for a desk. They are drawn once a release and kept with it. Knows no database and no web.
"""

from portal.charts.choose import choose
from portal.charts.draw import as_json, draw, draw_charts, manifest
from portal.charts.gather import gather, open_table
from portal.charts.plans import Chart, ChartPlan, Data, Facts, Kind, Words

__all__ = [
    "Chart",
    "ChartPlan",
    "Data",
    "Facts",
    "Kind",
    "Words",
    "as_json",
    "choose",
    "draw",
    "draw_charts",
    "gather",
    "manifest",
    "open_table",
]
