"""One table: every row and column of a standard CSV, and the names of its columns."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from portal.disclosure.candidates import Plan, Sample, plan, take_sample
from portal.disclosure.chosen import candidates
from portal.disclosure.columns import Tally, judge
from portal.disclosure.finders import Finder, Found, whole_name
from portal.disclosure.persons.headers import hints, names_public_person
from portal.disclosure.persons.name_shape import split
from portal.disclosure.persons.names import column_confidence, name_strength
from portal.disclosure.pieces import Piece
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.report import Kind, Place, Revealed
from portal.tables.source import read_header

__all__ = ["judge_pieces", "plan_records", "safe", "scan_table"]

_SAID = 0.5  # strength from which on a name of a column, sheet or file is held to tell of a person
_HINTED = 0.3
_AUTHOR = 0.05  # who writes a document is a program, an office or a person: hardly a word is none of these
_PARTS = re.compile(r"[\s_\-—–()（）【】\[\]、，,.0-9]+")
_NUMBERED = re.compile(r"^(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})?[.、．)）:：\s*•-]*")
_ROLLS = frozenset({Place.TEXT, Place.HEADER})
_LONGEST_ENTRY, _MOST_ENTRIES, _LEAST_NAMES, _SHORTEST_NAME = 16, 5000, 3, 2
_OWNED = re.compile(
    "([\u3400-\u9fff]{2,4}?)(?:的|同学|同志|老师)?(?:个人|简历|履历|病历|病例|体检|申请|成绩|档案|身份证|户口|材料|学生证|毕业证|"
    "聘用|劳动合同|工资|考勤|请假|入党|谈话|检查报告|诊断|证明|资料)"
)
_OWNER = 0.55
_SURE, _ENTRY = 0.8, 0.7
_PLANNED_ROWS, _PLANNED_COLUMNS = 1000, 200
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
    finders = [_finder_of(one.name, today, policy, one) for one in plans]
    tallies = []
    for one in plans:
        at = Place.HIDDEN_COLUMN if one.index in hidden else place
        tallies.append(Tally(one.name, at, sheet, sure=one.sure, own=policy.words))
        tallies[-1].filled, tallies[-1].amounts, tallies[-1].never = one.filled, one.amounts, one.never
    for one, row, cell in candidates(csv, plans, sample, progress=progress):
        tallies[one.index].take(row, cell, finders[one.index].find(cell))
    shown = {name: safe(name, today, policy) for name in header}
    bodies = any(one.bodies for one in plans)
    found = judge(tallies, resource=resource, shown=shown, bodies=bodies, policy=policy)
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
    if piece.place is Place.FILE_NAME and (one := _owner(piece.text)):
        return [one]
    if piece.place in {Place.FILE_NAME, Place.HEADER} and found:
        parts = (part for part in _PARTS.split(piece.text) if not any(char.isdigit() for char in part))
        beside = (whole_name(part, "name/beside") for part in parts)
        return [one for one in beside if one and one[0].strength >= _SAID][:1]
    return []


def _owner(text: str) -> Found | None:
    """Find the person whose document a file is, by its name: 王…简历, 张…-申请表."""
    for part in _PARTS.split(text):
        if (found := _OWNED.match(part)) and (one := whole_name(found[1], "name/beside")) and one[0].strength >= _OWNER:
            return one
    return None


def _finder_of(column: str, today: date, policy: Policy, planned: Plan | None = None) -> Finder:
    """Where values come one by one, without a plan, only the column's name says what they are."""
    if planned:
        public = names_public_person(column)
        sure, mixed = planned.sure, planned.mixed
        return Finder(today, prefer=planned.prefer, whole=sure, public=public, mixed=mixed, own=policy.patterns)
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


def plan_records(pieces: Iterable[Piece], *, today: date, policy: Policy = DEFAULT) -> dict[str, Plan]:
    """Plan for values that come one by one as for the table that their first rows and columns make."""
    rows: list[dict[str, str]] = []
    row_of: int | None = None
    columns: dict[str, int] = {}
    for piece in pieces:
        if not piece.column or (piece.column not in columns and len(columns) >= _PLANNED_COLUMNS):
            continue
        if not rows or piece.row != row_of or piece.column in rows[-1]:
            if len(rows) >= _PLANNED_ROWS:
                break
            rows.append({})
            row_of = piece.row
        columns.setdefault(piece.column, len(columns))
        rows[-1][piece.column] = piece.text
    sample = Sample([[row.get(name, "") for name in columns] for row in rows], whole=False, rows=len(rows))
    return {one.name: one for one in plan(list(columns), sample, today=today, policy=policy)}


def judge_pieces(
    pieces: Iterable[Piece],
    *,
    resource: str | None,
    today: date,
    contact: bool = False,
    policy: Policy = DEFAULT,
    plans: Mapping[str, Plan] | None = None,
) -> list[Revealed]:
    """Tell what texts reveal that stand somewhere in a file; those of one place, sheet and column together.

    plans: of columns, where the texts are values of records.
    """
    roll: list[Piece] = []
    tallies: dict[tuple[Place, str | None, str | None], Tally] = {}
    finders: dict[str, Finder] = {}
    for piece in pieces:
        column = piece.column if len(tallies) < _MOST_COLUMNS else None
        of = piece.place, piece.sheet, column
        planned = (plans or {}).get(column or "")
        if of not in tallies:
            tallies[of] = _tally(column or "", piece, planned, policy)
        tally = tallies[of]
        tally.filled += 1
        if (column or "") not in finders:
            finders[column or ""] = _finder_of(column or "", today, policy, planned)
        found = finders[column or ""].find(piece.text)
        tally.take(piece.row, piece.text, [*found, *_names_beside(piece, found)])
        if (
            not found
            and piece.place in _ROLLS
            and len(piece.text.strip()) <= _LONGEST_ENTRY
            and len(roll) < _MOST_ENTRIES
        ):
            roll.append(piece)
    for piece, one in _of_roll(roll):
        tallies[piece.place, piece.sheet, piece.column].take(piece.row, piece.text, [one])
    shown = {tally.name: safe(tally.name, today, policy) for tally in tallies.values() if tally.name}
    bodies = any(one.bodies for one in (plans or {}).values())
    return judge(list(tallies.values()), resource=resource, shown=shown, contact=contact, bodies=bodies, policy=policy)


def _tally(column: str, piece: Piece, planned: Plan | None, policy: Policy) -> Tally:
    sure = planned.sure if planned else None
    tally = Tally(column, piece.place, piece.sheet, sure=sure, own=policy.words)
    if planned:
        tally.amounts, tally.never = planned.amounts, planned.never
    return tally


def _of_roll(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, Found]]:
    """Find the names that stand alone, a line each, where the short lines of a text are mostly names."""
    texts = [_NUMBERED.sub("", piece.text.strip()).strip() for piece in pieces]
    likely = [len(text) >= _SHORTEST_NAME and name_strength(text) >= _SAID for text in texts]
    if sum(likely) < _LEAST_NAMES:
        return
    chosen = [text for text, is_likely in zip(texts, likely, strict=True) if is_likely or split(text)]
    if column_confidence(chosen, "") < _SURE:
        return
    for piece, text, is_likely in zip(pieces, texts, likely, strict=True):
        if is_likely and (one := whole_name(text, "name/bare")):
            yield piece, (replace(one[0], strength=_ENTRY), one[1])
