"""What each operation of the API does, in a line, by the name of its route; and words of what surrounds the API."""

from flask_babel import lazy_gettext as _

__all__ = ["SENTENCES", "SUMMARIES"]

SUMMARIES = {
    "api_v1.datasets": _("Search datasets and narrow the list"),
    "api_v1.dataset": _("One dataset, as its current release has it"),
    "api_v1.releases": _("All releases of a dataset, the withdrawn ones too"),
    "api_v1.release": _("One release: its files, checksums and entry in the ledger"),
    "api_v1.diff": _("What differs between two releases"),
    "api_v1.resources": _("The files of a dataset"),
    "api_v1.schema": _("The columns of a table (Table Schema)"),
    "api_v1.profile": _("What was counted of each column of a table"),
    "api_v1.rows": _("Rows of a table: filter, sort, page, group"),
    "api_v1.publishers": _("The publishers"),
    "api_v1.themes": _("The themes"),
    "api_v1.tags": _("The keywords, with how many datasets have each"),
    "api_v1.licenses": _("The licences: what each permits, requires and forbids"),
    "api_v1.ledger": _("The public ledger of releases and withdrawals"),
}

SENTENCES = {
    "reindex.busy": (
        _("Another worker is writing the search index."),
        _("Try again in a minute; “portal doctor” says what is under way."),
    ),
}
