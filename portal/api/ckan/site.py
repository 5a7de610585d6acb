"""The site itself, and the licences it knows."""

from typing import Any

from sqlalchemy.orm import Session

from portal.api.ckan.parameters import Parameters
from portal.api.ckan.shapes import license_
from portal.api.v1.blueprint import absolute
from portal.catalog import public
from portal.web.reading import services

__all__ = ["VERSION", "license_list", "site_read", "status_show"]

VERSION = "2.11.4"
"""The release of CKAN whose answers these are; clients choose by it what they send."""


def status_show(session: Session, given: Parameters) -> dict[str, Any]:  # noqa: ARG001 one shape for all
    """Say what this site is."""
    settings = services().settings
    return {
        "site_title": settings.site_name,
        "site_description": "",
        "site_url": absolute("public.home").rstrip("/"),
        "error_emails_to": None,
        "locale_default": "zh_Hans_CN",
        "extensions": ["datastore"],
        "ckan_version": VERSION,
    }


def site_read(session: Session, given: Parameters) -> bool:  # noqa: ARG001 one shape for all
    """Say that anyone may read."""
    return True


def license_list(session: Session, given: Parameters) -> list[dict[str, Any]]:  # noqa: ARG001 one shape for all
    """List the licences by id."""
    return [license_(one) for one in public.licenses(session)]
