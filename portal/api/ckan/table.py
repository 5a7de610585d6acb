"""The table of actions: what may be asked, by CKAN's names. All only read, so all answer GET and POST."""

import inspect
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from portal.api.ckan import absent, datastore, groups, organizations, packages, resources, searching, site, tags
from portal.api.ckan.errors import Missing
from portal.api.ckan.parameters import Parameters

__all__ = ["ACTIONS", "Action"]

Action = Callable[[Session, Parameters], Any]


def help_show(session: Session, given: Parameters) -> str | None:  # noqa: ARG001 one shape for all
    """Say what an action does. name: the action's."""
    action = ACTIONS.get(given.required("name"))
    if action is None:
        raise Missing("Action function not found")
    return inspect.getdoc(action)


ACTIONS: dict[str, Action] = {
    action.__name__: action
    for action in (
        searching.package_search,
        packages.package_show,
        packages.package_list,
        packages.current_package_list_with_resources,
        packages.package_autocomplete,
        resources.resource_show,
        resources.resource_search,
        resources.resource_view_list,
        resources.format_autocomplete,
        organizations.organization_list,
        organizations.organization_show,
        organizations.organization_autocomplete,
        organizations.organization_list_for_user,
        groups.group_list,
        groups.group_show,
        groups.group_package_show,
        groups.group_autocomplete,
        groups.group_list_authz,
        tags.tag_list,
        tags.tag_show,
        tags.tag_search,
        tags.tag_autocomplete,
        datastore.datastore_search,
        datastore.datastore_info,
        site.license_list,
        site.status_show,
        site.site_read,
        help_show,
        absent.vocabulary_list,
        absent.vocabulary_show,
        absent.member_list,
        absent.dataset_follower_count,
        absent.package_relationships_list,
        absent.user_list,
        absent.user_autocomplete,
        absent.user_show,
    )
}
