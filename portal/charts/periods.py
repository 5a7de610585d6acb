"""Steps of a time axis: how long, what follows what, and their names in both languages."""

from datetime import date, timedelta

from portal.charts.plans import Column, Grain, Language

__all__ = ["day_of", "grain_of", "name_of", "next_period", "periods", "start_of"]

_MANY_DAYS, _MANY_MONTHS, _SOME_DAYS = 300, 300 * 28, 120
_MOST = 2000  # periods of one axis
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def grain_of(column: Column) -> Grain:
    """Choose how long a step of a line is, so that it neither wriggles nor stands still.

    Daily values become monthly ones from 300 days on, weekly ones from 120; monthly ones yearly from 300 months on.
    """
    if column.type == "year":
        return Grain.YEAR
    if column.type == "quarter":
        return Grain.QUARTER
    first, last = day_of(column.low), day_of(column.high)
    if column.type == "yearmonth" or first is None or last is None:
        return Grain.MONTH
    days = (last - first).days + 1
    gap = days / max(1, column.distinct - 1)
    if gap > 200 or days > _MANY_MONTHS:
        return Grain.YEAR
    if gap > 20 or days > _MANY_DAYS:
        return Grain.MONTH
    return Grain.WEEK if days > _SOME_DAYS and gap < 7 else Grain.DAY


def day_of(value: object) -> date | None:
    """Read the day of an ISO date, moment, month or year; None for anything else."""
    text = str(value)[:10]
    try:
        return date.fromisoformat(text if len(text) == 10 else {4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), ""))
    except ValueError:
        return None


def start_of(day: date, grain: Grain) -> date:
    """Return the first day of the period that a day is in; weeks begin on Monday."""
    if grain is Grain.YEAR:
        return day.replace(month=1, day=1)
    if grain is Grain.QUARTER:
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    if grain is Grain.MONTH:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if grain is Grain.WEEK else day


def next_period(day: date, grain: Grain) -> date:
    """Return the first day of the period after the one that begins on ``day``."""
    if grain is Grain.YEAR:
        return day.replace(year=day.year + 1)
    if grain in (Grain.MONTH, Grain.QUARTER):
        ahead = 32 if grain is Grain.MONTH else 93
        return (day.replace(day=1) + timedelta(days=ahead)).replace(day=1)
    return day + timedelta(days=7 if grain is Grain.WEEK else 1)


def periods(first: date, last: date, grain: Grain) -> list[date]:
    """Return the first days of all periods from first to last, at most 2,000."""
    found = [first]
    while len(found) < _MOST and (following := next_period(found[-1], grain)) <= last:
        found.append(following)
    return found


def name_of(day: date, grain: Grain, language: Language) -> str:
    """Name a period: 2025年3月, Mar 2025."""
    month = _MONTHS[day.month - 1]
    quarter = (day.month + 2) // 3
    zh = {
        Grain.YEAR: f"{day.year}年",
        Grain.QUARTER: f"{day.year}年第{quarter}季度",
        Grain.MONTH: f"{day.year}年{day.month}月",
        Grain.WEEK: f"{day.year}年{day.month}月{day.day}日当周",
        Grain.DAY: f"{day.year}年{day.month}月{day.day}日",
    }
    en = {
        Grain.YEAR: f"{day.year}",
        Grain.QUARTER: f"Q{quarter} {day.year}",
        Grain.MONTH: f"{month} {day.year}",
        Grain.WEEK: f"the week of {day.day} {month} {day.year}",
        Grain.DAY: f"{day.day} {month} {day.year}",
    }
    return (zh if language == "zh" else en)[grain]
