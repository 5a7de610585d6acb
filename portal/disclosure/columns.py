"""From what was found cell by cell to what is told of a column: header, share and value weighed together.

A value with a check digit speaks for itself. Below that the header raises or lowers what the value alone makes it, and
a column that is nearly full of one form speaks for itself too. What stays below the bar is not told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from portal.disclosure.matches import Match
from portal.disclosure.persons.headers import OwnWords, hints, is_sensitive, is_vague, names_body, names_person
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.report import FIRST_ROWS, Kind, Place, Revealed
from portal.disclosure.severity import Surroundings, severity_of
from portal.finding import Severity

__all__ = ["Tally", "Verdict", "judge", "surroundings"]

BAR = 0.5
"""Confidence from which on a finding is told."""

_SURE = 0.9  # a value that needs no header
_FULL, _HALF, _LEAST = 0.8, 0.5, 3  # a column speaks for itself: this share of its filled cells, and so many
_BY_SHARE = frozenset({Kind.BANK_CARD, Kind.RESIDENT_ID})
_BY_COLUMN = frozenset({Kind.BIRTH_DATE, Kind.HOME_ADDRESS})  # weak ones: only the column as a whole can tell
_BY_FORM = frozenset({Kind.MOBILE, Kind.EMAIL, Kind.HOME_ADDRESS, Kind.PLATE})
_BY_AMOUNT = frozenset({Kind.MOBILE, Kind.LANDLINE})
_PUBLIC = ("/office", "/public", "/organisation", "/org_code")
_GROUPED = 0.75  # a mobile written in groups or with a word before it is no amount
_CARD = 0.4  # a sentence has few long numbers: one with issuer, length and Luhn's digit of a card is told there
_WHOLE = 0.6  # of a cell's characters, from which on the cell is the value and no prose about it
_REMEDIES = {
    Kind.RESIDENT_ID: "drop",
    Kind.PASSPORT: "drop",
    Kind.HMT_PERMIT: "drop",
    Kind.MILITARY_ID: "drop",
    Kind.FREE_TEXT: "drop",
    Kind.HOME_ADDRESS: "generalise",
    Kind.BIRTH_DATE: "generalise",
    Kind.COORDINATES_DWELLING: "round",
}
_STRIPPED = frozenset({Place.HIDDEN_SHEET, Place.COMMENT, Place.AUTHOR, Place.FILE_NAME})
_WHOLE_IN_TEXT = 0.95  # the same under a header that promises sentences
_SENTENCES = frozenset({Place.TEXT, Place.COMMENT})
_PROSE_PLACES = {Place.CELL: Place.FREE_TEXT}


@dataclass(slots=True)
class _Count:
    count: int = 0
    cells: int = 0
    prose: int = 0
    strength: float = 0.0
    rule: str = ""
    sample: str = ""
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a column holds of one kind, before it is known what stands beside it."""

    kind: Kind
    count: int
    rows: tuple[int, ...]
    prose: bool
    masked: bool
    confidence: float
    hint: float
    sample: str
    rule: str


