"""Which charts of a table are worth showing: a pure function of its profile and its schema."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from portal.charts.columns import columns_of
from portal.charts.periods import grain_of
from portal.charts.plans import ChartPlan, Column, Grain, Kind, Role, Statistic

__all__ = ["choose", "differs", "ranked"]

_MOST = 3
_FEW = 4  # series or colours that the eye can tell apart
_SHORT = 12  # characters of a name in a legend
_STEPS = 5  # moments that make a line
_DISTRICTS = 6  # districts that make a map
_MANY = 30  # values that make a distribution
_VARIED = 12
_COUNTED_ROWS = 20  # rows that are worth counting by group
_LABELS = 2000


def choose(
    profile: Mapping[str, Any], schema: Mapping[str, Any], *, language: str = "zh", labelled: Container[str] = ()
) -> list[ChartPlan]:
    """Choose up to three charts, the best first, each of another kind; none where nothing can be said.

    profile: as `portal.intake.profile` makes it.  schema: the resource's Table Schema.  language: of its titles.
    labelled: columns whose codes have words.
    The rules are in docs/decisions/0006-charts.md.
    """
    chosen: list[ChartPlan] = []
    for plan in ranked(profile, schema, language=language, labelled=labelled):
        if len(chosen) < _MOST and differs(plan, chosen):
            chosen.append(plan)
    return chosen


def ranked(
    profile: Mapping[str, Any], schema: Mapping[str, Any], *, language: str = "zh", labelled: Container[str] = ()
) -> list[ChartPlan]:
    """Return all charts that the table might bear, the best first; many say the same."""
    columns = columns_of(profile, schema, language, labelled)
    rows = int(profile.get("rows") or 0)
    entities = any(_names_rows(one, rows) for one in profile.get("columns", ()))
    return sorted(
        _candidates(columns, rows, entities=entities), key=lambda plan: -plan.score
    )  # stable: the first column wins


def differs(plan: ChartPlan, chosen: Sequence[ChartPlan]) -> bool:
    """Say whether a chart shows what those chosen do not."""
    return not any(_says_the_same(plan, one) for one in chosen)


def _candidates(columns: Sequence[Column], rows: int, *, entities: bool) -> Iterator[ChartPlan]:
    measures = _of(columns, Role.MEASURE)
    times = _of(columns, Role.TIME)
    time = times[0] if times else None
    totals = tuple(
        one.name for one in columns if one.role in (Role.CATEGORY, Role.DISTRICT) and one.distinct <= _LABELS
    )
    yield from _points(columns, rows, totals)
    for order, measure in enumerate(measures):
        late = order * 3 + (8 if measure.nulls * 5 > rows else 0)
        yield from _of_measure(columns, measure, time, totals, late)
        if (
            rows - measure.nulls >= _MANY
            and measure.distinct >= _VARIED
            and (entities or measure.statistic is Statistic.MEAN)
        ):  # how big single cells of a sum are says nothing
            score = (66 if time is None else 56) - late
            latest = time is not None and grain_of(time) is Grain.YEAR
            yield _plan(Kind.HISTOGRAM, measure, score, "chart.spread", totals, None, time, latest=latest)
    if rows >= _COUNTED_ROWS:
        yield from _counts(columns, time, totals, rows)


def _points(columns: Sequence[Column], rows: int, totals: tuple[str, ...]) -> Iterator[ChartPlan]:
    longitudes, latitudes = _of(columns, Role.LONGITUDE), _of(columns, Role.LATITUDE)
    if not longitudes or not latitudes or rows < _STEPS:
        return
    few = [one for one in _few(columns) if one.role is Role.CATEGORY]
    by = few[0] if few else next(iter(_of(columns, Role.DISTRICT)), None)
    yield ChartPlan(
        id="points", kind=Kind.POINTS, statistic=Statistic.COUNT, score=96, reasons=("chart.coordinates",), by=by,
        longitude=longitudes[0], latitude=latitudes[0], without_totals=totals,
    )  # fmt: skip


def _of_measure(
    columns: Sequence[Column], measure: Column, time: Column | None, totals: tuple[str, ...], late: int
) -> Iterator[ChartPlan]:
    latest = time is not None and (measure.stock or grain_of(time) is Grain.YEAR)
    if time is not None and time.distinct >= _STEPS:
        yield _series(columns, measure, time, totals, 92 - late)
    districts = _of(columns, Role.DISTRICT)
    if districts and districts[0].distinct >= _DISTRICTS:
        yield _plan(Kind.TILES, measure, 88 - late, "chart.districts", totals, districts[0], time, latest=latest)
    for by in _groups(columns)[:3]:
        score = 78 - late - (0 if 3 <= by.distinct <= 40 else 6) - (4 if by.role is Role.DISTRICT else 0)
        if not by.key and _is_panel(columns):  # what is told of each row; an average by it often tells of itself
            score -= 24 if measure.statistic is Statistic.MEAN else 8
        yield _plan(Kind.BARS, measure, score, "chart.ranked", totals, by, time, latest=latest)


def _names_rows(measured: Mapping[str, Any], rows: int) -> bool:
    """Say whether a text names each row: its rows are things, not cells of a table."""
    return measured.get("type") == "string" and int(measured.get("distinct") or 0) >= 0.8 * rows


def _is_panel(columns: Sequence[Column]) -> bool:
    """Say whether rows are cells of a table with several sides (day and district), not things."""
    return sum(one.key for one in columns) > 1


def _series(columns: Sequence[Column], measure: Column, time: Column, totals: tuple[str, ...], score: int) -> ChartPlan:
    few = [one for one in _few(columns) if one.key]
    return _plan(Kind.SERIES, measure, score, "chart.over_time", totals, few[0] if few else None, time, latest=False)


def _counts(columns: Sequence[Column], time: Column | None, totals: tuple[str, ...], rows: int) -> Iterator[ChartPlan]:
    """Count rows: what a list of cases, stops or schools says."""
    worth = 0 if not _of(columns, Role.MEASURE) else -12
    if time is not None and time.distinct >= _STEPS and rows >= max(3 * time.distinct, 60) and worth == 0:
        yield _plan(Kind.SERIES, None, 74, "chart.rows_over_time", totals, None, time, latest=False)
    districts = _of(columns, Role.DISTRICT)
    if districts and districts[0].distinct >= _DISTRICTS and rows >= districts[0].distinct * 2:
        yield _plan(Kind.TILES, None, 72 + worth, "chart.rows_by_district", totals, districts[0], None, latest=False)
    for by in _groups(columns)[:3]:
        if by.distinct <= _COUNTED_ROWS * 2 and rows >= by.distinct * 3 and by.role is Role.CATEGORY:
            yield _plan(Kind.BARS, None, 70 + worth, "chart.rows_by_group", totals, by, None, latest=False)


def _plan(
    kind: Kind,
    measure: Column | None,
    score: int,
    reason: str,
    totals: tuple[str, ...],
    by: Column | None,
    time: Column | None,
    *,
    latest: bool,
) -> ChartPlan:
    statistic = measure.statistic if measure else Statistic.COUNT
    parts = [kind.value, measure.name if measure else "rows", by.name if by and kind is not Kind.SERIES else ""]
    return ChartPlan(
        id="-".join(part for part in parts if part),
        kind=kind,
        statistic=statistic,
        score=score,
        reasons=(reason, f"chart.{statistic.value}", *(("chart.latest",) if latest else ())),
        measure=measure,
        by=by,
        time=time,
        grain=grain_of(time) if time else None,
        latest=latest,
        without_totals=totals,
    )


def _groups(columns: Sequence[Column]) -> list[Column]:
    """Return the columns that make groups: those of a handful of values first, a district's name before its code."""
    found = [one for one in columns if one.role is Role.CATEGORY and one.distinct <= _LABELS]
    return [*found, *_of(columns, Role.DISTRICT)]


def _few(columns: Sequence[Column]) -> list[Column]:
    """Return those of a few values with short names, which colours can tell apart."""
    return [one for one in _groups(columns) if one.distinct <= _FEW and one.longest <= _SHORT]


def _of(columns: Sequence[Column], role: Role) -> list[Column]:
    return [one for one in columns if one.role is role]


def _says_the_same(one: ChartPlan, other: ChartPlan) -> bool:
    if one.kind is other.kind:
        return True
    pair = (one, other)
    if {plan.kind for plan in pair} == {Kind.SERIES, Kind.BARS} and one.by is not None:
        return one.by == other.by
    return {plan.kind for plan in pair} == {Kind.TILES, Kind.BARS} and all(
        plan.by is not None and plan.by.role is Role.DISTRICT for plan in pair
    )
