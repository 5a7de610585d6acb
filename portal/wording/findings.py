"""Words for findings, whose place is among the facts of their sentences."""

from collections.abc import Mapping
from typing import Protocol

from portal.errors import Fact
from portal.wording.sentences import remedy, sentence

__all__ = ["Found", "finding_place", "finding_words"]


class Found(Protocol):
    """A finding: a value of `portal.finding`, or a record of it."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def resource(self) -> str | None:
        """The resource it is about, if it is about one."""

    @property
    def row(self) -> int | None:
        """The row, if it has one."""

    @property
    def column(self) -> str | None:
        """The column, if it has one."""

    @property
    def params(self) -> Mapping[str, Fact]:
        """The facts of its sentence."""


def finding_words(finding: Found) -> tuple[str, str]:
    """Return what was found and what to do about it."""
    place = {"resource": finding.resource, "row": finding.row, "column": finding.column}
    facts: dict[str, Fact] = {**place, **finding.params}
    return sentence(finding.code, facts), remedy(finding.code, facts)


def finding_place(finding: Found) -> str:
    """Return the place of a finding in short: resource, row, column; empty if it has none."""
    return ", ".join(str(part) for part in (finding.resource, finding.row, finding.column) if part is not None)
