"""Scores the scan of files against the ground truth: recall and precision by kind, alarms on clean files.

``python -m tests.truth.score building|reporting [--json] [--misses]``. Of the set to report, whoever writes rules looks
at the table only: ``--misses`` names files and columns.

Recall counts what has to alarm: a planted finding is told if a finding above ``info`` has its kind (or one that would
be as right), place, sheet and column; of its values as many count as were told.  Precision counts findings above
``info``: right is one that stands for something planted that has to alarm.  A finding of kind ``free_text`` is right
wherever something is planted in the sentences of that column, and is never missed.  The kind ``coordinates_dwelling``
may be told of either column of a pair, and a value in a column's name without that name, which would tell it.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from portal.disclosure import Report, Revealed, scan_path
from portal.errors import PortalError
from portal.finding import Severity
from tests.truth.model import KINDS, Planted, TruthFile

__all__ = ["GROUPS", "TODAY", "Counts", "FalseAlarm", "Miss", "Score", "score", "score_set"]

TODAY = date(2026, 11, 24)
_CHECKED = ("resident_id", "bank_card", "credit_code")
_FREE_TEXT = "free_text"
GROUPS = {
    "check digit": lambda kind, place: kind in _CHECKED,
    "names": lambda kind, place: kind == "person_name",
    "addresses": lambda kind, place: kind == "home_address",
    "free text": lambda kind, place: place == _FREE_TEXT,
    "others": lambda kind, place: kind not in (*_CHECKED, "person_name", "home_address"),
}
"""Groups of the bars; what stands in free text counts in its kind's group too."""


@dataclass(slots=True)
class Counts:
    """Figures of one kind or group, of findings and of values."""

    planted: int = 0
    found: int = 0
    values: int = 0
    values_found: int = 0
    told: int = 0
    right: int = 0
    values_told: int = 0
    values_right: int = 0

    @property
    def recall(self) -> float:
        """Planted findings that were told."""
        return self.found / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """Findings above ``info`` that are right."""
        return self.right / self.told if self.told else 1.0

    @property
    def value_recall(self) -> float:
        """Planted values that were told."""
        return self.values_found / self.values if self.values else 1.0

    @property
    def value_precision(self) -> float:
        """Values told above ``info`` that are right."""
        return self.values_right / self.values_told if self.values_told else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """Something planted that was not told as it should be. how: the nearest that was told."""

    file: str
    kind: str
    place: str
    sheet: str | None
    member: str | None
    column: str | None
    count: int
    told: int
    how: str


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """A finding above ``info`` that stands for nothing planted. clean: in a file without anything to alarm."""

    file: str
    kind: str
    place: str
    column: str | None
    rule: str
    count: int
    clean: bool


@dataclass
class Score:
    """All figures of one set."""

    kinds: dict[str, Counts] = field(default_factory=lambda: {kind: Counts() for kind in sorted(KINDS)})
    groups: dict[str, Counts] = field(default_factory=lambda: {group: Counts() for group in GROUPS})
    misses: list[Miss] = field(default_factory=list)
    alarms: list[FalseAlarm] = field(default_factory=list)
    wrong_masked: list[Miss] = field(default_factory=list)
    wrong_rows: list[Miss] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    files: int = 0
    clean: int = 0

    @property
    def clean_alarms(self) -> list[FalseAlarm]:
        """Findings above ``info`` on clean files, by the scan or by the measures of re-identification."""
        return [one for one in self.alarms if one.clean]

    def counts(self, kind: str, place: str) -> Iterator[Counts]:
        """Give the figures that a finding counts in."""
        yield self.kinds[kind]
        yield from (self.groups[name] for name, holds in GROUPS.items() if holds(kind, place))

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""

        def figures(counts: Counts) -> dict[str, Any]:
            names = Counts.__slots__
            ratios = ("recall", "precision", "value_recall", "value_precision")
            return {name: getattr(counts, name) for name in names} | {
                name: round(getattr(counts, name), 4) for name in ratios
            }

        return {
            "files": self.files,
            "clean_files": self.clean,
            "kinds": {name: figures(counts) for name, counts in self.kinds.items() if counts.planted or counts.told},
            "groups": {name: figures(counts) for name, counts in self.groups.items()},
            "clean_files_alarmed": len({one.file for one in self.clean_alarms}),
            "wrong_masked": len(self.wrong_masked),
            "wrong_rows": len(self.wrong_rows),
            "unreadable": len(self.unreadable),
        }

    def as_text(self, *, misses: bool = False) -> str:
        """Return it as a table. misses: with what was missed and told wrongly, by file and column."""
        head = f"{'':22}{'planted':>8}{'recall':>8}{'precis.':>8}{'values':>8}{'recall':>8}{'precis.':>8}"
        lines = [head]
        for name, counts in [*self.groups.items(), *self.kinds.items()]:
            if counts.planted or counts.told:
                ratios = (f"{ratio:>8.1%}" for ratio in (counts.recall, counts.precision))
                values = (f"{ratio:>8.1%}" for ratio in (counts.value_recall, counts.value_precision))
                lines.append(f"{name:22}{counts.planted:>8}{''.join(ratios)}{counts.values:>8}{''.join(values)}")
        alarmed = len({one.file for one in self.clean_alarms})
        lines.append(f"{self.files} files, {self.clean} clean, {alarmed} of them alarmed; ")
        lines[-1] += (
            f"wrong masked {len(self.wrong_masked)}, rows {len(self.wrong_rows)}, unread {len(self.unreadable)}"
        )
        return "\n".join([*lines, *(self._details() if misses else ())])

    def _details(self) -> Iterator[str]:
        for title, several in (
            ("missed", self.misses),
            ("wrong masked", self.wrong_masked),
            ("wrong rows", self.wrong_rows),
        ):
            for one in several:
                where = " / ".join(filter(None, (one.member, one.sheet, one.column)))
                what = f"{one.kind} {one.place} {where}".rstrip()
                yield f"{title}: {one.file}: {what}: {one.told} of {one.count} {one.how}".rstrip()
        for alarm in self.alarms:
            kind = "CLEAN FILE" if alarm.clean else "false"
            yield f"{kind}: {alarm.file}: {alarm.kind} {alarm.place} {alarm.column or ''}: {alarm.rule} x{alarm.count}"
        yield from (f"unreadable: {one}" for one in self.unreadable)


