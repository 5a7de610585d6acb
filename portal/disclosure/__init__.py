"""Disclosure: what a table would reveal about a person.

Here so far: identifiers that have a check digit, which can be told from other numbers without knowing anybody.
"""

from portal.disclosure.scan import scan_csv

__all__ = ["scan_csv"]
