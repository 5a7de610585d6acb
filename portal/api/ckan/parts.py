"""Part of a list that may be longer: CKAN's answer is a bare list, which cannot say so, so the headers do."""

from collections.abc import Sequence
from typing import Any

__all__ = ["Part"]


class Part(list[Any]):
    """Some items of a list, from the start-th on. total: how many the whole list has."""

    def __init__(self, items: Sequence[Any], *, start: int, total: int) -> None:
        super().__init__(items)
        self.start = start
        self.total = total

    @property
    def is_cut(self) -> bool:
        """Whether more follow."""
        return self.start + len(self) < self.total
