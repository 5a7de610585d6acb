"""The JSON API, version 1: what the pages show, for programs."""

from portal.api.v1 import datasets, description, developers, diff, lists, releases, resources, rows
from portal.api.v1.blueprint import api_v1

__all__ = ["api_v1"]

# Importing a module of views puts its routes on the blueprint.
_VIEWS = (datasets, description, developers, diff, lists, releases, resources, rows)
