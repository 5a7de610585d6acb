"""One way to write a JSON value as bytes, so that equal values have equal hashes."""

import hashlib
import json
from typing import Any

__all__ = ["Json", "canonical", "pretty", "sha256"]


Json = dict[str, Any]
"""A JSON object."""


def canonical(value: Any) -> bytes:
    """Write with sorted keys, no blanks, UTF-8: what is hashed and signed (after RFC 8785, without its number rule)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def pretty(value: Any) -> bytes:
    """Write for a person to read: two blanks of indent, keys in the order given, a line end at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False).encode() + b"\n"


def sha256(data: bytes) -> str:
    """Return the SHA-256 of data as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
