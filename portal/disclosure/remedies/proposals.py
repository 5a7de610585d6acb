"""From what a scan found to the steps that would mend it. A person chooses; this only offers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from portal.disclosure.persons.headers import quasi
from portal.disclosure.remedies.step import STEPS, Step
from portal.disclosure.report import Kind, Place, Revealed, Risk
from portal.finding import Severity

__all__ = ["BESIDE", "propose"]

BESIDE = frozenset({Place.HIDDEN_SHEET, Place.HIDDEN_COLUMN, Place.COMMENT, Place.AUTHOR, Place.FILE_NAME})
"""Places that stand beside the table in an upload: gone once the table alone is kept."""
_IN_TABLE = frozenset({Place.CELL, Place.FREE_TEXT, Place.HEADER})
_STRENGTH = {name: rank for rank, name in enumerate(("drop", "hash", "mask", "round", "generalise", "suppress"))}
_GENERALISED: Mapping[Kind, Mapping[str, str | int]] = {
    Kind.BIRTH_DATE: {"to": "year"},
    Kind.HOME_ADDRESS: {"to": "district"},
}
_QUASI: Mapping[str, Mapping[str, str | int]] = {
    "age": {"to": "age", "width": 5},
    "birth": {"to": "year"},
    "event": {"to": "month"},
    "district": {"to": "district"},
}
"""What a quasi-identifier (`portal.disclosure.persons.headers.quasi`) is generalised to."""


def propose(findings: Iterable[Revealed | Risk]) -> list[Step]:
    """Return a step for each column that something was found in above ``info``, and one for the rest of the upload.

    All findings are of one table. Of several steps for a column the one that hides most stays. Of what no step can
    mend (texts that are no table) nothing is said.
    """
    by_column: dict[str, list[Revealed]] = defaultdict(list)
    risks: dict[str, list[Step]] = defaultdict(list)
    strip = False
    for one in findings:
        if one.severity is Severity.INFO:
            continue
        if isinstance(one, Risk):
            for column in one.columns:
                risks[column] += _for_risk(one.remedy, column)
        elif one.place in BESIDE:
            strip = True
        elif one.column is not None and one.place in _IN_TABLE:
            by_column[one.column].append(one)
    steps = [step for column, several in by_column.items() if (step := _for_column(column, several))]
    hidden = {step.column for step in steps if step.step in ("drop", "hash", "mask")}
    for column in risks.keys() - hidden:
        steps = [step for step in steps if step.column != column or not risks[column]]
    steps += [_hardest(several) for column, several in risks.items() if several and column not in hidden]
    return [*steps, *([Step("strip")] if strip else [])]


def _for_column(column: str, findings: list[Revealed]) -> Step | None:
    """Choose the one step of a column: of several kinds the one with most cells says what the column holds."""
    able = [one for one in findings if one.remedy in STEPS and one.remedy != "strip"]
    if not able:
        return None
    name = min((one.remedy for one in able), key=lambda remedy: _STRENGTH.get(remedy, len(_STRENGTH)))
    chosen = max((one for one in able if one.remedy == name), key=lambda one: (one.place is Place.CELL, one.count))
    if name == "mask":
        kind = chosen.kind if chosen.place is Place.CELL else Kind.FREE_TEXT
        return Step("mask", column, {"kind": kind.value})
    if name == "generalise":
        options = _GENERALISED.get(chosen.kind)
        return Step("generalise", column, options) if options else Step("drop", column)
    if name == "round":
        return Step("round", column, {"decimals": 2})
    return Step(name, column) if name in ("drop", "hash", "suppress") else None


def _for_risk(remedy: str, column: str) -> list[Step]:
    if remedy == "suppress":
        return [Step("suppress", column, {"small": 4})]
    if remedy == "generalise":
        options = _QUASI.get(quasi(column) or "")
        return [Step("generalise", column, options)] if options else []
    return [Step("drop", column)] if remedy == "drop" else []


def _hardest(steps: list[Step]) -> Step:
    return min(steps, key=lambda step: _STRENGTH[step.step])