def score(files: Sequence[TruthFile], scan: Callable[[Path], Report]) -> Score:
    """Scan every file and count. A file that cannot be read has all that is planted in it missed."""
    total = Score(files=len(files), clean=sum(file.clean for file in files))
    for file in files:
        try:
            report = scan(file.path)
        except PortalError as error:
            total.unreadable.append(f"{file.path.name}: {error.code}")
            report = Report(file.path.name)
        _recall(total, file, report)
        _precision(total, file, report)
    return total


def score_set(name: str) -> Score:
    """Write a set (``building`` or ``reporting``) into a temporary folder, scan and score it."""
    made = import_module(f"tests.truth.{name}")
    with tempfile.TemporaryDirectory() as folder:
        return score(made.make(Path(folder)), partial(scan_path, today=TODAY))


def _recall(total: Score, file: TruthFile, report: Report) -> None:
    for planted in file.planted:
        matches = [one for one in report.findings if _matches(one, planted)]
        above = [one for one in matches if one.severity is not Severity.INFO]
        if planted.alarm:
            told = min(sum(one.count for one in above), planted.count)
            for counts in total.counts(planted.kind, planted.place):
                counts.planted += 1
                counts.found += bool(above)
                counts.values += planted.count
                counts.values_found += told
            if told < planted.count:
                total.misses.append(_miss(file, planted, told, _nearest(report, planted, matches)))
        if matches and all(one.masked is not planted.masked for one in matches):
            total.wrong_masked.append(_miss(file, planted, 0, ""))
        same = [one for one in (above if planted.alarm else matches) if one.kind == planted.kind]
        if planted.rows and any(set(one.rows) - set(planted.rows) for one in same):
            total.wrong_rows.append(_miss(file, planted, 0, ""))


def _precision(total: Score, file: TruthFile, report: Report) -> None:
    for one in report.findings:
        if one.severity is Severity.INFO:
            continue
        known = [planted for planted in file.planted if planted.alarm and _stands_for(one, planted)]
        right = min(one.count, sum(planted.count for planted in known)) if one.kind != _FREE_TEXT else one.count
        for counts in total.counts(one.kind, one.place):
            counts.told += 1
            counts.right += bool(known)
            counts.values_told += one.count
            counts.values_right += right if known else 0
        if not known:
            alarm = FalseAlarm(file.path.name, one.kind, one.place, one.column, one.rule, one.count, file.clean)
            total.alarms.append(alarm)
    for table in report.tables if file.clean else ():
        for risk in table.risks:
            if risk.severity is not Severity.INFO:
                columns = "+".join(risk.columns)
                total.alarms.append(FalseAlarm(file.path.name, "risk", "", columns, risk.code, risk.count, clean=True))


def _stands_for(one: Revealed, planted: Planted) -> bool:
    if one.kind == _FREE_TEXT:
        return one.place == planted.place and planted.column in (None, one.column)
    return _matches(one, planted)


def _matches(one: Revealed, planted: Planted) -> bool:
    if one.kind not in (planted.kind, *planted.also) or one.place != planted.place:
        return False
    if planted.sheet and one.sheet != planted.sheet:
        return False
    if planted.member and not _member(planted.member, one.resource):
        return False
    any_column = planted.kind == "coordinates_dwelling" or planted.place == "header" or not planted.column
    return any_column or one.column == planted.column


def _member(member: str, resource: str | None) -> bool:
    """Say whether a finding's resource may be this member: named in full, by its end, its stem, or masked."""
    if not resource:
        return False
    name = PurePosixPath(member)
    told = PurePosixPath(resource)
    return told.name in (name.name, name.stem) or told.stem == name.stem or "*" in resource or resource in member


def _nearest(report: Report, planted: Planted, matches: Sequence[Revealed]) -> str:
    """Say what was told instead."""
    if matches:
        return f"({', '.join(sorted({f'{one.severity}, {one.rule}' for one in matches}))})"
    near = [
        one for one in report.findings if planted.column in (None, one.column) and planted.sheet in (None, one.sheet)
    ]
    said = sorted({f"{one.kind} {one.place} {one.severity}" for one in near if one.kind != _FREE_TEXT})
    return f"(told: {', '.join(said)})" if said else ""


def _miss(file: TruthFile, planted: Planted, told: int, how: str) -> Miss:
    return Miss(
        file.path.name,
        planted.kind,
        planted.place,
        planted.sheet,
        planted.member,
        planted.column,
        planted.count,
        told,
        how,
    )


def main(arguments: Sequence[str]) -> None:
    """Print the scores of the sets that are named, of both if none is."""
    for name in [one for one in arguments if not one.startswith("--")] or ["building", "reporting"]:
        found = score_set(name)
        if "--json" in arguments:
            print(json.dumps({"set": name, **found.as_json()}, ensure_ascii=False))
        else:
            print(f"\n{name}\n{found.as_text(misses='--misses' in arguments)}")


if __name__ == "__main__":
    main(sys.argv[1:])
