"""What decides how much a table tells: thresholds, gravity of kinds, words and numbers. A city may set its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from portal.disclosure.own import OwnPattern
from portal.disclosure.persons.headers import OwnWords
from portal.disclosure.report import Kind
from portal.finding import Severity

__all__ = ["DEFAULT", "Policy"]


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds of re-identification, and what a city adds (`portal.disclosure.policy_file` reads them).

    k: rows that at least have to share their quasi-identifiers (GB/T 42460-2023, annex D, explains the measure).
    l: different values of a sensitive column that each such group has to have.
    small: counts of persons from 1 to this are small cells.
    dominance_n, dominance_k: a cell is unsafe if its largest n contributors make more than k per cent of it.
    p: a cell is unsafe if the second largest contributor can estimate the largest to within p per cent.
    words: of headers, for and against kinds.  severities: of kinds, in place of the table in `severity`.
    patterns: the city's own numbers.
    """

    k: int = 5
    l: int = 2  # noqa: E741 the measure's name
    small: int = 4
    dominance_n: int = 2
    dominance_k: float = 85.0
    p: float = 10.0
    words: tuple[OwnWords, ...] = ()
    severities: Mapping[Kind, Severity] = field(default_factory=lambda: MappingProxyType({}))
    patterns: tuple[OwnPattern, ...] = ()


DEFAULT = Policy()
"""What holds unless a city says otherwise."""
