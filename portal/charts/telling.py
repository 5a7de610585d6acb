"""A chart in words made from its values: title, subtitle, source, the sentence in its place, the table of values."""

import math
from collections.abc import Sequence

from portal.charts.districts import tile_of
from portal.charts.numbers import plain, spoken
from portal.charts.periods import day_of, name_of
from portal.charts.plans import Cell, ChartPlan, Column, Data, Facts, Grain, Kind, Language, Role, Statistic, Words
from portal.charts.sentences import say
from portal.charts.units import unit_in

__all__ = ["label_of", "measure_of", "tell"]

_KM_A_DEGREE = 111.2
_TWIN_POINTS = 200  # more would read out for an hour


def tell(plan: ChartPlan, data: Data, facts: Facts, language: Language) -> Words:
    """Put a chart into words of a language."""
    title = _title(plan, data, facts, language)
    subtitle = _subtitle(plan, data, language)
    headers, rows = _twin(plan, data, facts, language)
    return Words(
        title=title,
        subtitle=subtitle,
        source=say(
            "source",
            language,
            publisher=facts.publisher[language],
            dataset=facts.dataset[language],
            release=str(facts.release),
        ),
        alt=say("alt", language, kind=say(f"kind.{plan.kind}", language), title=title, subtitle=subtitle),
        headers=headers,
        rows=rows,
    )


def measure_of(plan: ChartPlan, language: Language) -> str:
    """Name what is measured; rows, where they are counted."""
    if plan.measure is not None:
        return plan.measure.titles[language]
    if plan.by is not None and plan.kind is not Kind.SERIES:
        return say("rows.by", language, by=_lower(plan.by, language))
    return say("rows", language)


def label_of(column: Column | None, value: Cell, facts: Facts, language: Language) -> str:
    """Write a group's value: a district by its name, a code by its word, anything else as it stands."""
    text = "" if value is None else str(value)
    if column is None:
        return text
    known = facts.labels.get(column.name, {}).get(text)
    if known:
        return known[language]
    tile = tile_of(text) if column.role is Role.DISTRICT or not text.isdigit() else None
    return tile.names[language] if tile else text


def _title(plan: ChartPlan, data: Data, facts: Facts, language: Language) -> str:
    writers = {Kind.SERIES: _of_series, Kind.HISTOGRAM: _of_histogram, Kind.POINTS: _of_points}
    return writers.get(plan.kind, _of_groups)(plan, data, facts, language)


def _of_series(plan: ChartPlan, data: Data, facts: Facts, language: Language) -> str:
    assert plan.grain is not None  # noqa: S101 a series has a grain
    measure = measure_of(plan, language)
    known = [(str(day), group, float(value)) for day, group, value in data.rows if value is not None]
    high, low = max(known, key=lambda row: row[2]), min(known, key=lambda row: row[2])

    def at(row: tuple[str, Cell, float]) -> str:
        day = day_of(row[0])
        return name_of(day, plan.grain, language) if day and plan.grain else row[0]

    if high[2] == low[2]:
        return say("series.flat", language, measure=measure, high=spoken(high[2], language))
    groups = sorted({group for _, group, _ in known}, key=str)
    if len(groups) > 1:
        means = {name: _mean([value for _, group, value in known if group == name]) for name in groups}
        top, bottom = max(groups, key=lambda name: means[name]), min(groups, key=lambda name: means[name])
        peak = max((row for row in known if row[1] == top), key=lambda row: row[2])
        named = {"top": label_of(plan.by, top, facts, language), "bottom": label_of(plan.by, bottom, facts, language)}
        return say(
            "series.groups", language, measure=measure, high_at=at(peak), high=spoken(peak[2], language), **named
        )
    first, last = known[0], known[-1]
    if {first, last} == {high, low}:
        key = "series.rise" if last[2] > first[2] else "series.fall"
        ends = {"first": spoken(first[2], language), "last": spoken(last[2], language)}
        return say(key, language, measure=measure, first_at=at(first), last_at=at(last), **ends)
    ends = {"high": spoken(high[2], language), "low": spoken(low[2], language)}
    return say("series.peak", language, measure=measure, high_at=at(high), low_at=at(low), **ends)


