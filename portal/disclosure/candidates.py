"""Which cells of each column are worth a closer look.

A sample says first what each column is like. Columns that a header or the sample speaks for are read in full, or by
the patterns of the kinds that the header names; all others together are looked through by one coarse pattern a row.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from portal.disclosure.own import candidate_patterns
from portal.disclosure.patterns import ADDRESS, STRONG_PATTERN, compiled, cues, for_kinds, joined
from portal.disclosure.persons import addresses, dates, names, places
from portal.disclosure.persons.headers import hints, names_body, names_dwelling, names_person, names_public_person
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.report import Kind
from portal.disclosure.serials import not_persons
from portal.tables.source import read_header, read_rows

__all__ = ["Plan", "Sample", "plan", "take_sample"]

_WHOLE = 2_000_000  # bytes: a table up to this size is its own sample
_PLACES, _TAKEN = 64, 1 << 14  # a sample of a larger one: so many places, so many bytes at each
_LONGEST_LINE = 1 << 21
_HINTED, _NAMED = 0.3, 0.8
_BAR, _MASKED, _AMONG = 0.5, 0.3, 0.6
_NAMES = 0.6  # share of a column's values; in one with fewer only what looks like a name is one
_LONGEST_VALUE, _JUDGED = 60, 1000
_WORDED, _MASKS = re.compile("[A-Za-z\u3400-\u9fff]"), re.compile("[*＊×○●□某xX先女]")
_AMOUNT, _AMOUNTS = (
    re.compile(r"[2-9][0-9]{8,}(?:\.[0-9]+)?|[0-9]{9,10}(?:\.[0-9]+)?|1[0-2][0-9]{9,}|[0-9]{12,14}"),
    0.05,
)
_UNIT = re.compile("[万亿]?元|金额|总[值量额]|面积|人口|[（(](?:分|吨|千瓦时|度|米|公里)[)）]")
_BODIES, _PERSONS = "机构名称", "姓名"  # stand for the header of a column whose values are bodies, or persons
_OFFICES = re.compile("部门|科室|处室|[承经受主协]办|责任|主管|岗位|职务")  # who deals with a row, not what it is about
_LONGEST_NAME = 12
_ROUNDED = "[0-9][Ee][+]?1[0-9]"
_MOST = 20  # a column in which one value in so many has a letter may hold names
_FEW_VALUES = 200  # from a sample, to see whether a pattern is of any use in a column
_HOT = 0.2  # share of candidates from which on a pattern says nothing about a column
_EVERYTHING = frozenset({Kind.PERSON_NAME, Kind.HOME_ADDRESS, Kind.COORDINATES_DWELLING})
_STRICT = (
    "(?:^|[^0-9A-Za-z])[GLJ]?[1-9][0-9]{5}(?:1[89]|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
    "(?:$|[^0-9A-Za-z])",
    "(?:^|[^0-9A-Za-z.])1[3-9][0-9]{9}(?:$|[^0-9A-Za-z])",
    for_kinds([Kind.EMAIL]),
    for_kinds([Kind.PLATE]),
    for_kinds([Kind.IP]),
    "[*＊]",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Rows of a table. whole: all of them, in order.  rows: how many the table has, guessed unless whole."""

    cells: Sequence[Sequence[str]] = field(repr=False)
    whole: bool
    rows: int

    def values(self, column: int) -> list[str]:
        """The filled cells of a column."""
        cells = (row[column] for row in self.cells if column < len(row))
        return [cell for cell in cells if cell and not cell.isspace()]


@dataclass(frozen=True, slots=True)
class Plan:
    """How one column is looked at.

    prefer: kinds that the header speaks for.  sure: kinds that values and headers together speak for, with the
    confidence: names, homes, dates of birth, coordinates of dwellings; 0: a home it is not, whatever a cell
    looks like.  pattern: what a cell has to match; empty: every
    filled cell counts.  apart: it is read by itself, not with the others.
    amounts: it holds large plain numbers that are no telephones.  filled: guessed from the sample.
    mixed: names stand among something else.  bodies: its values are bodies, shops or places open to the public.
    never: kinds that its values are not, though single ones look so, unless the header speaks for them.
    """

    index: int
    name: str
    prefer: frozenset[Kind]
    sure: Mapping[Kind, float]
    pattern: str
    apart: bool
    filled: int
    amounts: bool = False
    never: frozenset[Kind] = frozenset()
    bodies: bool = False
    mixed: bool = False


