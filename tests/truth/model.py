"""What a file of the ground truth says of itself: what is planted, where, and how it has to be told."""

from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["KINDS", "PLACES", "Planted", "TruthFile"]

KINDS = frozenset(
    "resident_id mobile landline bank_card passport hmt_permit military_id plate email ip person_name home_address "
    "birth_date social_security medical_record coordinates_dwelling free_text credit_code".split()
)
PLACES = frozenset(
    "cell free_text text property geometry hidden_sheet hidden_column comment author header file_name".split()
)


@dataclass(frozen=True, slots=True)
class Planted:
    """One finding that a scan has to report: a kind in one column (or one place without columns) of one file.

    count: values of the kind there.  rows: all data rows (from 1) or records, in order, that hold one; empty where
    the place has no rows.  sheet: of a workbook.  member: of a zip.  column: a column's header, a JSON key (the
    last one of its path), a GeoJSON property.  masked: the values stand masked.  alarm: has to be told above
    ``info``; if not, it may be told, as ``info`` at most.  also: other kinds that would be as right.
    """

    kind: str
    place: str
    count: int
    rows: tuple[int, ...] = ()
    sheet: str | None = None
    member: str | None = None
    column: str | None = None
    masked: bool = False
    alarm: bool = True
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse words that the contract of ``portal scan`` does not have."""
        unknown = ({self.kind, *self.also} - KINDS) | ({self.place} - PLACES)
        if unknown or self.count < 1 or list(self.rows) != sorted(set(self.rows)):
            raise ValueError(f"not a planted finding: {self}")


@dataclass(frozen=True, slots=True)
class TruthFile:
    """One file of a set: where it was written, what it is about, and all that is planted in it.

    about: a sentence for whoever reads the report.  A file without anything to alarm has to come out clean.
    """

    path: Path
    about: str
    planted: tuple[Planted, ...] = field(default=())

    @property
    def clean(self) -> bool:
        """Whether nothing above ``info`` is in it."""
        return not any(one.alarm for one in self.planted)
