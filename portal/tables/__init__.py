"""Tables: a standard CSV read by column, typed values, Parquet.

A *standard CSV* is UTF-8 without a byte-order mark, comma-separated, quoted as RFC 4180 says, with one header
row. Everything in this room takes one; `portal.intake` makes them.
"""

from portal.tables.parquet import write_parquet

__all__ = ["write_parquet"]
