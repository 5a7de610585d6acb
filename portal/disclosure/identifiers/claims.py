"""A claim of a family on a part of a text, and who wins where claims overlap."""

from bisect import bisect_right, insort
from collections.abc import Collection, Iterable
from typing import NamedTuple

from portal.disclosure.matches import Match
from portal.disclosure.report import Kind

__all__ = ["Claim", "resolve"]

_SPOKEN_FOR, _CERTAIN = 0.5, 0.95


class Claim(NamedTuple):
    """``text[start:end]`` is of this kind; None: it is something else, which is nobody's and must not be misread."""

    kind: Kind | None
    start: int
    end: int
    strength: float
    rule: str
    masked: bool = False


def resolve(claims: Iterable[Claim], prefer: Collection[Kind] = ()) -> list[Match]:
    """Keep the stronger, then the longer of overlapping claims; best first. The first named wins a tie.

    prefer: kinds that a header speaks for: they win against all that has no check digit.
    """

    def rank(claim: Claim) -> tuple[float, int]:
        strength = claim.strength
        if claim.kind in prefer:
            strength = max(strength, min(strength + _SPOKEN_FOR, _CERTAIN))
        return -strength, claim.start - claim.end

    taken: list[tuple[int, int]] = []
    kept: list[Match] = []
    for claim in sorted(claims, key=rank):
        place = bisect_right(taken, (claim.start, claim.end))
        before, after = taken[place - 1 : place] if place else (), taken[place : place + 1]
        if (before and before[0][1] > claim.start) or (after and after[0][0] < claim.end):
            continue
        insort(taken, (claim.start, claim.end))
        if claim.kind is not None:
            kept.append(Match(claim.kind, claim.start, claim.end, claim.strength, claim.rule, claim.masked))
    return kept
