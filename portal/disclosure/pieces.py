"""A text that stands somewhere in a file, on its way to be looked at."""

from dataclasses import dataclass, field

from portal.disclosure.report import Place

__all__ = ["Piece"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and its place: never shown, kept or logged as it is.

    row: number of the data row, record or line, from 1; None where the place has none.
    """

    text: str = field(repr=False)
    place: Place
    row: int | None = None
    sheet: str | None = None
    column: str | None = None
