"""The manifest of the demo, ``datapackages/demo.json``: which packages, in which order, and how far each one comes."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from portal.catalog.words import Stage
from portal.package import read_descriptor

__all__ = ["Outcome", "Step", "read_manifest"]


class Outcome(StrEnum):
    """How far a package comes."""

    RELEASED = "released"
    WITHDRAWN = "withdrawn"  # released, and taken back
    EMBARGOED = "embargoed"  # approved at every stage; its day is to come
    IN_REVIEW = "in_review"  # waits at a stage
    RETURNED = "returned"  # sent back at a stage


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the manifest.

    edition: the number that its release has, or would have.  stage: where it waits, or was sent back; None: none.
    words: why it was withdrawn or sent back, in both languages.  embargo: counted from the last approval.
    """

    folder: Path
    name: str
    publisher: str
    edition: int
    outcome: Outcome
    stage: Stage | None = None
    words: str = ""
    embargo: timedelta = timedelta(0)


def read_manifest(root: Path) -> list[Step]:
    """Return the steps, in their order. root: the folder of the packages."""
    editions: Counter[str] = Counter()
    steps = []
    for line in json.loads((root / "demo.json").read_bytes())["packages"]:
        name = str(read_descriptor(root / line["path"])[0]["name"])
        editions[name] += 1
        steps.append(_step(root, line, name, editions[name]))
    return steps


def _step(root: Path, line: dict[str, Any], name: str, edition: int) -> Step:
    withdrawal, refusal = line.get("withdraw", {}), line.get("return", {})
    stage = line.get("until") or refusal.get("stage")
    said = [withdrawal.get("reason"), withdrawal.get("reason_en"), refusal.get("comment"), refusal.get("comment_en")]
    return Step(
        folder=root / line["path"],
        name=name,
        publisher=line["publisher"],
        edition=edition,
        outcome=Outcome(line["outcome"]),
        stage=Stage(stage) if stage else None,
        words=" / ".join(filter(None, said)),
        embargo=timedelta(days=line.get("embargo_days", 0)),
    )
