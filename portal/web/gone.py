"""Answers that are neither there nor not found: withdrawn, and by application only."""

from portal.catalog.public import Tombstone
from portal.errors import PortalError

__all__ = ["Conditional", "Withdrawn"]


class Withdrawn(PortalError):
    """410 with the tombstone, before any condition of the request is looked at."""

    def __init__(self, tombstone: Tombstone) -> None:
        super().__init__("public.withdrawn", name=tombstone.dataset, number=tombstone.number)
        self.tombstone = tombstone


class Conditional(PortalError):
    """403: metadata is public, the data is given by application."""

    def __init__(self, name: str) -> None:
        super().__init__("public.conditional", name=name)
        self.name = name
