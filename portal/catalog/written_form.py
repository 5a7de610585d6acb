"""How the cells of a column are written, in letters that people know."""

from portal.canonical import Json

__all__ = ["written_form"]

_DEFAULTS = {
    "date": "YYYY-MM-DD",
    "datetime": "YYYY-MM-DDTHH:MM:SS",
    "time": "HH:MM:SS",
    "year": "YYYY",
    "yearmonth": "YYYY-MM",
}
_LETTERS = {"%Y": "YYYY", "%y": "YY", "%m": "MM", "%d": "DD", "%H": "HH", "%M": "MM", "%S": "SS"}


def written_form(field: Json) -> str:
    """Return how a column's cells are written: ``YYYY/MM/DD``, ``是/否``, ``1,234``; empty where there is but one way.

    field: of a Table Schema.  Dates and times follow the field's format, else the standard's own (Table Schema v2);
    yes and no are the first of ``trueValues`` and ``falseValues``; a number is told by its thousands separator.
    """
    type_ = str(field.get("type") or "any")
    given = str(field.get("format") or "default")
    if type_ in _DEFAULTS:
        return _DEFAULTS[type_] if given == "default" else _in_letters(given)
    if type_ == "boolean":
        yes, no = field.get("trueValues") or ["true"], field.get("falseValues") or ["false"]
        return f"{yes[0]}/{no[0]}"
    if type_ in ("integer", "number"):
        return f"1{field['groupChar']}234" if field.get("groupChar") else ""
    return "" if given == "default" else given


def _in_letters(pattern: str) -> str:
    for code, letters in _LETTERS.items():
        pattern = pattern.replace(code, letters)
    return pattern
