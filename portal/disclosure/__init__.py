"""Disclosure: what a file would reveal about a person, and what can be done about it.

`scan_path` looks through a file, a folder or an archive; `scan_table`, `scan_hidden` and `scan_metadata` through parts
of what a revision is made of; `assess` tells who could be recognised without being named.
"""

from portal.disclosure.report import Kind, Place, Report, Revealed, Risk, TableRisk
from portal.disclosure.risk.assess import assess
from portal.disclosure.scan import scan_hidden, scan_metadata, scan_path, scan_table

__all__ = [
    "Kind",
    "Place",
    "Report",
    "Revealed",
    "Risk",
    "TableRisk",
    "assess",
    "scan_hidden",
    "scan_metadata",
    "scan_path",
    "scan_table",
]
