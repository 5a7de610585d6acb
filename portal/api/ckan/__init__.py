"""The CKAN Action API, reads: what CKAN's clients and harvesters ask, answered from the releases."""

from portal.api.ckan import dump
from portal.api.ckan.blueprint import ckan

__all__ = ["ckan"]

# Importing a module of views puts its routes on the blueprint.
_VIEWS = (dump,)