class Tally:
    """Counts what is found in one column, or in one place that has no columns.

    name: the header; empty where there is none.  sure: kinds that the column as a whole speaks for, with the
    confidence that its values and headers make together.  amounts: its cells are large numbers of any length, of
    which some look like a mobile's.  never: kinds that it is not unless its header says so.  filled: cells that hold
    anything, set by whoever knows.
    """

    def __init__(
        self,
        name: str = "",
        place: Place = Place.CELL,
        sheet: str | None = None,
        *,
        sure: Mapping[Kind, float] | None = None,
        own: tuple[OwnWords, ...] = (),
    ) -> None:
        self.name, self.place, self.sheet = name, place, sheet
        self._sure, self._own = sure or {}, own
        said = hints(name) if name else {}
        self._whole = _WHOLE_IN_TEXT if said.get(Kind.FREE_TEXT, 0.0) >= BAR else _WHOLE
        self.filled = 0
        self.amounts = False
        self.never: frozenset[Kind] = frozenset()
        self._counts: dict[tuple[Kind, bool, bool, bool, int], _Count] = {}

    def take(self, row: int | None, text: str, found: Sequence[tuple[Match, str]], times: int = 1) -> None:
        """Count what was found in one cell: matches with their masked samples."""
        if not found:
            return
        covered: dict[Kind, int] = {}
        for match, _ in found:
            covered[match.kind] = covered.get(match.kind, 0) + match.end - match.start
        least = self._whole * len("".join(text.split()))
        for match, sample in found:
            prose = covered[match.kind] < least or self.place in _SENTENCES
            public = match.rule.endswith(_PUBLIC)
            key = (match.kind, match.masked, public, prose, round(match.strength * 20))
            count = self._counts.setdefault(key, _Count())
            count.count += times
            count.prose += prose
            count.cells += 1
            if match.strength > count.strength:
                count.strength, count.rule = match.strength, match.rule
            count.sample = count.sample or sample
            if row is not None and len(count.rows) < FIRST_ROWS and count.rows[-1:] != [row]:
                count.rows.append(row)

    @property
    def kinds(self) -> frozenset[Kind]:
        """Kinds of which anything at all was found."""
        return frozenset(key[0] for key in self._counts)

    def verdicts(self) -> list[Verdict]:
        """Weigh each kind by value, header and share."""
        told: dict[tuple[Kind, bool, bool], list[tuple[_Count, float]]] = {}
        said = hints(self.name, self._own) if self.name else {}
        for kind in {key[0] for key in self._counts}:
            named = kind is Kind.PERSON_NAME and self._sure.get(kind, 0.0) >= BAR  # persons under 缴费单位
            if said.get(kind, 0.0) < 0 and not self._is_own(kind) and (named or self._speaks_for_itself(kind)):
                said = {**said, kind: 0.0}
        for (kind, masked, public, prose, _), count in self._counts.items():
            hint = max(said.get(kind, 0.0), 0.0) if prose else said.get(kind, 0.0)
            sure = self._sure_of(kind, count, hint, prose=prose)
            if sure >= BAR and (prose or self._sure.get(kind) != 0.0):
                told.setdefault((kind, masked, public), []).append((count, sure))
        mostly = self._is_prose(told.values())
        return [
            _verdict(kind, counts, 0.0 if mostly else said.get(kind, 0.0), masked=masked, prose=mostly)
            for (kind, masked, _), counts in sorted(told.items(), key=lambda one: one[0][1:])
        ]

    def _is_own(self, kind: Kind) -> bool:
        """Say whether what the header says is a city's own word: that is final."""
        return hints(self.name, self._own).get(kind) != hints(self.name).get(kind)

    def _speaks_for_itself(self, kind: Kind) -> bool:
        """Say whether a column is full of one form under a header that says nothing, as 名称 or 编号."""
        if kind not in _BY_FORM or kind in self.never or not is_vague(self.name):
            return False
        cells = sum(one.cells for key, one in self._counts.items() if key[0] is kind)
        return cells >= _LEAST and cells >= (_HALF if kind is Kind.HOME_ADDRESS else _FULL) * self.filled

    def _is_prose(self, told: Iterable[list[tuple[_Count, float]]]) -> bool:
        """A column is prose or it is not: where most of what is told stands in sentences, all of it does."""
        counts = [count for some in told for count, _ in some]
        return 2 * sum(one.prose for one in counts) > sum(one.cells for one in counts)

    def _sure_of(self, kind: Kind, count: _Count, hint: float, *, prose: bool) -> float:
        if kind in self.never and not prose and hint <= 0:
            return 0.0
        if kind in _BY_AMOUNT and self.amounts and not prose and hint <= 0 and count.strength < _GROUPED:
            return 0.0
        share = sum(one.cells for key, one in self._counts.items() if key[0] is kind) / max(1, self.filled)
        weighed = _confidence(count, hint, share if kind in _BY_SHARE else 0.0)
        if kind in _BY_COLUMN and count.strength < BAR:
            weighed = 0.0
        if kind is Kind.BANK_CARD and prose and count.strength >= _CARD:
            weighed = max(weighed, BAR)
        return max(weighed, 0.0 if prose else self._sure.get(kind, 0.0))


def _confidence(count: _Count, hint: float, share: float) -> float:
    """Weigh one strength of one kind: 0 to 1."""
    sure = count.strength
    if hint > 0:
        sure += (1 - sure) * hint * 0.9
    elif hint < 0 and sure < _SURE:
        sure *= 1 + hint
    if hint >= 0 and share >= _FULL and count.cells >= _LEAST:
        sure += (1 - sure) * 0.6
    return sure