def take_sample(path: Path) -> Sample:
    """Read a sample: all rows of a small table, else whole lines at even distances. Raises PortalError ``table.*``."""
    size = path.stat().st_size
    header = read_header(path)
    if size <= _WHOLE:
        rows = list(read_rows(path))[1:]
        return Sample(rows, whole=True, rows=len(rows))
    cells: list[list[str]] = []
    taken = 0
    with path.open("rb") as file:
        for number in range(_PLACES):
            file.seek(size * number // _PLACES)
            file.readline(_LONGEST_LINE)
            lines = file.read(_TAKEN).rpartition(b"\n")[0]
            found = list(csv.reader(io.StringIO(lines.decode("utf-8", "ignore"), newline="")))
            cells += [row for row in found if len(row) == len(header)]
            taken += len(lines) if found else 0
    return Sample(cells, whole=False, rows=round(size * len(cells) / max(1, taken)))


def plan(header: Sequence[str], sample: Sample, *, today: date, policy: Policy = DEFAULT) -> list[Plan]:
    """Decide for each column how it is looked at."""
    columns = [sample.values(index) for index in range(len(header))]
    found = _dwellings(header, sample, columns, policy)
    dwellings = [found.get(index, 0.0) for index in range(len(header))]
    bodies = [
        not _OFFICES.search(name) and addresses.are_bodies(values[:_JUDGED])
        for name, values in zip(header, columns, strict=True)
    ]
    seen = [_seen(name, values, one) for name, values, one in zip(header, columns, bodies, strict=True)]
    plans = [
        _plan(index, [*seen[:index], header[index], *seen[index + 1 :]], sample, values, dwelling, today, policy)
        for index, (values, dwelling) in enumerate(zip(columns, dwellings, strict=True))
    ]
    return [
        replace(
            one,
            never=not_persons(values[:_JUDGED], today=today),
            bodies=is_bodies,
            mixed=Kind.PERSON_NAME in one.sure and names.evidence(values[:_JUDGED]).shaped < _NAMES,
        )
        for one, values, is_bodies in zip(plans, columns, bodies, strict=True)
    ]


def _seen(name: str, values: Sequence[str], bodies: bool) -> str:
    """Return a column's header as its neighbours see it: what says nothing gives way to what the values are."""
    if names_person(name) or names_body(name) or names_public_person(name):
        return name
    if bodies:
        return _BODIES
    some = values[:_FEW_VALUES]
    worded = bool(some) and all(len(value) <= _LONGEST_NAME for value in some) and _WORDED.search(some[0])
    return _PERSONS if worded and names.column_confidence(some, name) >= _NAMED else name


def _plan(
    index: int,
    header: Sequence[str],
    sample: Sample,
    values: Sequence[str],
    dwelling: float,
    today: date,
    policy: Policy,
) -> Plan:
    name = header[index]
    filled = len(values) if sample.whole else round(len(values) / max(1, len(sample.cells)) * sample.rows)
    prefer = frozenset(kind for kind, weight in hints(name, policy.words).items() if weight >= _HINTED)
    sure = _sure(values, name, [*header[:index], *header[index + 1 :]], dwelling, today, policy)
    own = candidate_patterns(policy.patterns, prefer)
    coarse = joined([STRONG_PATTERN, ADDRESS, cues(), *own])
    if any(sure.values()) or prefer & _EVERYTHING:
        return Plan(index, name, prefer, sure, "", apart=True, filled=filled)
    if spoken_for := for_kinds(prefer):
        return Plan(index, name, prefer, sure, joined([spoken_for, _ROUNDED, coarse]), apart=True, filled=filled)
    if prefer:  # sentences: all that a coarse pattern finds in them is looked at, however much that is
        apart = bool(policy.patterns) or any(_is_hot(one, _some(values)) for one in (STRONG_PATTERN, ADDRESS, cues()))
        return Plan(index, name, prefer, sure, coarse, apart=apart, filled=filled)
    pattern = coarse if sample.whole else joined([*_telling(values, [STRONG_PATTERN, ADDRESS, cues()]), *own])
    return Plan(
        index, name, prefer, sure, pattern, apart=pattern != coarse, filled=filled, amounts=_has_amounts(name, values)
    )


def _sure(
    values: Sequence[str], name: str, neighbours: Sequence[str], dwelling: float, today: date, policy: Policy
) -> dict[Kind, float]:
    """Weigh what only a column as a whole can show."""
    distinct = list(dict.fromkeys(values))
    short = [value for value in distinct if len(value) <= _LONGEST_VALUE][:_JUDGED]
    if not short or 2 * len(short) < min(len(distinct), _JUDGED):
        return {}
    worded = [value for value in short if _WORDED.search(value)]
    found = {
        Kind.BIRTH_DATE: dates.column_confidence(short, name, neighbours, today=today, own=policy.words),
        Kind.COORDINATES_DWELLING: dwelling,
        Kind.HOME_ADDRESS: addresses.column_confidence(short, name, neighbours, own=policy.words),
        Kind.PERSON_NAME: _of_names(short, name, policy) if _MOST * len(worded) >= len(short) else 0.0,
    }
    told = {kind: sure for kind, sure in found.items() if sure >= _BAR}
    if names_dwelling(name) and hints(name, policy.words).get(Kind.HOME_ADDRESS, 0.0) >= _NAMED:
        return told  # 家庭住址 beside 单位名称; the 住所 of a firm is none
    persons = any(names_person(one) and not names_public_person(one) for one in neighbours)
    if any(map(names_body, neighbours)) and not persons and Kind.FREE_TEXT not in hints(name):
        told[Kind.HOME_ADDRESS] = 0.0
    return told


def _has_amounts(name: str, values: Sequence[str]) -> bool:
    """Say whether a column has plain numbers of nine digits and more that cannot be a mobile's."""
    some = values[:_JUDGED]
    large = sum(_AMOUNT.fullmatch(value) is not None for value in some)
    return large > _AMOUNTS * len(some) or _UNIT.search(name) is not None


def _of_names(values: Sequence[str], name: str, policy: Policy) -> float:
    sure = names.column_confidence(values, name, own=policy.words)
    masked = any(_MASKS.search(value) for value in values) and names.evidence(values).masked >= _MASKED
    if sure < _BAR and names.are_among(values, name, own=policy.words):
        return _AMONG
    return max(sure, _BAR) if masked else sure


def _dwellings(
    header: Sequence[str], sample: Sample, columns: Sequence[Sequence[str]], policy: Policy
) -> dict[int, float]:
    """Find the columns of points, and weigh whether they are those of dwellings."""
    found: dict[int, float] = {}
    x = next((place for place, name in enumerate(header) if places.is_longitude(name)), None)
    y = next((place for place, name in enumerate(header) if places.is_latitude(name)), None)
    if x is not None and y is not None:
        rows = [row for row in sample.cells if len(row) > max(x, y) and row[x] and row[y]]
        others = [name for place, name in enumerate(header) if place not in {x, y}]
        points = [places.point(row[x], row[y]) for row in rows[:_JUDGED]]
        found[x] = found[y] = places.column_confidence(points, [header[x], header[y]], others, own=policy.words)
    for place, name in enumerate(header):
        values = columns[place][:_JUDGED]
        if place not in found and any(map(places.parse_pair, values[:_FEW_VALUES])):
            points = list(map(places.parse_pair, values))
            found[place] = places.column_confidence(
                points, [name], [*header[:place], *header[place + 1 :]], own=policy.words
            )
    return found


def _telling(values: Sequence[str], patterns: Sequence[str]) -> list[str]:
    """Keep the patterns that choose; where one matches most cells, what is stricter stands in for it."""
    some = _some(values)
    kept: list[str] = []
    for pattern in patterns:
        if not _is_hot(pattern, some):
            kept.append(pattern)
        elif pattern == STRONG_PATTERN:
            kept += [one for one in _STRICT if not _is_hot(one, some)]
    return kept


def _some(values: Sequence[str]) -> Counter[str]:
    return Counter(values[:: max(1, len(values) // _FEW_VALUES)])


def _is_hot(pattern: str, values: Mapping[str, int]) -> bool:
    """Say whether a pattern matches a large share of the cells: a few odd ones among a handful of values are none."""
    found = sum(count for value, count in values.items() if compiled(pattern).search(value))
    return found > _HOT * max(1, sum(values.values()))
