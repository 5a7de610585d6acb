"""What the rows of a table are: persons, counts of persons, or neither.

Only of persons can a table reveal something. The answer is cautious in both directions: a table of bus stops, prices or
schools is neither, even if it has a district and a count; a table with a name or an identity number and anything else
that is known of people is one of persons.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import prod

from portal.disclosure.risk.cells import person_counts
from portal.disclosure.risk.margins import label_columns
from portal.disclosure.risk.quasi import PERSONAL, is_direct, is_sensitive, kind_of
from portal.disclosure.risk.sample import Column, read_count

__all__ = ["Subject", "Table", "look_at"]

_CREATURES = re.compile(r"物种|树种|品种|犬|宠物|动物|species|scientific ?name|\bbreed\b|\bpet\b")
_STATISTIC = re.compile(
    r"率|占比|比重|比例|百分|平均|均值|中位|人均|户均|增[长速幅]|同比|环比|指数|密度|人次|件数|总数|数量|预期寿命|%|‰|"
    r"\b(?:rate|percent(?:age)?|ratio|mean|average|median|per|index|count|total)\b"
)
_GRID = 8  # rows: fewer fill a grid by chance
_FEW = 20  # a count this small that stands in rows which repeat is a quality of a household


class Subject(StrEnum):
    """What a row is."""

    PERSONS = "persons"
    COUNTS = "counts"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Table:
    """What a table is about, and the columns that matter for it.

    quasi: quasi-identifiers, of persons.  sensitive: for l-diversity.  counts: columns that count persons.
    """

    subject: Subject
    columns: tuple[Column, ...] = ()
    quasi: tuple[Column, ...] = ()
    sensitive: tuple[Column, ...] = ()
    counts: tuple[Column, ...] = ()


def look_at(columns: Sequence[Column]) -> Table:
    """Tell what a table is about by its columns."""
    every = tuple(columns)
    if any(one.has_word(_CREATURES) for one in every):
        return Table(Subject.OTHER, every)
    kinds = {one: kind for one in every if (kind := kind_of(one)) and not is_direct(one)}
    named = any(map(is_direct, every))
    counts = person_counts(every)
    if (named and kinds) or (_are_persons(every, kinds) and not _are_counted(every, counts)):
        sensitive = tuple(one for one in every if is_sensitive(one) and one not in kinds and not is_direct(one))
        return Table(Subject.PERSONS, every, tuple(kinds), sensitive)
    if counts:
        return Table(Subject.COUNTS, every, counts=tuple(counts))
    return Table(Subject.OTHER, every)


def _are_persons(columns: Sequence[Column], kinds: dict[Column, str]) -> bool:
    """Say whether rows without a name are persons: a personal quality and another one, and no statistic beside."""
    if len(kinds) < 2 or not PERSONAL & set(kinds.values()):
        return False
    measures = [one for one in columns if one not in kinds and one.has_word(_STATISTIC)]
    if measures and not _repeats([one for one in columns if one not in measures]):
        return False
    return not _is_grid([*kinds, *(one for one in label_columns(columns, ()) if one not in kinds)])


def _are_counted(columns: Sequence[Column], counts: Sequence[Column]) -> bool:
    """Say whether counts of persons are what the table tells; not if the rows repeat and the counts stay tiny."""
    if not counts:
        return False
    largest = max((read_count(value) or 0 for one in counts for value in one.values), default=0)
    groups = [one for one in columns if one not in counts]
    return largest > _FEW or not _repeats(groups)


def _is_grid(columns: Sequence[Column]) -> bool:
    """Say whether rows are the cells of a statistic: most combinations of the values there are, each once."""
    rows = list(zip(*(one.cells for one in columns), strict=True))
    possible = prod(len(set(one.cells)) for one in columns)
    return len(rows) >= _GRID and len(set(rows)) == len(rows) and 2 * len(rows) >= possible


def _repeats(columns: Sequence[Column]) -> bool:
    """Say whether rows share all values of some columns: then they are not the groups of a statistic."""
    rows = list(zip(*(one.cells for one in columns), strict=True))
    again = sum(count for count in Counter(rows).values() if count > 1)
    return bool(rows) and again > 0.05 * len(rows)
