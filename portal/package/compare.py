"""What differs between two descriptors beside their data: pure, value by value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.canonical import Json

__all__ = ["PropertyChange", "compare_properties"]

_OF_THE_RELEASE = frozenset({"$schema", "created", "release", "resources"})
_OF_THE_FILE = frozenset({"path", "hash", "bytes", "rows", "fields", "schema", "dialect"})


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """A property that differs. before, after: its values; None where it is absent."""

    name: str
    before: Any
    after: Any


def compare_properties(before: Json, after: Json) -> list[PropertyChange]:
    """Compare two descriptors, or two of their resources, in the order of the newer one; what is gone comes last.

    Left out is what has to differ (the release's own number and time) and what is compared elsewhere: the files.
    """
    names = [*after, *(name for name in before if name not in after)]
    return [
        PropertyChange(name, before.get(name), after.get(name))
        for name in names
        if name not in _left_out(after) and before.get(name) != after.get(name)
    ]


def _left_out(thing: Mapping[str, Any]) -> frozenset[str]:
    return _OF_THE_RELEASE if "resources" in thing else _OF_THE_FILE
