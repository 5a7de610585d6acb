"""One table: every row and column of a standard CSV, and the names of its columns."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from portal.disclosure.candidates import candidates, plan, take_sample
from portal.disclosure.columns import Tally, judge
from portal.disclosure.finders import Finder, Found, whole_name
from portal.disclosure.headers import hints, names_public_person
from portal.disclosure.pieces import Piece
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.report import Kind, Place, Revealed
from portal.tables.source import read_header

__all__ = ["judge_pieces", "safe", "scan_table"]

_SAID = 0.5  # strength from which on a name of a column, sheet or file is held to tell of a person
_HINTED = 0.3
_AUTHOR = 0.05  # who writes a document is a program, an office or a person: hardly a word is none of these
_PARTS = re.compile(r"[\s_\-—–()（）【】\[\]、，,.0-9]+")
_MOST_COLUMNS = 5000  # told apart in one text; the rest of a wild file's keys are counted together
Progress = Callable[[int], None] | None


def scan_table(
    csv: Path,
    *,
    resource: str | None,
    today: date,
    policy: Policy = DEFAULT,
    sheet: str | None = None,
    place: Place = Place.CELL,
    hidden: Collection[int] = (),
    progress: Progress = None,
) -> list[Revealed]:
    """Tell what a standard CSV reveals: one finding a kind and column, graded, all samples masked.

    sheet, place: where the table stood.  hidden: places of columns, from 0, that its workbook hides.
    progress: told bytes of the file. Raises PortalError ``table.*`` if the file cannot be read.
    """
    header = read_header(csv)
    sample = take_sample(csv)
    plans = plan(header, sample, today=today, policy=policy)
    finders = [
        Finder(today, prefer=one.prefer, whole=one.sure, public=names_public_person(one.name), own=policy.patterns)
        for one in plans
    ]
    tallies = []
    for one in plans:
        at = Place.HIDDEN_COLUMN if one.index in hidden else place
        tallies.append(Tally(one.name, at, sheet, sure=one.sure, own=policy.words))
        tallies[-1].filled, tallies[-1].amounts = one.filled, one.amounts
    for one, row, cell in candidates(csv, plans, sample, progress=progress):
        tallies[one.index].take(row, cell, finders[one.index].find(cell))
    shown = {name: safe(name, today, policy) for name in header}
    found = judge(tallies, resource=resource, shown=shown, policy=policy)
    return [*_in_header(header, resource, sheet, today, policy), *found]


def _in_header(
    header: Sequence[str], resource: str | None, sheet: str | None, today: date, policy: Policy
) -> list[Revealed]:
    """A column's name that is itself a person's: it has no column to be named, since the name is the finding."""
    pieces = [Piece(name, Place.HEADER, sheet=sheet) for name in header]
    return judge_pieces(pieces, resource=resource, today=today, policy=policy)


def _names_beside(piece: Piece, found: Sequence[Found]) -> list[Found]:
    """Find a bare name where nobody writes sentences: an author's; one beside an identifier in a file's name."""
    if any(match.kind is Kind.PERSON_NAME for match, _ in found):
        return []
    if piece.place is Place.AUTHOR:
        named = whole_name(piece.text, "name/author")
        likely = named is not None and named[0].strength >= _AUTHOR
        return [(replace(named[0], strength=max(named[0].strength, _SAID)), named[1])] if named and likely else []
    if piece.place in {Place.FILE_NAME, Place.HEADER} and found:
        parts = (part for part in _PARTS.split(piece.text) if not any(char.isdigit() for char in part))
        beside = (whole_name(part, "name/beside") for part in parts)
        return [one for one in beside if one and one[0].strength >= _SAID][:1]
    return []


def _finder_of(column: str, today: date, policy: Policy) -> Finder:
    """Where values come one by one only the column's name says what they are."""
    said = hints(column, policy.words) if column else {}
    prefer = frozenset(kind for kind, weight in said.items() if weight >= _HINTED)
    whole = prefer & {Kind.PERSON_NAME}
    return Finder(today, prefer=prefer, whole=whole, public=names_public_person(column), own=policy.patterns)


def safe(name: str, today: date, policy: Policy = DEFAULT) -> str:
    """Return a name of a column, sheet or file with what it tells of a person masked."""
    said = [
        one for one in Finder(today, own=policy.patterns).find(name) if one[0].strength >= _SAID and not one[0].masked
    ]
    for match, sample in sorted(said, key=lambda one: -one[0].start):
        name = name[: match.start] + sample + name[match.end :]
    return name


def judge_pieces(
    pieces: Iterable[Piece], *, resource: str | None, today: date, contact: bool = False, policy: Policy = DEFAULT
) -> list[Revealed]:
    """Tell what texts reveal that stand somewhere in a file; those of one place, sheet and column together."""
    tallies: dict[tuple[Place, str | None, str | None], Tally] = {}
    finders: dict[str, Finder] = {}
    for piece in pieces:
        column = piece.column if len(tallies) < _MOST_COLUMNS else None
        of = piece.place, piece.sheet, column
        tally = tallies.setdefault(of, Tally(column or "", piece.place, piece.sheet, own=policy.words))
        tally.filled += 1
        if (column or "") not in finders:
            finders[column or ""] = _finder_of(column or "", today, policy)
        found = finders[column or ""].find(piece.text)
        tally.take(piece.row, piece.text, [*found, *_names_beside(piece, found)])
    shown = {tally.name: safe(tally.name, today, policy) for tally in tallies.values() if tally.name}
    return judge(list(tallies.values()), resource=resource, shown=shown, contact=contact, policy=policy)
