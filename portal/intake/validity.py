"""What a validation answers, and the dialect under which it reads a standard CSV."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.finding import Finding

__all__ = ["STANDARD_DIALECT", "ValidationReport"]

STANDARD_DIALECT: dict[str, Any] = {
    "header": True,
    "headerRows": [1],
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
"""The dialect of a standard CSV in full (Data Package v2). Every table's resource should carry it: without one,
frictionless guesses, and takes ``"x";"y",1`` for a table cut by semicolons."""


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The verdict, and why.

    rows: rows below the header, in all tables together.
    errors: all of them; by_code: the same, by finding code; findings: the first ones, all of them blocking.
    """

    valid: bool
    rows: int
    errors: int
    by_code: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
