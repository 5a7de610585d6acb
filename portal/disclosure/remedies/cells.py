"""From a step to what it does to one cell. Steps on whole columns or tables are none of these."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from portal.disclosure.remedies.dates import to_month, to_year
from portal.disclosure.remedies.hashing import hashed
from portal.disclosure.remedies.numbers import age_band, coded, number_range
from portal.disclosure.remedies.places import rounded, to_city, to_district
from portal.disclosure.remedies.step import Step
from portal.disclosure.remedies.text import masked
from portal.disclosure.report import Kind
from portal.intake.types import is_marker

__all__ = ["Change", "change_of"]

Change = Callable[[str], str]

_REMEMBERED = 4096  # changed cells remembered a step
_PLAIN: Mapping[str, Change] = {
    "month": to_month,
    "year": to_year,
    "district": to_district,
    "city": to_city,
}


def change_of(step: Step, salt: bytes) -> Change | None:
    """Return what a step does to a cell of its column; None for a step of another sort.

    Cells that say that there is no value (empty, ``-``, ``不详`` …) stay. A cell that a step cannot read becomes empty:
    it is never left as it was.
    """
    change = _change_of(step, salt)
    if change is None:
        return None
    remembering = lru_cache(_REMEMBERED)(change)
    return lambda cell: cell if is_marker(cell) else remembering(cell)


def _change_of(step: Step, salt: bytes) -> Change | None:
    options: Mapping[str, Any] = step.options
    match step.step:
        case "mask":
            return masked(Kind(options.get("kind", Kind.FREE_TEXT)))
        case "generalise":
            return _generalised(options)
        case "hash":
            return hashed(salt)
        case "top_code" | "bottom_code":
            return coded(options["limit"], top=step.step == "top_code")
        case "round":
            return rounded(options.get("decimals", 2))
    return None


def _generalised(options: Mapping[str, Any]) -> Change:
    if options["to"] == "age":
        return age_band(options.get("width", 5), options.get("top"))
    if options["to"] == "range":
        return number_range(options["width"])
    return _PLAIN[options["to"]]
