"""Ids where CKAN wants a UUID and the portal has a lasting name: derived from it, so the same on every node."""

from uuid import UUID, uuid5

__all__ = ["group_id", "organization_id", "resource_id", "tag_id"]

_SPACE = UUID("7f0d9a3e-5c1b-5f6e-9b1d-2a4c8e6f0b13")


def resource_id(dataset: UUID, resource: str) -> str:
    """Return the id of a file: it stays through all releases that have a file of this name."""
    return str(uuid5(dataset, resource))


def organization_id(name: str) -> str:
    """Return the id of a publisher."""
    return str(uuid5(_SPACE, f"publisher:{name}"))


def group_id(name: str) -> str:
    """Return the id of a theme."""
    return str(uuid5(_SPACE, f"theme:{name}"))


def tag_id(name: str) -> str:
    """Return the id of a keyword."""
    return str(uuid5(_SPACE, f"keyword:{name}"))
