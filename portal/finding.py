"""What an automatic examination found: a value, never an exception, never a cell's text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.canonical import Json
from portal.errors import Fact

__all__ = ["Finding", "Severity"]


class Severity(StrEnum):
    """What a finding means for the decision."""

    BLOCK = "block"  # no approval while it stands
    JUSTIFY = "justify"  # approval needs a written reason
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding, kept as code and facts; `portal.wording` makes the sentence and the remedy.

    row: number of the row in the file that is released, counted from 1, the header being row 1.
    column: the column's name as it stands in the header.
    params: counts and names; a cell's text is read from the file when shown, never stored here.
    """

    code: str
    severity: Severity
    resource: str | None = None
    row: int | None = None
    column: str | None = None
    params: Mapping[str, Fact] = field(default_factory=dict)

    def as_json(self) -> Json:
        """Return it as a JSON object, as reports and drafts keep it."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "resource": self.resource,
            "row": self.row,
            "column": self.column,
            "params": dict(self.params),
        }
