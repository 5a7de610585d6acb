"""One thing found in a text: what it is, where it stands, how sure the value alone makes it."""

from dataclasses import dataclass

from portal.disclosure.report import Kind

__all__ = ["Match"]


@dataclass(frozen=True, slots=True)
class Match:
    """A part of a text, ``text[start:end]``, that names or describes a person.

    masked: it was made unreadable already.  strength: 0 to 1, how sure the value alone makes it: 1 with a check
    digit, below 0.5 where a header word or a share of the column has to speak for it.  rule: id of the rule.
    """

    kind: Kind
    start: int
    end: int
    strength: float
    rule: str
    masked: bool = False
