"""Pages for everyone: each depends on its address and on the data alone, never on who reads."""

from portal.web.public import (
    about,
    datasets,
    home,
    ledger,
    licenses,
    publishers,
    releases,
    resources,
    standards,
    themes,
)
from portal.web.public.blueprint import public_pages

__all__ = ["public_pages"]

# Importing a module of views puts its routes on the blueprint.
_VIEWS = (about, datasets, home, ledger, licenses, publishers, releases, resources, standards, themes)
