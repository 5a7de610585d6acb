"""What CKAN has and this portal has not: answered as by a CKAN where there is none of it, so that clients go on."""

from typing import Any

from sqlalchemy.orm import Session

from portal.api.ckan.collections import one_of
from portal.api.ckan.errors import Missing, NotAuthorized
from portal.api.ckan.groups import all_groups
from portal.api.ckan.organizations import all_organizations
from portal.api.ckan.packages import package_named
from portal.api.ckan.parameters import Parameters

__all__ = [
    "dataset_follower_count",
    "member_list",
    "package_relationships_list",
    "user_autocomplete",
    "user_list",
    "user_show",
    "vocabulary_list",
    "vocabulary_show",
]


def vocabulary_list(session: Session, given: Parameters) -> list[Any]:  # noqa: ARG001 one shape for all
    """Return the vocabularies: keywords here are free."""
    return []


def vocabulary_show(session: Session, given: Parameters) -> Any:  # noqa: ARG001 one shape for all
    """Find no vocabulary. id: its id or name."""
    given.required("id")
    raise Missing("Vocabulary was not found.")


def member_list(session: Session, given: Parameters) -> list[Any]:
    """Return the members of a theme or a publisher: who works for it is nobody's business. id: its id or name."""
    one_of([*all_groups(session), *all_organizations(session)], given.required("id"), "Group was not found.")
    return []


def dataset_follower_count(session: Session, given: Parameters) -> int:
    """Return how many follow a dataset: nobody can. id: its id or name."""
    package_named(session, given.required("id"))
    return 0


def package_relationships_list(session: Session, given: Parameters) -> list[Any]:
    """Return how a dataset is bound to others: no such bonds are kept. id: its id or name."""
    package_named(session, given.required("id"))
    return []


def user_list(session: Session, given: Parameters) -> Any:  # noqa: ARG001 one shape for all
    """Refuse to list people."""
    raise NotAuthorized("people are not listed")


def user_autocomplete(session: Session, given: Parameters) -> Any:  # noqa: ARG001 one shape for all
    """Refuse to find people."""
    raise NotAuthorized("people are not listed")


def user_show(session: Session, given: Parameters) -> Any:  # noqa: ARG001 one shape for all
    """Find nobody, whatever id is given."""
    raise Missing("User not found")
