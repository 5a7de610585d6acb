"""Sums of money that give away the one firm or person who makes most of them.

Rules of the handbook on statistical disclosure control (Hundepool and others 2012, §4.2): a cell is unsafe if its
largest n contributors make more than k per cent of it, or if the second largest can estimate the largest to within p
per cent. They need the single contributions, which a published table does not hold; what it may hold is their number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.disclosure.risk.cells import count_sql
from portal.disclosure.risk.sample import Column
from portal.tables.source import Source

__all__ = ["FEW", "Exposed", "few_contributors", "has_contributors", "is_dominated", "is_within_p"]

FEW = 3
"""Contributors that a sum needs: of two, each knows the other's part."""
_MAGNITUDE = re.compile(
    r"产值|营业额|营业收入|销售额|税[收额]|纳税|利润|收入|支出|工资|薪酬|发放金额|补贴金额|救助金额|补助金额|贷款|投资额|"
    r"\b(?:turnover|revenue|sales|tax|profit|income|wages?|payroll)\b"
)
_NOT = re.compile(r"率|占比|比重|人均|户均|平均|标准|增长|同比|环比|\b(?:rate|average|mean|median|per)\b")
_CONTRIBUTORS = re.compile(
    r"企业(?:户|家|单位)?数|(?:户|家)数|商户数|单位数|法人数|纳税人数|领取人数|受益人数|人数|"
    r"\b(?:firms|enterprises|companies|establishments|contributors|taxpayers|recipients|employers)\b"
)
_VISITS = re.compile(r"人次")


@dataclass(frozen=True, slots=True)
class Exposed:
    """Sums of too few. columns: the number of contributors and the sums beside it."""

    columns: tuple[str, ...]
    cells: int


def is_dominated(contributions: Sequence[float], n: int = 2, k: float = 85.0) -> bool:
    """Say whether the largest n of the contributions make more than k per cent of their sum (the n-k rule).

    Raises ValueError for a negative one: the rule is not defined for them.
    """
    ordered = _ordered(contributions)
    total = sum(ordered)
    return total > 0 and sum(ordered[:n]) * 100 > k * total


def is_within_p(contributions: Sequence[float], p: float = 10.0) -> bool:
    """Say whether the second largest contributor can estimate the largest to within p per cent (the p-percent rule).

    What the others make is all the uncertainty that is left. Raises ValueError for a negative contribution.
    """
    ordered = _ordered(contributions)
    return bool(ordered) and ordered[0] > 0 and sum(ordered[2:]) * 100 < p * ordered[0]


def _ordered(contributions: Sequence[float]) -> list[float]:
    if any(one < 0 for one in contributions):
        raise ValueError("a negative contribution")
    return sorted(contributions, reverse=True)


def few_contributors(source: Source, columns: Sequence[Column]) -> Exposed | None:
    """Count the sums of money that stand beside a number of contributors of one or two. None: no such columns."""
    numbers, sums = _numbers_and_sums(columns)
    if not numbers:
        return None
    few = f"{count_sql(f'c{numbers[0].index}')} IN ({', '.join(map(str, range(1, FEW)))})"
    counts = source.select(*(f"count(*) FILTER (WHERE {few} AND {_positive(one)})" for one in sums))
    exposed = [one.name for one, count in zip(sums, counts, strict=True) if count]
    return Exposed((numbers[0].name, *exposed), sum(counts)) if exposed else None


def has_contributors(columns: Sequence[Column]) -> bool:
    """Say whether a table has sums of money beside a number of contributors."""
    return bool(_numbers_and_sums(columns)[0])


def _numbers_and_sums(columns: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    numbers = [one for one in columns if _is(one, _CONTRIBUTORS) and one.is_whole()]
    sums = [one for one in columns if _is(one, _MAGNITUDE) and one not in numbers]
    if len(numbers) != 1 or not sums:  # of two numbers of contributors none is known to be the one
        return [], []
    return numbers, sums


def _is(column: Column, pattern: re.Pattern[str]) -> bool:
    return column.has_word(pattern) and not column.has_word(_NOT) and not column.has_word(_VISITS)


def _positive(column: Column) -> str:
    return f"coalesce(TRY_CAST(replace(trim(c{column.index}), ',', '') AS DOUBLE) > 0, false)"
