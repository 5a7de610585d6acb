"""What a chart is, before and after it is drawn: plain values that the other modules hand to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

__all__ = ["LANGUAGES", "Cell", "Chart", "ChartPlan", "Column", "Data", "Facts", "Grain", "Kind", "Language", "Role"]
__all__ += ["SIZES", "Size", "Statistic", "Words"]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
Size = Literal["compact", "wide"]
SIZES: tuple[Size, ...] = ("compact", "wide")
Cell = str | int | float | None


class Kind(StrEnum):
    """The five pictures that this room draws."""

    SERIES = "series"
    BARS = "bars"
    HISTOGRAM = "histogram"
    TILES = "tiles"
    POINTS = "points"


class Role(StrEnum):
    """What a column can do in a chart."""

    TIME = "time"
    DISTRICT = "district"  # codes or names of the city's districts
    CATEGORY = "category"
    MEASURE = "measure"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"


class Statistic(StrEnum):
    """How many rows become one value."""

    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"  # of rows: there is no measure


class Grain(StrEnum):
    """How long a step of a time axis is; the values are DuckDB's names."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column as charts see it.

    titles: by language, the unit taken off the end.  unit: as the publisher writes it, or empty.
    statistic: sum or mean, for a measure.  stock: true where a value holds for a moment (people, beds), so that sums
    over time say nothing.  low, high: least and greatest value, numbers or ISO dates.
    key: whether it is one of the columns that tell rows apart; true where the schema names none.
    longest: characters of the longest text, for a category.
    """

    name: str
    type: str
    role: Role
    titles: Mapping[Language, str]
    distinct: int
    nulls: int
    unit: str = ""
    statistic: Statistic = Statistic.MEAN
    stock: bool = False
    low: Cell = None
    high: Cell = None
    integer: bool = False
    key: bool = True
    longest: int = 0


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """A chart worth drawing: which columns, and how rows become values.

    id: stable within a table, e.g. ``series-aqi``.  by: the column of series, bars or colours.
    latest: only rows of the last moment of ``time`` count.  without_totals: text columns in which a row of a total
    (合计, total …) is left out.  reasons: why it was chosen, dotted codes.
    """

    id: str
    kind: Kind
    statistic: Statistic
    score: int
    reasons: tuple[str, ...]
    measure: Column | None = None
    by: Column | None = None
    time: Column | None = None
    grain: Grain | None = None
    longitude: Column | None = None
    latitude: Column | None = None
    latest: bool = False
    without_totals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Data:
    """The values that are drawn, and what was counted beside them.

    rows: of a series (period as ISO date, series or None, value); of bars (label, value), greatest first; of a
    histogram (from, to, count); of tiles (district code, value); of points (longitude, latitude, group or None, count).
    facts: numbers by name; which, says `portal.charts.gather`.
    """

    rows: Sequence[tuple[Cell, ...]]
    facts: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a chart says of where its data come from, each by language.

    release: the release's number.  labels: words for codes by column name, where a released code list has them:
    ``{"level": {"3": {"zh": "三级", "en": "Level 3"}}}``.
    """

    publisher: Mapping[Language, str]
    dataset: Mapping[Language, str]
    release: int
    labels: Mapping[str, Mapping[str, Mapping[Language, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """A chart in words of one language.

    title: what is seen.  subtitle: unit and treatment.  source: publisher, dataset, release.  alt: one sentence in
    place of the picture.  headers, rows: the plotted values as a table.
    """

    title: str
    subtitle: str
    source: str
    alt: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as it is kept: words by language, and SVG bytes by language and size."""

    id: str
    kind: Kind
    reasons: tuple[str, ...]
    words: Mapping[Language, Words]
    pictures: Mapping[tuple[Language, Size], bytes]
