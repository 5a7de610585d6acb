"""Hide the small counts of a table, and as few others as keep them hidden.

Primary: counts of 1 to the policy's bound. A count that the totals still give away needs company: the cheapest other
cells of its sums are hidden too, until `portal.disclosure.risk.totals` finds nothing; then every cell hidden in vain
is shown again. Totals stay. Only where all the parts hidden together still give a count away (a total of a single
part, say) is a total hidden as well. All hidden cells get the same mark, so that nobody sees which was the small one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from portal.disclosure.risk.totals import Cell, CountTable, Sum, recoverable

__all__ = ["Suppressed", "suppress"]

_WORK = 40_000  # hidden cells times tries of showing one again: each asks for the whole reckoning


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What to hide.

    primary: small counts.  secondary: others that keep them hidden, or keep hidden what the table hid itself.
    totals: how many of those are totals.  small_totals: small counts that stay since they are totals.
    """

    primary: frozenset[Cell]
    secondary: frozenset[Cell]
    totals: int
    small_totals: int

    @property
    def cells(self) -> frozenset[Cell]:
        """All cells to hide."""
        return self.primary | self.secondary


def suppress(table: CountTable, *, small: int = 4, columns: Collection[int] | None = None) -> Suppressed:
    """Choose the cells to hide. The table itself is not changed.

    columns: those whose small counts are hidden (others may be hidden to protect them); None: all.
    """
    totals = table.totals()
    low = {
        cell for cell, count in table.known.items() if 1 <= count <= small and (columns is None or cell[1] in columns)
    }
    plan = _Plan(table, totals, low - totals)
    plan.protect()
    plan.show_again()
    secondary = frozenset(plan.secondary)
    return Suppressed(frozenset(plan.primary), secondary, len(secondary & totals), len((low & totals) - secondary))


class _Plan:
    def __init__(self, table: CountTable, totals: set[Cell], primary: set[Cell]) -> None:
        self.table = table
        self.totals = totals
        self.primary = primary
        self.secondary: set[Cell] = set()
        self.sums_of: dict[Cell, list[Sum]] = {}
        for one in table.sums:
            for cell in one.cells():
                self.sums_of.setdefault(cell, []).append(one)

    def is_hidden(self, cell: Cell) -> bool:
        return cell in self.primary or cell in self.secondary or cell in self.table.hidden

    def leaks(self) -> dict[Cell, int]:
        """Find what can be worked out. Of a cell hidden here a reader knows only that it is a count."""
        gone = self.primary | self.secondary
        known = {cell: count for cell, count in self.table.known.items() if cell not in gone}
        hidden = dict(self.table.hidden)
        hidden.update(dict.fromkeys(gone, (0, None)))
        return recoverable(CountTable(known, hidden, self.table.sums))

    def protect(self) -> None:
        while leaks := self.leaks():
            fresh: set[Cell] = set()
            for cell in sorted(leaks):
                if fresh.isdisjoint(self._neighbours([cell])):
                    fresh |= self._company(cell)
                    self.secondary |= fresh
            if not fresh:
                break

    def show_again(self) -> None:
        """Show what was hidden in vain, totals and large counts first."""
        tries = max(1, _WORK // (1 + len(self.primary) + len(self.secondary)))
        order = sorted(self.secondary, key=lambda one: (one not in self.totals, -self.table.known[one], one))
        for cell in order[:tries]:
            self.secondary.remove(cell)
            if self.leaks():
                self.secondary.add(cell)

    def _company(self, cell: Cell) -> set[Cell]:
        """Choose the cheapest shown cell of the nearest sums that have one."""
        seen = {cell}
        alone = [one for one in self.sums_of[cell] if self._is_lonely(one, cell)]
        near = {other for one in alone for other in one.cells()} or self._neighbours(seen)
        while near - seen:
            choice = [one for one in near - seen if one in self.table.known and not self.is_hidden(one)]
            parts = [one for one in choice if one not in self.totals]
            if parts or choice:
                return {min(parts or choice, key=self._cost)}
            seen |= near
            near = self._neighbours(near)
        return set()

    def _is_lonely(self, one: Sum, cell: Cell) -> bool:
        return not any(self.is_hidden(other) for other in one.cells() if other != cell)

    def _cost(self, cell: Cell) -> tuple[int, bool, int, Cell]:
        """Rate a cell: sums in which it would be the only hidden one, a zero (often known), the count it takes away."""
        lonely = sum(self._is_lonely(one, cell) for one in self.sums_of[cell])
        count = self.table.known[cell]
        return lonely, count == 0, count, cell

    def _neighbours(self, cells: Iterable[Cell]) -> set[Cell]:
        return {other for cell in cells for one in self.sums_of.get(cell, ()) for other in one.cells()}
