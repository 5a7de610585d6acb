"""Words for what may be asked of a table's rows."""

from flask_babel import lazy_gettext as _

__all__ = ["OPERATORS", "SENTENCES", "operator_words"]

OPERATORS = {
    "eq": _("is"),
    "ne": _("is not"),
    "contains": _("contains"),
    "startswith": _("begins with"),
    "gt": _("is more than"),
    "gte": _("is at least"),
    "lt": _("is less than"),
    "lte": _("is at most"),
    "in": _("is one of (divided by commas)"),
    "isnull": _("has no value"),
    "notnull": _("has a value"),
}

SENTENCES = {
    "rows.aggregate": (
        _("“%(name)s” is not something that can be computed."),
        _("Write a function and a column, such as sum(population) or count(*). Allowed are: %(allowed)s."),
    ),
    "rows.column": (_("There is no column “%(name)s” here."), _("Allowed are: %(allowed)s.")),
    "rows.cursor": (
        _("The cursor does not belong to this question."),
        _("Take “next” from the answer before, and leave filters, order and release as they were; or start again."),
    ),
    "rows.heavy": (
        _("This takes more memory than there is."),
        _("Narrow it with a filter, or group by fewer columns; or download the whole file."),
    ),
    "rows.operator": (_("The column “%(name)s” cannot be asked for “%(value)s”."), _("Allowed are: %(allowed)s.")),
    "rows.overflow": (
        _("The result has more digits than can be kept."),
        _("Narrow it with a filter, or compute it from the downloaded file."),
    ),
    "rows.sheet_cell": (
        _("A text of the column “%(name)s” is longer than the %(most)s characters that a workbook's cell holds."),
        _("Leave the column out with “select”, or take format=csv or format=parquet."),
    ),
    "rows.sheet_columns": (
        _("There are %(columns)s columns; a workbook's sheet holds %(most)s."),
        _("Choose columns with “select”, or take format=csv or format=parquet."),
    ),
    "rows.sheet_rows": (
        _("There are %(rows)s rows; a workbook's sheet holds %(most)s."),
        _("Narrow it with a filter or “limit”, or take format=csv or format=parquet."),
    ),
    "rows.slow": (
        _("This takes longer than the %(seconds)s seconds that a question may take."),
        _("Narrow it with a filter, or leave out order or groups; or download the whole file."),
    ),
    "rows.together": (_("“%(name)s” and “%(value)s” cannot be asked for together."), _("Leave out one of them.")),
}


def operator_words(operator: str) -> str:
    """Return the words for an operator of a filter, in the reader's language; ``notnull`` for ``isnull=false``."""
    return str(OPERATORS[operator])
