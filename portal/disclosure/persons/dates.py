"""Birth dates: a date is one only beside a word that says so, or where persons stand in the same table."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from portal.disclosure.matches import Match
from portal.disclosure.persons.headers import OwnWords, hints, names_person
from portal.disclosure.report import Kind

__all__ = ["births_in_text", "column_confidence", "parse"]

_OLDEST = 120  # years
_FORM = re.compile(
    r"\s*((?:18|19|20)\d{2})\s*(?:[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?\s*"
)
_MONTH_FIRST = re.compile(r"\s*(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})\s*")
_DATE = r"((?:18|19|20)\d{2}(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{4}(?!\d)))"
_TEXT = re.compile(
    rf"(?:出生日期|出生年月日?|出生于|生于|生日|出生时间)\s*(?:为|是|[:：])?\s*{_DATE}|{_DATE}\s*(?:出生|生(?![产效成活物日]))"
)
_OTHER = re.compile("日期|时间|date|time|day|年月|成立|开工|竣工|发布|更新", re.IGNORECASE)
_SAMPLE = 3000


def parse(text: str, *, today: date) -> date | None:
    """Read a whole cell as the full birth date of somebody who may live: at most 120 years ago, not in the future.

    Forms: 1985-03-02, 1985/3/2, 1985.3.2, 1985年3月2日, 19850302, 3/2/1985, with a time after it. A year, or a year
    and a month, is None: it is what a birth date is generalised to.
    """
    if found := _FORM.fullmatch(text):
        parts = found[1], found[2] or found[4], found[3] or found[5]
    elif found := _MONTH_FIRST.fullmatch(text):
        parts = (found[3], found[1], found[2]) if int(found[1]) <= 12 else (found[3], found[2], found[1])
    else:
        return None
    try:
        day = date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None
    return day if day <= today and today.year - day.year <= _OLDEST else None


def column_confidence(
    values: Iterable[str], header: str, neighbours: Sequence[str] = (), *, today: date, own: tuple[OwnWords, ...] = ()
) -> float:
    """Say how sure a column holds birth dates, 0 to 1, from its distinct values, its header and the other headers.

    0.5 and more should be told. Without a word for birth in the header it takes persons in the other headers, a header
    that speaks of no other date, and dates that spread over thirty years, most of them before this decade.
    """
    filled = list(islice(dict.fromkeys(value.strip() for value in values if value and value.strip()), _SAMPLE))
    days = [day for day in (parse(value, today=today) for value in filled) if day]
    hint = hints(header, own).get(Kind.BIRTH_DATE, 0.0)
    if not days or hint < 0:
        return 0.0
    share = len(days) / len(filled)
    if hint >= 0.8:
        return 0.7 + 0.28 * share if share >= 0.05 else 0.4
    years = sorted(day.year for day in days)
    spread = len(days) >= 5 and years[-1] - years[0] >= 30 and years[len(years) // 2] < today.year - 10
    alone = spread and share >= 0.8 and not _OTHER.search(header)
    if alone and any(names_person(one) for one in neighbours if one != header):
        return 0.6
    return 0.2 * share


def births_in_text(text: str, *, today: date) -> list[Match]:
    """Find full dates beside 出生, 生于 or 生 in a sentence: rule ``birth/cue``, strength 0.85."""
    found = []
    for one in _TEXT.finditer(text):
        group = 1 if one[1] else 2
        if parse(one[group], today=today):
            found.append(Match(Kind.BIRTH_DATE, one.start(group), one.end(group), 0.85, "birth/cue"))
    return found
