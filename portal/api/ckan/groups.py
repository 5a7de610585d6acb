"""Groups: the themes."""

from sqlalchemy.orm import Session

from portal.api.ckan.collections import Written, completed, datasets_of, listed, one_of, shown
from portal.api.ckan.organizations import all_organizations
from portal.api.ckan.packages import ROWS_MOST
from portal.api.ckan.parameters import Parameters
from portal.api.ckan.parts import Part
from portal.api.ckan.shapes import group
from portal.catalog import public
from portal.catalog.public import Filters

__all__ = ["all_groups", "group_autocomplete", "group_list", "group_list_authz", "group_package_show", "group_show"]


def all_groups(session: Session) -> list[Written]:
    """Return all themes as CKAN writes them, in the city's order."""
    return [group(one) for one in public.themes(session)]


def group_list(session: Session, given: Parameters) -> Part:
    """List the themes. all_fields, sort, q, limit, offset, groups: names of the wanted ones."""
    return listed(all_groups(session), given, chosen="groups")


def group_show(session: Session, given: Parameters) -> Written:
    """Return a theme by id or name. include_datasets, include_dataset_count."""
    found = one_of(all_groups(session), given.required("id"), "Group was not found.")
    return shown(session, found, Filters(theme=found["name"]), given)


def group_package_show(session: Session, given: Parameters) -> Part:
    """Return the datasets of a theme or a publisher, at most 1000. id, limit."""
    both = [*all_groups(session), *all_organizations(session)]
    found = one_of(both, given.required("id"), "Group was not found.")
    name = found["name"]
    filters = Filters(publisher=name) if found["is_organization"] else Filters(theme=name)
    return datasets_of(session, filters, given.natural("limit", ROWS_MOST, ROWS_MOST))


def group_autocomplete(session: Session, given: Parameters) -> Part:
    """Return themes whose name or title holds q."""
    return completed(all_groups(session), given)


def group_list_authz(session: Session, given: Parameters) -> list[Written]:  # noqa: ARG001 one shape for all
    """Return the groups that the caller may write to: nobody writes here."""
    return []
