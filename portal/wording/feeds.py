"""Words of citations and of code to copy."""

from flask_babel import lazy_gettext as _

__all__ = ["STYLES", "TOOLS"]

STYLES = {
    "gb-t-7714": _("GB/T 7714-2015"),
    "apa": _("APA, 7th edition"),
    "bibtex": _("BibTeX"),
    "ris": _("RIS (EndNote, Zotero)"),
}

TOOLS = {
    "curl": _("Command line (curl)"),
    "pandas": _("Python (pandas)"),
    "duckdb": _("Python (DuckDB, from Parquet)"),
    "frictionless": _("Python (frictionless, types checked)"),
    "ckanapi": _("Python (ckanapi)"),
    "r": _("R"),
}
