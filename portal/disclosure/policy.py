"""The thresholds that decide when a table tells too much. A city may set its own."""

from dataclasses import dataclass

__all__ = ["DEFAULT", "Policy"]


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds of re-identification.

    k: rows that at least have to share their quasi-identifiers (GB/T 42460-2023, annex D, explains the measure).
    l: different values of a sensitive column that each such group has to have.
    small: counts of persons from 1 to this are small cells.
    dominance_n, dominance_k: a cell is unsafe if its largest n contributors make more than k per cent of it.
    p: a cell is unsafe if the second largest contributor can estimate the largest to within p per cent.
    """

    k: int = 5
    l: int = 2  # noqa: E741 the measure's name
    small: int = 4
    dominance_n: int = 2
    dominance_k: float = 85.0
    p: float = 10.0


DEFAULT = Policy()
