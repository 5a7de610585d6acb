"""How far the portal agrees with a careful reader and with frictionless, and whether the floor holds."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.expected_agreement import Found, agreement, read_folder
from benchmarks.real_portal import Portal
from benchmarks.real_verdicts import Verdict, frictionless_verdicts, once_read
from benchmarks.real_way import DESCRIPTOR, Item, Outcome

__all__ = ["Compared", "Expected", "agree_on_messy", "agree_on_packages", "compare", "floor_breaks", "read_expected"]


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of a published package: its verdict by frictionless, its rows (None: not determined)."""

    valid: bool
    rows: int | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two verdicts on one package; read: what frictionless says once the descriptor is plain JSON."""

    frictionless: Verdict
    ours: bool
    rows: int
    read: Verdict | None = None

    @property
    def intended(self) -> bool:
        """Whether they differ as intended: valid once the descriptor is read."""
        return self.read is not None and self.read.valid and self.ours

    @property
    def agree(self) -> bool:
        """Whether both say the same, or differ as intended."""
        return self.frictionless.valid == self.ours or self.intended


def read_expected(path: Path) -> dict[str, Expected]:
    """Read what is expected of each folder under ``packages/``."""
    valid: dict[str, bool] = {}
    rows: dict[str, int] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            kind, _, rest = row["file"].partition("/")
            name = rest.partition("/")[0]
            if kind != "packages":
                continue
            if not row["part"]:
                valid[name] = row["frictionless_valid"] == "valid"
            elif row["expected_rows"]:
                rows[name] = rows.get(name, 0) + int(row["expected_rows"])
    return {name: Expected(one, rows.get(name)) for name, one in valid.items()}


def agree_on_messy(items: Sequence[Item], folder: Path) -> None:
    """Print the agreement of what was packaged, row by row and as a share.

    Rows and columns are those of the package that was made; the encoding, which a package no longer has once it is
    UTF-8, is asked of the reader.
    """
    messy = folder / "messy"
    read = read_folder(messy)
    results = {one.source.name: list(_found(one, read[one.source.name])) for one in items if one.source.parent == messy}
    agreement(folder / "expected.csv", messy, results)


def _found(item: Item, read: Sequence[Found]) -> Iterator[Found]:
    if item.package is None:
        yield Found("", "", None, 0, item.code or item.outcome)
        return
    for made, one in zip(item.resources, read, strict=True):
        yield replace(one, rows=made.get("rows"), columns=made.get("fields", 0), error=None)


def compare(portal: Portal, items: Sequence[Item]) -> dict[str, Compared]:
    """Ask `portal validate` and frictionless about every package, given or made; the answers by the input's name."""
    standing = [one for one in items if one.package]
    verdicts = frictionless_verdicts([one.package for one in standing if one.package])
    ours = [_validate(portal, one) for one in standing]
    compared: dict[str, Compared] = {}
    for item, (valid, rows) in zip(standing, ours, strict=True):
        assert item.package
        verdict = verdicts[item.package]
        read = once_read(item.package) if valid and not verdict.valid else None
        compared[item.source.name] = Compared(verdict, valid, rows, read)
    return compared


def agree_on_packages(
    items: Sequence[Item], verdicts: Mapping[str, Compared], expected: Mapping[str, Expected]
) -> None:
    """Print how both verdicts and the outcome stand to each other; of packages made of files only what is amiss."""
    published = [one for one in items if one.source.name in expected and one.source.name in verdicts]
    made = [one for one in items if one.source.name not in expected and one.source.name in verdicts]
    amiss = [one for one in made if not (verdicts[one.source.name].agree and verdicts[one.source.name].ours)]
    for item in (*published, *amiss):
        print(_line(item, verdicts[item.source.name], expected.get(item.source.name)))
    for kind, some in (("published packages", published), ("packages made of files", made)):
        pairs = [verdicts[one.source.name] for one in some]
        print(
            f"{kind}: portal validate and frictionless agree on {sum(one.agree for one in pairs)} of {len(pairs)}, "
            f"{sum(one.intended for one in pairs)} of them differing as intended; frictionless finds "
            f"{sum(one.frictionless.valid for one in pairs)} valid, portal validate {sum(one.ours for one in pairs)}, "
            f"released are {sum(one.outcome is Outcome.RELEASED for one in some)}"
        )


def _validate(portal: Portal, item: Item) -> tuple[bool, int]:
    code, out, _ = portal.run("validate", item.package or item.source, "--json")
    return code == 0, json.loads(out)["rows"] if code < 2 else 0


def _line(item: Item, compared: Compared, expected: Expected | None) -> str:
    says = {True: "valid", False: "invalid"}
    note = "agree" if compared.frictionless.valid == compared.ours else "DIFFER"
    if compared.intended:
        note = "intended difference: valid once the descriptor is read"
    if expected and expected.valid != compared.frictionless.valid:
        note += "; frictionless was expected to say otherwise"
    if expected and expected.valid and expected.rows is not None and compared.rows != expected.rows:
        note += f"; {compared.rows} rows, expected {expected.rows}"
    if compared.ours and item.outcome is not Outcome.RELEASED:
        note += "; valid, but NOT RELEASED"
    theirs = says[compared.frictionless.valid]
    return (
        f"{item.source.name:<32} frictionless {theirs:<7}  portal {says[compared.ours]:<7}  {item.outcome:<19}  {note}"
    )


def floor_breaks(
    items: Sequence[Item], verdicts: Mapping[str, Compared], expected: Mapping[str, Expected]
) -> list[str]:
    """Return where the floor does not hold: valid packages released, all others stopped with place and remedy."""
    by_name = {one.source.name: one for one in items if one.source.name in expected}
    breaks = [f"{name}: expected, but not there" for name in expected if name not in by_name]
    breaks += [f"{one.source.name}: {one.outcome}: {one.reason}" for one in items if one.outcome in _OURS]
    for name, item in by_name.items():
        if item.outcome in _OURS:
            continue
        should = expected[name].valid or (name in verdicts and verdicts[name].intended)
        if should and item.outcome is not Outcome.RELEASED:
            breaks.append(f"{name}: valid, but {item.outcome}: {item.reason}")
        elif not should and item.outcome is Outcome.RELEASED:
            breaks.append(f"{name}: invalid, but released")
        elif not should:
            breaks += _without_help(item)
    return breaks


_OURS = (Outcome.CRASHED, Outcome.STUCK)


def _without_help(item: Item) -> list[str]:
    """Return the findings without remedy; a refusal is one line, of which the second sentence is the remedy."""
    if item.outcome is Outcome.REFUSED:
        sentences = [one for one in item.reason.replace("。", ". ").split(". ") if one.strip(". ")]
        return [] if len(sentences) > 1 else [f"{item.source.name}: refused without a remedy: {item.reason}"]
    return [
        f"{item.source.name}: {one['resource'] or DESCRIPTOR}: {one['code']} has no remedy"
        for one in item.blocking
        if not one["remedy"]
    ]