def _of_groups(plan: ChartPlan, data: Data, facts: Facts, language: Language) -> str:
    measure = measure_of(plan, language)
    rows = sorted(((name, float(value)) for name, value in data.rows), key=lambda row: (-row[1], str(row[0])))  # type: ignore[arg-type]
    (top, high), (bottom, low) = rows[0], rows[-1]
    if high == rows[1][1]:
        return say("bars.tied", language, measure=measure, high=spoken(high, language))
    named = {"top": label_of(plan.by, top, facts, language), "high": spoken(high, language)}
    total = float(data.facts.get("total") or 0)
    if plan.statistic is Statistic.MEAN:
        key = "bars.mean"
    elif plan.kind is Kind.BARS and low >= 0 and total > 0:
        return say("bars.sum", language, measure=measure, share=f"{_percent(high / total)}%", **named)
    else:
        key = "bars.most"
    if data.facts.get("others"):  # the least of those shown is not the least of all
        return say(
            "bars.top_mean" if plan.statistic is Statistic.MEAN else "bars.top", language, measure=measure, **named
        )
    named |= {"bottom": label_of(plan.by, bottom, facts, language), "low": spoken(low, language)}
    return say(key, language, measure=measure, **named)


def _of_histogram(plan: ChartPlan, data: Data, _facts: Facts, language: Language) -> str:
    q1, median, q3 = (float(data.facts[name] or 0) for name in ("q1", "median", "q3"))
    key = "histogram" if q1 < q3 else "histogram.narrow"
    quarters = {"q1": spoken(q1, language), "median": spoken(median, language), "q3": spoken(q3, language)}
    return say(key, language, measure=measure_of(plan, language), **quarters)


def _of_points(plan: ChartPlan, data: Data, facts: Facts, language: Language) -> str:
    n = spoken(float(data.facts["n"] or 0), language)
    if plan.by is not None and data.facts.get("top") is not None:
        key = "points.top" if plan.by.role is Role.DISTRICT else "points.top_group"
        top = label_of(plan.by, data.facts["top"], facts, language)
        return say(key, language, n=n, top=top, top_n=spoken(float(data.facts["top_n"] or 0), language))
    xs, ys = [float(row[0] or 0) for row in data.rows], [float(row[1] or 0) for row in data.rows]
    wide = (max(xs) - min(xs)) * _KM_A_DEGREE * math.cos(math.radians((max(ys) + min(ys)) / 2))
    high = (max(ys) - min(ys)) * _KM_A_DEGREE
    return say("points", language, n=n, width=_distance(wide), height=_distance(high))


def _subtitle(plan: ChartPlan, data: Data, language: Language) -> str:
    parts = []
    unit = unit_in(plan.measure.unit, language) if plan.measure else ""
    if unit:
        parts.append(say("unit", language, unit=unit))
    parts += {Kind.SERIES: _how_series, Kind.HISTOGRAM: _how_histogram, Kind.POINTS: _how_points}.get(
        plan.kind, _how_groups
    )(plan, data, language)
    if data.facts.get("at") and (day := day_of(data.facts["at"])) and plan.grain and plan.time:
        parts.append(say("at", language, at=name_of(day, _own_grain(plan), language)))
    joined = say("joint", language).join(parts)
    return joined[:1].upper() + joined[1:]


def _how_series(plan: ChartPlan, data: Data, language: Language) -> list[str]:
    assert plan.grain is not None  # noqa: S101 a series has a grain
    stock = plan.measure is not None and plan.measure.stock and plan.statistic is Statistic.SUM
    grain = say(f"grain.{plan.grain}", language)
    parts = [say("stock.series" if stock else f"{plan.statistic}.series", language, grain=grain)]
    if plan.by is not None:
        parts.append(say("split", language, by=_lower(plan.by, language)))
    first, last = day_of(data.facts["first"]), day_of(data.facts["last"])
    if first and last:
        ends = {"first": name_of(first, plan.grain, language), "last": name_of(last, plan.grain, language)}
        parts.append(say("span", language, **ends))
    return [*parts, say("cut", language)] if data.facts.get("cut") else parts


