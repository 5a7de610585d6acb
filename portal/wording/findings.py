"""Words for findings and errors whose facts are keys of closed lists: a reader sees a word instead of the key."""

from collections.abc import Mapping
from typing import Protocol

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from portal.errors import Fact
from portal.wording import disclosure, sentences
from portal.wording.desk import LABELS

__all__ = ["PROPERTIES", "Found", "finding_place", "finding_words", "remedy", "sentence", "worded"]

PROPERTIES: dict[str, LazyString] = {
    **LABELS["property"],
    "language": _("Language"),
    "sources": _("Sources"),
}
"""What a property of the descriptor is called on the form."""

_FACTS: dict[str, dict[str, LazyString]] = {
    "state": LABELS["state"],
    "event": {
        **LABELS["event"],
        "checked": _("finish the checks"),
        "released": _("release"),
        "withdrawn": _("withdraw"),
    },
    "role": {
        **LABELS["role"],
        "system": _("The portal itself"),
        "stage": _("Official of the open stage"),
        "any-stage": _("Official of any stage"),
    },
}
"""Facts that are keys in whatever sentence they stand; ``role`` may hold several, with commas between."""


class Found(Protocol):
    """A finding: a value of `portal.finding`, or a record of it."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def resource(self) -> str | None:
        """The resource it is about, if it is about one."""

    @property
    def row(self) -> int | None:
        """The row, if it has one."""

    @property
    def column(self) -> str | None:
        """The column, if it has one."""

    @property
    def params(self) -> Mapping[str, Fact]:
        """The facts of its sentence."""


def finding_words(finding: Found) -> tuple[str, str]:
    """Return what was found and what to do about it."""
    place = {"resource": finding.resource, "row": finding.row, "column": finding.column}
    facts: dict[str, Fact] = {**place, **finding.params}
    return sentence(finding.code, facts), remedy(finding.code, facts)


def finding_place(finding: Found) -> str:
    """Return the place of a finding in short: resource, row, column; empty if it has none."""
    return ", ".join(str(part) for part in (finding.resource, finding.row, finding.column) if part is not None)


def sentence(code: str, params: Mapping[str, Fact]) -> str:
    """Say what a code means, its facts filled in as words."""
    return sentences.sentence(code, worded(code, params))


def remedy(code: str, params: Mapping[str, Fact]) -> str:
    """Say what to do about it; empty where nothing is to be done."""
    return sentences.remedy(code, worded(code, params))


def worded(code: str, params: Mapping[str, Fact]) -> dict[str, Fact]:
    """Return the facts of a code, keys replaced by words in the reader's language; what no table has stays."""
    tables = dict(_FACTS)
    if code.startswith("metadata.") or code == "descriptor.property":
        tables["property"] = PROPERTIES
    if code.startswith("disclosure."):
        tables |= disclosure.FACTS
    return {
        name: _word(tables[name], value) if name in tables and isinstance(value, str) else value
        for name, value in params.items()
    }


def _word(table: Mapping[str, LazyString], value: str) -> str:
    keys = value.split(",")
    if not all(key in table for key in keys):
        return value
    return str(_(", ")).join(str(table[key]) for key in keys)
