"""frictionless, the reference: set up without network, and its errors turned into findings.

A note of frictionless quotes cells and keys; only names, numbers and places are taken from it.
"""

import re
from collections.abc import Callable
from typing import Any, NoReturn

from frictionless import system

from portal.errors import Fact
from portal.finding import Finding, Severity

__all__ = ["FROM_BELOW", "finding_of"]

FROM_BELOW = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What frictionless lets through from the libraries below it, on odd input; its own command catches everything."""

_CODES = {
    "type-error": "cell.type",
    "constraint-error": "cell.constraint",
    "unique-error": "cell.unique",
    "blank-row": "row.blank",
    "extra-cell": "row.extra_cell",
    "missing-cell": "row.missing_cell",
    "blank-header": "header.empty",
    "extra-label": "header.extra",
    "missing-label": "header.missing",
    "blank-label": "header.blank",
    "duplicate-label": "header.duplicate",
    "incorrect-label": "header.mismatch",
    "unmatched-header": "header.mismatch",
    "primary-key": "key.primary",
    "foreign-key": "key.foreign",
    "hash-count": "file.hash",
    "byte-count": "file.bytes",
    "row-count": "file.rows",
    "field-count": "file.fields",
    "encoding-error": "file.encoding",
    "schema-error": "schema.invalid",
    "field-error": "schema.invalid",
    "resource-error": "descriptor.invalid",
    "package-error": "descriptor.invalid",
    "dialect-error": "descriptor.invalid",
    "control-error": "descriptor.invalid",
    "metadata-error": "descriptor.invalid",
}


class _NoNetwork:
    """The HTTP session that frictionless is given."""

    def get(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse."""
        raise OSError("no network in validation")

    post = get


_context = system.use_context(http_session=_NoNetwork())
_context.__enter__()  # never left: two validations in two threads must not restore a real session


def finding_of(error: Any, resource: str | None) -> Finding:
    """Turn one frictionless error into a finding: all of them block."""
    code = _CODES.get(error.type, "file.unreadable")
    kind = code.partition(".")[0]
    row = getattr(error, "row_number", None) or (1 if kind == "header" else None)
    column = getattr(error, "field_name", "") or getattr(error, "label", "") or None
    facts = _FACTS.get(code) or _FACTS.get(kind)
    return Finding(code, Severity.BLOCK, resource, row, column, facts(error) if facts else {})


def _type(error: Any) -> dict[str, Fact]:
    return {"type": _between(error.note, 'type is "', "/")}


def _constraint(error: Any) -> dict[str, Fact]:
    return {"constraint": _between(error.note, 'constraint "', '"')}


def _other_row(error: Any) -> dict[str, Fact]:
    other = re.search(r"position (\d+)$", error.note)
    return {"other": int(other[1]) if other else None}


def _foreign(error: Any) -> dict[str, Fact]:
    return {"fields": ", ".join(error.field_names), "reference": error.reference_name}


def _position(error: Any) -> dict[str, Fact]:
    return {"position": getattr(error, "field_number", None)}


def _detail(error: Any) -> dict[str, Fact]:
    place = re.search(r" at property '([^']*)'$", error.note)
    text = re.sub(r"""(?<![:/\w])/(?:[^/"'\s]+/)+""", "", error.note)  # where the package lies is nobody's business
    return {"detail": text[:300], "place": place[1] if place else None}


def _between(text: str, before: str, after: str) -> str:
    return text.partition(before)[2].partition(after)[0]


_FACTS: dict[str, Callable[[Any], dict[str, Fact]]] = {
    "cell.type": _type,
    "cell.constraint": _constraint,
    "cell.unique": _other_row,
    "key.primary": _other_row,
    "key.foreign": _foreign,
    "row": _position,
    "header": _position,
    "schema": _detail,
    "descriptor": _detail,
}
