"""The whole way of each real input: packaged, handed in, checked, approved by three officials, released."""

import json
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from benchmarks.real_portal import Portal
from benchmarks.real_verdicts import descriptor_of, read_plainly

__all__ = ["Item", "Outcome", "go_the_way", "items_of", "package_files"]

AT_ONCE = 2
DESCRIPTOR = "datapackage.json"


class Outcome(StrEnum):
    """How far an input came."""

    RELEASED = "released"
    STOPPED = "stopped by findings"
    REFUSED = "refused"
    NOT_PACKAGED = "not packaged"
    CRASHED = "crashed"  # a bug of ours: the command ended without an answer
    STUCK = "stuck"  # likewise: neither a finding nor a release


@dataclass(slots=True)
class Item:
    """One input on its way.

    package: the folder that is handed in; of a single file only once it was made.
    resources: what is known of each, ``rows`` and ``fields`` where someone counted or declared them.
    seconds: of packaging and hand-in, not of the shared runs of the worker.
    code: of the refusal to make a package.
    """

    source: Path
    package: Path | None
    resources: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    dataset: str = ""
    revision: str = ""
    findings: list[dict[str, Any]] = field(default_factory=list)
    outcome: Outcome = Outcome.STUCK
    reason: str = ""
    code: str = ""

    @property
    def bytes(self) -> int:
        """Size of all that was given."""
        files = [self.source] if self.source.is_file() else self.source.rglob("*")
        return sum(one.stat().st_size for one in files if one.is_file())

    @property
    def blocking(self) -> list[dict[str, Any]]:
        """The findings that forbid an approval."""
        return [one for one in self.findings if one["severity"] == "block"]

    def end(self, outcome: Outcome, reason: str) -> None:
        """Note how it ended."""
        self.outcome, self.reason = outcome, reason


def items_of(folder: Path) -> list[Item]:
    """Return the packages of a folder, then its single files."""
    packages = [Item(one, one, _declared(one)) for one in sorted((folder / "packages").iterdir()) if one.is_dir()]
    return packages + [Item(one, None) for one in sorted((folder / "messy").iterdir()) if one.is_file()]


def _declared(package: Path) -> list[dict[str, Any]]:
    """Return the columns of each table as far as the descriptor declares them; rows are counted by validation."""
    given: Any = read_plainly(descriptor_of(package)).get("resources", [])
    schemas = [one.get("schema") for one in given]
    return [{"fields": len(one["fields"])} if isinstance(one, dict) and "fields" in one else {} for one in schemas]


def package_files(portal: Portal, items: Iterable[Item], workspace: Path) -> float:
    """Make a package of each single file, below workspace; the seconds it took."""
    before = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        single = [one for one in items if one.package is None]
        list(pool.map(lambda one: _package(portal, one, workspace / one.source.name), single))
    return time.monotonic() - before


def go_the_way(portal: Portal, items: Sequence[Item]) -> dict[str, float]:
    """Take all packages through; the seconds of each step. Raises CommandFailed if a step fails for all."""
    seconds: dict[str, float] = {}
    before = time.monotonic()
    _hand_in(portal, items)
    seconds["hand in"] = time.monotonic() - before
    seconds["checks"] = portal.work()
    before = time.monotonic()
    handed_in = [one for one in items if one.revision]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda one: _look(portal, one), handed_in))
    refusals = _approve(portal, handed_in)
    seconds["review"] = time.monotonic() - before
    seconds["release"] = portal.work()
    _settle(portal, handed_in, refusals)
    return seconds


def _package(portal: Portal, item: Item, target: Path) -> None:
    before = time.monotonic()
    _, out, error = portal.run("package", item.source, "-o", target, "--json")
    item.seconds = time.monotonic() - before
    try:
        report = json.loads(out)
    except ValueError:
        item.end(Outcome.CRASHED, error.strip().rpartition("\n")[2])
        return
    if report["made"]:
        item.package, item.resources = target, report["resources"]
    else:
        item.code = report["code"]
        item.end(Outcome.NOT_PACKAGED, report["error"])


def _hand_in(portal: Portal, items: Iterable[Item]) -> None:
    by_package = {one.package: one for one in items if one.package}
    for package, row, seconds in portal.submit(list(by_package)):
        item = by_package[package]
        item.seconds += seconds
        if "crashed" in row:
            item.end(Outcome.CRASHED, row["crashed"])
        elif row["error"]:
            item.end(Outcome.REFUSED, row["error"])
        else:
            item.dataset, item.revision = row["dataset"], row["revision"]


def _look(portal: Portal, item: Item) -> None:
    item.findings = portal.show(item.revision)["findings"]


def _approve(portal: Portal, items: Sequence[Item]) -> list[str]:
    """Let the officials approve what nothing forbids, with a reason where one is asked; what was not taken."""
    open_ = [one for one in items if not one.blocking]
    asked = [one.revision for one in open_ if any(finding["severity"] == "justify" for finding in one.findings)]
    plain = [one.revision for one in open_ if one.revision not in asked]
    return portal.approve(plain) + portal.approve(asked, comment="As the original has it; seen and accepted.")


def _settle(portal: Portal, items: Iterable[Item], refusals: Sequence[str]) -> None:
    states = portal.states()
    for item in items:
        if states[item.revision] == "released":
            asked = [one for one in item.findings if one["severity"] == "justify"]
            item.end(Outcome.RELEASED, f"with a reason for: {in_words(asked[0])}" if asked else "")
        elif item.blocking:
            item.end(Outcome.STOPPED, in_words(item.blocking[0]))
        else:
            said = [line for line in refusals if line.startswith(item.revision)]
            item.end(Outcome.STUCK, said[0] if said else f"state {states[item.revision]}")


def in_words(finding: dict[str, Any]) -> str:
    """Return place, sentence and remedy of a finding."""
    known = [finding["resource"] or DESCRIPTOR]
    known += [f"{key} {finding[key]}" for key in ("row", "column") if finding[key] is not None]
    return f"{', '.join(known)}: {finding['text']} {finding['remedy']}".rstrip()
