"""The officials' desk: nothing here is shown to anyone who has not signed in."""

from portal.web.desk import (
    audit,
    columns,
    contests,
    datasets,
    discarding,
    drafts,
    handing_in,
    home,
    preview,
    remedies,
    reviews,
    sign_in,
)
from portal.web.desk.blueprint import desk

__all__ = ["desk"]

# Importing a module of views puts its routes on the blueprint.
_VIEWS = (audit, columns, contests, datasets, discarding, drafts, handing_in, home, preview, remedies, reviews, sign_in)