def _how_groups(plan: ChartPlan, data: Data, language: Language) -> list[str]:
    assert plan.by is not None  # noqa: S101 bars and tiles have groups
    parts = [say(f"{plan.statistic}.groups", language, by=_lower(plan.by, language))]
    if plan.time is not None and plan.grain and not data.facts.get("at") and plan.measure is not None:
        first, last = day_of(plan.time.low), day_of(plan.time.high)
        if first and last:
            grain = _own_grain(plan)
            parts.append(
                say("span", language, first=name_of(first, grain, language), last=name_of(last, grain, language))
            )
    if data.facts.get("others"):
        shown, groups = len(data.rows), int(data.facts["groups"] or 0)
        parts.append(say("others", language, shown=str(shown), groups=spoken(groups, language)))
    if plan.kind is Kind.TILES:
        parts.append(say("tiles", language))
    if data.facts.get("elsewhere"):
        parts.append(say("elsewhere", language, elsewhere=str(data.facts["elsewhere"])))
    return parts


def _how_histogram(_plan: ChartPlan, data: Data, language: Language) -> list[str]:
    parts = [say("histogram.count", language, n=spoken(float(data.facts["n"] or 0), language))]
    if data.facts.get("beyond"):
        parts.append(say("histogram.beyond", language, beyond=str(data.facts["beyond"])))
    return parts


def _how_points(_plan: ChartPlan, data: Data, language: Language) -> list[str]:
    parts = [say("points.how", language)]
    return [*parts, say("points.binned", language)] if data.facts.get("binned") else parts


def _twin(
    plan: ChartPlan, data: Data, facts: Facts, language: Language
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    measure = measure_of(plan, language) if plan.measure else say("rows", language)
    unit = unit_in(plan.measure.unit, language) if plan.measure else ""
    value = f"{measure}（{unit}）" if unit and language == "zh" else f"{measure} ({unit})" if unit else measure
    if plan.kind is Kind.SERIES:
        return _twin_of_series(plan, data, facts, language, value)
    if plan.kind is Kind.HISTOGRAM:
        heads: tuple[str, ...] = (say("head.from", language), say("head.to", language), say("head.count", language))
        return heads, tuple((_plain(row[0]), _plain(row[1]), row[2]) for row in data.rows)
    if plan.kind is Kind.POINTS:
        heads = tuple(say(f"head.{one}", language) for one in ("longitude", "latitude", "group", "count"))
        some = data.rows[:_TWIN_POINTS]
        return heads, tuple((*map(_plain, row[:2]), label_of(plan.by, row[2], facts, language), row[3]) for row in some)
    head = say("head.district", language) if plan.kind is Kind.TILES else plan.by.titles[language] if plan.by else ""
    return (head, value), tuple(
        (label_of(plan.by, name, facts, language), _plain(number)) for name, number in data.rows
    )


def _twin_of_series(
    plan: ChartPlan, data: Data, facts: Facts, language: Language, value: str
) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    assert plan.grain is not None and plan.time is not None  # noqa: S101 a series has both
    groups = list(dict.fromkeys(group for _, group, _ in data.rows))
    known = {(day, group): number for day, group, number in data.rows}
    days = list(dict.fromkeys(str(day) for day, _, _ in data.rows))
    heads = [label_of(plan.by, group, facts, language) or value for group in groups]
    rows = []
    for day in days:
        moment = day_of(day)
        name = name_of(moment, plan.grain, language) if moment else day
        rows.append((name, *(_plain(known[day, group]) for group in groups)))
    return (plan.time.titles[language], *heads), tuple(rows)


def _own_grain(plan: ChartPlan) -> Grain:
    assert plan.time is not None and plan.grain is not None  # noqa: S101 asked only where there is a time
    return {"year": Grain.YEAR, "yearmonth": Grain.MONTH, "quarter": Grain.QUARTER}.get(plan.time.type, Grain.DAY)


def _plain(value: Cell) -> Cell:
    return plain(value) if isinstance(value, int | float) else value


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _percent(share: float) -> str:
    return f"{share * 100:.0f}" if share >= 0.1 else f"{share * 100:.1f}"


def _distance(km: float) -> str:
    return f"{km:.0f}" if km >= 10 else f"{km:.1f}"


def _lower(column: Column, language: Language) -> str:
    """Write a column's title inside a sentence: English in small letters, unless it is an abbreviation."""
    if column.role is Role.DISTRICT:
        return say("district", language)
    title = column.titles[language]
    return title[:1].lower() + title[1:] if language == "en" and title[1:2].islower() else title
