"""Which licences go together: may data under two licences be combined, and released under a third?

The answers are a file that ships with the portal, ``licenses/compatibility/pairings.json``, and hold only what a cited
source says. A pair that is not there has no answer, which is not a no.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from jsonschema import Draft202012Validator

from portal.errors import PortalError

__all__ = ["Answer", "CompatibilityError", "Pairing", "Source", "Words", "pairings", "read_pairings"]

Answer = Literal["yes", "no", "yes-if"]

_FILE = "pairings.json"
_SCHEMA = "schema.json"


class CompatibilityError(PortalError):
    """The file that ships is broken. Says which file and entry, e.g. ``pairings/3``, and what is wrong with it."""

    def __init__(self, file: Path, entry: str, problem: str) -> None:
        super().__init__("licence.pairings", file=str(file), entry=entry, problem=problem)
        self.file = file
        self.entry = entry
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: an https address, and a short name of the page."""

    url: str
    label: Words


@dataclass(frozen=True, slots=True)
class Pairing:
    """Whether data under two licences may be combined into one new dataset, and that released under ``result``.

    first, second: ids of licences; their order means nothing.
    result: id of a licence; None where the two do not go together under any, and then the answer is ``no``.
    condition: what must be so; None unless the answer is ``yes-if``.
    """

    first: str
    second: str
    result: str | None
    answer: Answer
    condition: Words | None
    source: Source


def read_pairings(folder: Path) -> tuple[Pairing, ...]:
    """Read the answers that ship in the folder of the licences, in the order of the file.

    Raises CompatibilityError if the file does not follow the schema beside it, names a licence that the folder does
    not hold or a source that the file does not, or answers a question twice; OSError if there is no such file.
    """
    file = folder / "compatibility" / _FILE
    document = _document(file)
    known = {path.stem for path in folder.glob("*.json") if path.name != _SCHEMA}
    asked: Counter[tuple[tuple[str, ...], str | None]] = Counter()
    for number, entry in enumerate(document["pairings"]):
        place = f"pairings/{number}"
        for key in ("first", "second", "result"):
            if entry[key] is not None and entry[key] not in known:
                raise CompatibilityError(file, place, f"no licence {entry[key]!r} in {folder}")
        if entry["source"] not in document["sources"]:
            raise CompatibilityError(file, place, f"no source {entry['source']!r} in this file")
        question = (tuple(sorted((entry["first"], entry["second"]))), entry["result"])
        asked[question] += 1
        if asked[question] > 1:
            raise CompatibilityError(file, place, "this question has been answered above")
    sources = {name: Source(one["url"], Words(**one["label"])) for name, one in document["sources"].items()}
    return tuple(_pairing(entry, sources[entry["source"]]) for entry in document["pairings"])


def pairings(
    known: Iterable[Pairing], first: str | None = None, second: str | None = None, *, result: str | None = None
) -> Iterator[Pairing]:
    """Yield those of the known answers that are about these licences, whichever of a pair is named first.

    With one licence: every answer about it and another. With ``result``: only answers about a release under it.
    A no under any licence (result None) is about each result, so it is among them.
    """
    wanted = [one for one in (first, second) if one is not None]
    for pairing in known:
        if _holds(pairing, wanted) and (result is None or pairing.result in (result, None)):
            yield pairing


def _holds(pairing: Pairing, wanted: Collection[str]) -> bool:
    # Counters, so that a licence named twice means it with itself, not it with any.
    return not Counter(wanted) - Counter((pairing.first, pairing.second))


def _document(file: Path) -> Any:
    try:
        document = json.loads(file.read_bytes())
    except ValueError as error:
        raise CompatibilityError(file, "/", f"not JSON: {error}") from error
    schema = json.loads((file.parent / _SCHEMA).read_bytes())
    errors = sorted(Draft202012Validator(schema).iter_errors(document), key=lambda one: list(map(str, one.path)))
    if errors:
        place = "/".join(str(step) for step in list(errors[0].absolute_path)[:2]) or "/"
        raise CompatibilityError(file, place, errors[0].message)
    return document


def _pairing(entry: dict[str, Any], source: Source) -> Pairing:
    condition = entry.get("condition")
    return Pairing(
        first=entry["first"],
        second=entry["second"],
        result=entry["result"],
        answer=entry["answer"],
        condition=Words(**condition) if condition else None,
        source=source,
    )