def _verdict(kind: Kind, counts: list[tuple[_Count, float]], hint: float, *, masked: bool, prose: bool) -> Verdict:
    best, sure = max(counts, key=lambda one: one[1])
    rows = sorted({row for one, _ in counts for row in one.rows})[:FIRST_ROWS]
    values = sum(one.count for one, _ in counts)
    return Verdict(kind, values, tuple(rows), prose, masked, min(sure, 1.0), hint, best.sample, best.rule)


def surroundings(
    headers: Iterable[str], verdicts: Iterable[Verdict], *, contact: bool = False, bodies: bool = False
) -> Surroundings:
    """Say what stands in a table, by its headers and by what was found. bodies: a column's values are bodies."""
    names = [name for name in headers if name]
    persons = any(one.kind in {Kind.PERSON_NAME, Kind.HOME_ADDRESS} and one.hint >= 0 for one in verdicts)
    return Surroundings(
        persons=persons or any(names_person(name) for name in names),
        bodies=bodies or any(names_body(name) for name in names),
        sensitive=any(is_sensitive(name) for name in names),
        contact=contact,
    )


def judge(
    tallies: Sequence[Tally],
    *,
    resource: str | None = None,
    shown: Mapping[str, str] | None = None,
    headers: Iterable[str] | None = None,
    contact: bool = False,
    bodies: bool = False,
    policy: Policy = DEFAULT,
) -> list[Revealed]:
    """Tell what the columns of one table reveal, graded by what stands beside them.

    shown: headers that must not be shown as they are, with what is shown instead.  headers: all of the table's,
    those of the tallies unless given.  bodies: the values of a column are bodies.
    """
    verdicts = [(tally, tally.verdicts()) for tally in tallies]
    filled = {tally.name for tally, some in verdicts if some and is_vague(tally.name)}  # 名称 that holds mailboxes
    names = [tally.name for tally in tallies] if headers is None else headers
    names = [name for name in names if name not in filled]
    around = surroundings(names, [one for _, some in verdicts for one in some], contact=contact, bodies=bodies)
    found: list[Revealed] = []
    for tally, some in verdicts:
        told = [_revealed(tally, one, around, resource, shown or {}, policy) for one in some]
        found += told
        found += _free_text(some, told, policy)
    return found


def _revealed(
    tally: Tally, one: Verdict, around: Surroundings, resource: str | None, shown: Mapping[str, str], policy: Policy
) -> Revealed:
    place = _PROSE_PLACES.get(tally.place, tally.place) if one.prose else tally.place
    return Revealed(
        kind=one.kind,
        place=place,
        count=one.count,
        severity=severity_of(
            one.kind, place, around, masked=one.masked, hint=one.hint, rule=one.rule, own=policy.severities
        ),
        confidence=one.confidence,
        sample=one.sample,
        rule=one.rule,
        remedy=_remedy(one, place),
        resource=resource,
        sheet=tally.sheet,
        column=shown.get(tally.name, tally.name) or None,
        rows=one.rows,
        masked=one.masked,
    )


def _remedy(one: Verdict, place: Place) -> str:
    if one.masked:
        return ""
    if place in _STRIPPED:
        return "strip"
    return "drop" if place is Place.FREE_TEXT else _REMEDIES.get(one.kind, "mask")


def _free_text(verdicts: Sequence[Verdict], told: Sequence[Revealed], policy: Policy) -> list[Revealed]:
    """Where prose names persons a clerk has to read what no rule sees: one more finding for the column."""
    inside = [
        (one, what)
        for one, what in zip(verdicts, told, strict=True)
        if what.place is Place.FREE_TEXT and what.severity is not Severity.INFO
    ]
    if not inside:
        return []
    rows = sorted({row for one, _ in inside for row in one.rows})[:FIRST_ROWS]
    most, what = max(inside, key=lambda one: one[0].confidence)
    return [
        Revealed(
            kind=Kind.FREE_TEXT,
            place=Place.FREE_TEXT,
            count=max(one.count for one, _ in inside),
            severity=policy.severities.get(Kind.FREE_TEXT, Severity.JUSTIFY),
            confidence=most.confidence,
            sample=what.sample,
            rule="free_text",
            remedy="drop",
            resource=what.resource,
            sheet=what.sheet,
            column=what.column,
            rows=tuple(rows),
        )
    ]
