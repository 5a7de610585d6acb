"""Words for the remedies: what a step is called, what it did, and why it cannot be done."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from portal.canonical import Json

__all__ = ["GENERALISED", "SENTENCES", "STEPS", "step_words", "steps_words"]

STEPS: dict[str, LazyString] = {
    "drop": _("Remove the column"),
    "mask": _("Mask what identifies a person"),
    "generalise": _("Make it coarser"),
    "hash": _("Replace values by codes"),
    "top_code": _("Cut off the highest values"),
    "bottom_code": _("Cut off the lowest values"),
    "suppress": _("Hide small counts"),
    "round": _("Round coordinates"),
    "strip": _("Keep the table alone"),
}
GENERALISED: dict[str, LazyString] = {
    "age": _("age bands"),
    "month": _("months"),
    "year": _("years"),
    "district": _("districts"),
    "city": _("cities"),
    "range": _("ranges"),
}
_DONE: dict[str, LazyString] = {
    "drop": _("The column “%(column)s” was removed."),
    "mask": _("In the column “%(column)s” what identifies a person was masked."),
    "generalise": _("In the column “%(column)s” exact values became %(to)s."),
    "hash": _("In the column “%(column)s” each value was replaced by a code that cannot be turned back."),
    "top_code": _("In the column “%(column)s” values above %(limit)s became %(limit)s."),
    "bottom_code": _("In the column “%(column)s” values below %(limit)s became %(limit)s."),
    "suppress": _("In the column “%(column)s” small counts, and others that would give them away, became “*”."),
    "round": _("In the column “%(column)s” coordinates were rounded to %(decimals)s decimals."),
    "strip": _("All that stood beside the table in the file was taken out."),
}

SENTENCES = {
    "remedy.column": (
        _("There is no column “%(column)s” in the table (any more)."),
        _("Choose a column that is there; no step can follow the one that removes its column."),
    ),
    "remedy.column_needed": (
        _("This step cannot be done so."),
        _("Choose the column that it is for; to keep the table alone needs none."),
    ),
    "remedy.no_columns": (
        _("No column would be left."),
        _("Keep at least one column, or take the whole file out."),
    ),
    "remedy.none": (_("No step was chosen."), _("Choose what is to be done with a column.")),
    "remedy.not_table": (
        _("“%(name)s” is no table, so nothing can be done to its columns."),
        _("Take the file out, mend it in the program it was made with, and upload it again."),
    ),
    "remedy.option": (
        _("The choice “%(option)s” of this step is missing, or is none of the allowed ones."),
        _("Choose again from what the page offers."),
    ),
    "remedy.step": (_("The portal does not know this step."), _("Choose one of those that the page offers.")),
    "remedy.too_large": (
        _("The table is too large to find out which counts would give away a hidden one (column “%(column)s”)."),
        _("Sum it up further first, by larger districts or longer times, or remove the column."),
    ),
    "remedy.twice": (
        _("The values of the column “%(column)s” are codes already."),
        _("Leave them as they are: codes of codes could no longer be compared with those of the last release."),
    ),
}


def step_words(told: Json) -> str:
    """Say what a step of a descriptor's ``remedies`` did; one that this version does not know is named as it is."""
    given = told.get("options")
    options = given if isinstance(given, dict) else {}
    to = str(GENERALISED.get(str(options.get("to")), ""))
    facts = {"column": told.get("column", ""), "decimals": options.get("decimals", 2), "limit": options.get("limit")}
    words = _DONE.get(str(told.get("step")))
    return str(words) % (facts | {"to": to}) if words else str(told.get("step"))


def steps_words(resource: Mapping[str, Any]) -> list[str]:
    """Say what was done to a resource, step by step in order; empty if its ``remedies`` tell of nothing."""
    given = resource.get("remedies")
    return [step_words(one) for one in given if isinstance(one, dict)] if isinstance(given, list) else []
