"""Masking: a value by its kind, or every identifier that stands in a text; what is masked already stays as it is."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from portal.disclosure.identifiers import find_identifiers, fold, mask
from portal.disclosure.matches import Match
from portal.disclosure.own import OwnPattern, find_own
from portal.disclosure.persons.addresses import address_match
from portal.disclosure.persons.names import name_strength, names_in_text
from portal.disclosure.report import Kind

__all__ = ["mask_text", "masked"]

_EVER = date(2100, 1, 1)  # no birth date is in the future: the same bytes on whatever day
_SURE = 0.5  # a date or an address below this strength is one of a person only where its column says so
_DOUBTFUL = frozenset({Kind.BIRTH_DATE, Kind.HOME_ADDRESS})
_PIECE = re.compile(r"[^\s、,，;；:：/|()（）\[\]【】<>《》“”\"'+&]+")
_TRIES = 5
_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){4,}(?![0-9A-Za-z])")
_FIGURES = 5  # in a row: whatever it is, in a column of numbers of persons it may be one
_KEPT_FIGURES = 6  # that a mask leaves beside its stars


def mask_text(text: str, *, column: Kind = Kind.FREE_TEXT, own: Sequence[OwnPattern] = ()) -> str:
    """Mask every identifier, name and household address that is found in a text.

    column: the kind that the whole column is known to hold; matches of it count however weak they are.  own: a city's
    numbers.
    """
    kept, position = [], 0
    for match in _matches(text, column, own):
        kept += [text[position : match.start], mask(match.kind, text[match.start : match.end])]
        position = match.end
    return "".join([*kept, text[position:]]) if kept else text


def masked(kind: Kind) -> Callable[[str], str]:
    """Return what masks the cells of a column that holds this kind.

    `Kind.FREE_TEXT`: what is found in the text, nothing else. Any other: also what is not well formed (a number with
    a wrong check digit), and names beside it, so that no cell stays as it was unless it is masked or has no value.
    """
    change = _change(kind)

    def settled(cell: str) -> str:
        """Mask until a mask finds nothing more to do, so that the step may be done again without an effect."""
        for _ in range(_TRIES):
            again = change(cell)
            if again == cell:
                break
            cell = again
        return cell

    return settled


def _change(kind: Kind) -> Callable[[str], str]:
    if kind is Kind.FREE_TEXT:
        return mask_text
    if kind is Kind.PERSON_NAME:
        return lambda cell: _PIECE.sub(lambda piece: mask(kind, piece[0]), cell)

    def change(cell: str) -> str:
        found = _PIECE.sub(_mask_name, mask_text(cell, column=kind))
        if kind is Kind.HOME_ADDRESS:
            return mask(kind, found)
        if kind is not Kind.COORDINATES_DWELLING:
            found = _mask_runs(kind, found)
        return found if found != cell or "*" in cell else _hide(kind, cell)

    return change


def _hide(kind: Kind, cell: str) -> str:
    """Mask a cell in which nothing was found: it cannot be relied upon that it has the form of its kind."""
    return "***" if kind is Kind.EMAIL and "@" not in fold(cell) else mask(kind, cell)


def _mask_name(piece: re.Match[str]) -> str:
    return mask(Kind.PERSON_NAME, piece[0]) if name_strength(piece[0]) >= _SURE else piece[0]


def _matches(text: str, column: Kind, own: Sequence[OwnPattern]) -> Iterator[Match]:
    """Return what is to be masked, in order, nothing twice."""
    found = [
        *find_identifiers(text, today=_EVER, prefer=() if column is Kind.FREE_TEXT else (column,)),
        *names_in_text(text),
        *address_match(text),
        *find_own(text, own),
    ]
    end = 0
    for match in sorted(found, key=lambda one: (one.start, -one.end)):
        if match.start >= end and not match.masked and _counts(match, column):
            end = match.end
            yield match


def _counts(match: Match, column: Kind) -> bool:
    if match.kind is column:
        return True
    return match.kind is not Kind.CREDIT_CODE and (match.kind not in _DOUBTFUL or match.strength >= _SURE)


def _mask_runs(kind: Kind, text: str) -> str:
    """Mask what is left of figures in a row, unless a mask left it."""
    folded = fold(text)
    kept, position = [], 0
    for run in _RUN.finditer(folded):
        figures = sum(character.isdigit() for character in run[0])
        beside = "*" in folded[max(0, run.start() - 2) : run.start()] + folded[run.end() : run.end() + 2]
        if figures >= _FIGURES and not (beside and figures <= _KEPT_FIGURES):
            kept += [text[position : run.start()], mask(kind, text[run.start() : run.end()])]
            position = run.end()
    return "".join([*kept, text[position:]])
