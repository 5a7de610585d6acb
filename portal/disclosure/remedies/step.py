"""One step: what is done to one column, with what options. A step knows no cell and no salt, so it may be published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from portal.canonical import Json
from portal.disclosure.report import Kind
from portal.errors import PortalError

__all__ = ["STEPS", "TO", "Step"]

TO: Final = ("age", "month", "year", "district", "city", "range")
"""What `generalise` can make of a value."""

_LARGEST = 10**15


def _is_number(value: Any) -> bool:
    """Say whether a value is a number of a size that people write, to six decimals."""
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return plain and abs(value) <= _LARGEST and round(value, 6) == value


def _is_whole(least: int, most: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


_KINDS = frozenset(kind.value for kind in Kind)
_OPTIONS: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    "drop": {},
    "mask": {"kind": lambda value: value in _KINDS},
    "generalise": {
        "to": lambda value: value in TO,
        "width": lambda value: _is_number(value) and value > 0,
        "top": _is_whole(1, 150),
    },
    "hash": {},
    "top_code": {"limit": _is_number},
    "bottom_code": {"limit": _is_number},
    "suppress": {"small": _is_whole(1, 1000)},
    "round": {"decimals": _is_whole(0, 3)},
    "strip": {},
}
_NEEDED = {"generalise": "to", "top_code": "limit", "bottom_code": "limit"}

STEPS: Final = tuple(_OPTIONS)
"""Names of the steps. ``strip`` alone has no column."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a remedy.

    ``drop``: the column goes.
    ``mask``: ``kind`` (of `Kind`; default ``free_text``): what is masked; in prose every identifier that is found.
    ``generalise``: ``to`` one of `TO`; ``width`` of a band (``age``: whole years, default 5; ``range``: needed);
    ``top``: the age from which there is one band only.
    ``hash``: the value becomes the first 16 hexadecimal digits of its HMAC-SHA-256 under the salt.
    ``top_code``, ``bottom_code``: ``limit`` in place of what lies beyond it.
    ``suppress``: counts of persons from 1 to ``small`` (default 4) are hidden, and others that would give them away.
    ``round``: coordinates to ``decimals`` (0 to 3, default 2: about a kilometre).
    ``strip``: the table alone is kept, nothing of the upload that stood beside it. It has no column.

    Raises PortalError ``remedy.step`` for an unknown step, ``remedy.column_needed``, ``remedy.option``.
    """

    step: str
    column: str | None = None
    options: Mapping[str, str | int | float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        allowed = _OPTIONS.get(self.step)
        if allowed is None:
            raise PortalError("remedy.step", step=self.step[:50])
        if (self.column is None) is not (self.step == "strip"):
            raise PortalError("remedy.column_needed", step=self.step)
        for name, value in self.options.items():
            if name not in allowed or not allowed[name](value):
                raise PortalError("remedy.option", step=self.step, option=name[:50])
        self._check_together()

    def _check_together(self) -> None:
        needed = _NEEDED.get(self.step)
        if needed and needed not in self.options:
            raise PortalError("remedy.option", step=self.step, option=needed)
        to, width = self.options.get("to"), self.options.get("width")
        if (to == "range" and width is None) or (to == "age" and not isinstance(width, int | None)):
            raise PortalError("remedy.option", step=self.step, option="width")

    def as_json(self) -> Json:
        """Return it as the descriptor has it."""
        told: Json = {"step": self.step}
        if self.column is not None:
            told["column"] = self.column
        if self.options:
            told["options"] = dict(self.options)
        return told

    @classmethod
    def from_json(cls, value: Any) -> "Step":
        """Read what `as_json` wrote, or a form sent. Raises PortalError as the class does."""
        if not isinstance(value, dict) or not isinstance(value.get("step"), str):
            raise PortalError("remedy.step", step="")
        column, options = value.get("column"), value.get("options", {})
        if not isinstance(column, str | None):
            raise PortalError("remedy.column_needed", step=value["step"][:50])
        if not isinstance(options, dict) or not all(isinstance(name, str) for name in options):
            raise PortalError("remedy.option", step=value["step"][:50], option="")
        return cls(value["step"], column, options)
