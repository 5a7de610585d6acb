"""What a person may do: roles, each for a publisher and its descendants or for the whole city."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

__all__ = ["OFFICIAL_ROLES", "Person", "Role"]


class Role(StrEnum):
    """The roles of the house. An administrator runs the machine and decides nothing."""

    STEWARD = "steward"
    DEPARTMENT = "department"
    SECURITY = "security"
    RELEASE = "release"
    ADMINISTRATOR = "administrator"


OFFICIAL_ROLES = frozenset({Role.STEWARD, Role.DEPARTMENT, Role.SECURITY, Role.RELEASE})
"""Whoever has one of these for a publisher sees its drafts' revisions at every stage."""


@dataclass(frozen=True, slots=True)
class Person:
    """A signed-in person, as rules see one. grants: (role, publisher or None for the whole city)."""

    id: UUID
    name: str
    grants: frozenset[tuple[Role, UUID | None]]

    def has(self, role: Role, lineage: Collection[UUID]) -> bool:
        """Tell whether the person has the role for a publisher, given it and its ancestors."""
        return any(granted == role and (where is None or where in lineage) for granted, where in self.grants)

    def is_official_of(self, lineage: Collection[UUID]) -> bool:
        """Tell whether the person may see what this publisher has not released."""
        return any(self.has(role, lineage) for role in OFFICIAL_ROLES)

    @property
    def is_administrator(self) -> bool:
        """Tell whether the person administers the portal."""
        return self.has(Role.ADMINISTRATOR, ())

    @property
    def roles(self) -> list[str]:
        """Name the roles, wherever they are held, in the order of the review."""
        held = {role for role, _ in self.grants}
        return [role.value for role in Role if role in held]
