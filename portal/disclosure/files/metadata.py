"""The descriptor of a package: what the form itself, its titles, notes and column descriptions tell of persons."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from portal.disclosure.pieces import Piece
from portal.disclosure.policy import DEFAULT, Policy
from portal.disclosure.report import Place, Revealed
from portal.disclosure.tabular import judge_pieces

__all__ = ["scan_metadata"]

_CONTACTS = frozenset({"contributors", "contact", "contacts", "publisher", "maintainer", "author"})
_MACHINE = frozenset(
    {"hash", "bytes", "rows", "$schema", "profile", "id", "sha256", "path", "standardised", "original"}
)


def scan_metadata(
    descriptor: Mapping[str, Any],
    *,
    today: date,
    policy: Policy = DEFAULT,
) -> list[Revealed]:
    """Tell what a descriptor reveals. Whoever answers for the data is named in it by right: information at most."""
    found = judge_pieces(_pieces(descriptor, contact=False), resource=None, today=today, policy=policy)
    return found + judge_pieces(
        _pieces(descriptor, contact=True), resource=None, today=today, contact=True, policy=policy
    )


def _pieces(value: Any, *, contact: bool, inside: bool = False) -> Iterator[Piece]:
    """Walk the descriptor; only what stands in contacts, or only what stands elsewhere."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            if name not in _MACHINE:
                yield from _pieces(item, contact=contact, inside=inside or name in _CONTACTS)
    elif isinstance(value, list):
        for item in value:
            yield from _pieces(item, contact=contact, inside=inside)
    elif isinstance(value, str) and value.strip() and inside == contact:
        yield Piece(value, Place.TEXT)
