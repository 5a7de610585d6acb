"""Values that stand for a person become codes that nobody can turn back without the salt.

A bare hash would not do: there are few enough phone numbers to try them all.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Callable

__all__ = ["hashed"]

_DIGITS = 16
_SHORTEST = 16  # bytes of a salt


def hashed(salt: bytes) -> Callable[[str], str]:
    """Return what makes a value the first 16 hexadecimal digits of its HMAC-SHA-256 under the salt.

    Values that differ only in full-width forms or outer spaces get one code.
    Raises ValueError for a salt below 16 bytes.
    """
    if len(salt) < _SHORTEST:
        raise ValueError("a salt of less than 16 bytes can be guessed")

    def change(cell: str) -> str:
        value = unicodedata.normalize("NFKC", cell).strip()
        return hmac.new(salt, value.encode(), hashlib.sha256).hexdigest()[:_DIGITS]

    return change
