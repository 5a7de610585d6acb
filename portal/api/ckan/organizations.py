"""Organizations: the publishers."""

from sqlalchemy.orm import Session

from portal.api.ckan.collections import Written, completed, listed, one_of, shown
from portal.api.ckan.parameters import Parameters
from portal.api.ckan.parts import Part
from portal.api.ckan.shapes import organization
from portal.catalog import public
from portal.catalog.public import Filters

__all__ = [
    "all_organizations",
    "organization_autocomplete",
    "organization_list",
    "organization_list_for_user",
    "organization_show",
]


def all_organizations(session: Session) -> list[Written]:
    """Return all publishers as CKAN writes them, by title."""
    return [organization(one) for one in public.publishers(session)]


def organization_list(session: Session, given: Parameters) -> Part:
    """List the publishers. all_fields, sort, q, limit, offset, organizations: names of the wanted ones."""
    return listed(all_organizations(session), given, chosen="organizations")


def organization_show(session: Session, given: Parameters) -> Written:
    """Return a publisher by id or name. include_datasets, include_dataset_count."""
    found = one_of(all_organizations(session), given.required("id"), "Organization was not found.")
    return shown(session, found, Filters(publisher=found["name"]), given)


def organization_autocomplete(session: Session, given: Parameters) -> Part:
    """Return publishers whose name or title holds q."""
    return completed(all_organizations(session), given)


def organization_list_for_user(session: Session, given: Parameters) -> list[Written]:  # noqa: ARG001 one shape for all
    """Return the organizations that the caller may write to: nobody writes here."""
    return []
