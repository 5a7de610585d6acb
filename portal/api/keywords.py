"""The keywords of the datasets that stand: what `/api/v1/tags` lists and CKAN calls tags."""

from sqlalchemy.orm import Session

from portal.catalog import public
from portal.catalog.public import Filters

__all__ = ["keywords"]


def keywords(session: Session) -> dict[str, int]:
    """Return each keyword as it was given, with how many datasets have it: most first, then by name."""
    return public.facets(session, Filters(), ("tag",))["tag"]
