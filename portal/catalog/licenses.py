"""The licences that the portal knows."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.catalog.models import License

__all__ = ["match_license"]


def match_license(session: Session, name: str) -> License | None:
    """Return the licence of that id or other name, in any case; None if the portal does not know it."""
    wanted = name.strip().casefold()
    for license_ in session.scalars(select(License)):
        names = [license_.id, *license_.record.get("aliases", [])]
        if wanted in (known.casefold() for known in names):
            return license_
    return None
