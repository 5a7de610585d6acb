"""Two licences and all that is said about joining them, laid out for a list and for a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.catalog.license_compatibility import Answer, Pairing, pairings
from portal.catalog.presentation import LicenseView

__all__ = ["Matrix", "Pair", "combinations", "pairs_of", "short_names"]

_BEST: tuple[Answer, ...] = ("yes", "yes-if", "no")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two licences, or one with itself, and at least one answer: what may be done first, what may not last."""

    first: LicenseView
    second: LicenseView
    answers: tuple[Pairing, ...]

    @property
    def verdict(self) -> Answer:
        """The best of the answers: whether there is a way at all."""
        return self.answers[0].answer

    @property
    def anchor(self) -> str:
        """The name of its place on the page, whichever licence stands first."""
        return "with-".join(sorted((self.first.id, self.second.id)))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every pair twice, once from either side. known: licences that an answer names, in the order given.

    groups: each pair once, under the one that comes first; silent: licences that no answer is about.
    """

    known: tuple[LicenseView, ...]
    silent: tuple[LicenseView, ...]
    groups: tuple[tuple[LicenseView, tuple[Pair, ...]], ...]
    cells: dict[tuple[str, str], Pair]


def pairs_of(one: LicenseView, licenses: Sequence[LicenseView], answers: Iterable[Pairing]) -> tuple[Pair, ...]:
    """Return what is said about a licence with each of those given (itself among them), in their order.

    Answers that name a licence which is not among them are left out: there is no page to explain it.
    """
    ids = {other.id for other in licenses}
    about = [found for found in pairings(answers, one.id) if {found.first, found.second, found.result or one.id} <= ids]
    made = (
        Pair(one, other, tuple(sorted(pairings(about, one.id, other.id), key=lambda found: _BEST.index(found.answer))))
        for other in licenses
    )
    return tuple(pair for pair in made if pair.answers)


def combinations(licenses: Sequence[LicenseView], answers: Iterable[Pairing]) -> Matrix:
    """Return all that is said about these licences with each other."""
    answers = tuple(answers)
    rows = [(one, pairs_of(one, licenses, answers)) for one in licenses]
    place = {one.id: number for number, one in enumerate(licenses)}
    groups = ((one, tuple(pair for pair in row if place[pair.second.id] >= place[one.id])) for one, row in rows)
    return Matrix(
        known=tuple(one for one, row in rows if row),
        silent=tuple(one for one, row in rows if not row),
        groups=tuple((one, row) for one, row in groups if row),
        cells={(one.id, pair.second.id): pair for one, row in rows for pair in row},
    )


def short_names(licenses: Iterable[LicenseView]) -> dict[str, str]:
    """Return a name for each id that fits a narrow column: without the version, where only one version is known."""
    stems: dict[str, list[str]] = {}
    for one in licenses:
        stem, dash, version = one.id.rpartition("-")
        stems.setdefault(stem if dash and version.replace(".", "").isdigit() else one.id, []).append(one.id)
    return {id_: stem if len(ids) == 1 else id_ for stem, ids in stems.items() for id_ in ids}
