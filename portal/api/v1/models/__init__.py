"""The answers of the API as types: what the description promises, and what the tests hold every answer to."""

from portal.api.v1.models.datasets import Dataset, DatasetList, ResourceList
from portal.api.v1.models.diff import Diff
from portal.api.v1.models.ledger import LedgerList
from portal.api.v1.models.lists import LicenseList, PublisherList, TagList, ThemeList
from portal.api.v1.models.problem import Problem
from portal.api.v1.models.releases import Release, ReleaseList
from portal.api.v1.models.tables import Profile, Rows, Schema

__all__ = [
    "Dataset",
    "DatasetList",
    "Diff",
    "LedgerList",
    "LicenseList",
    "Problem",
    "Profile",
    "PublisherList",
    "Release",
    "ReleaseList",
    "ResourceList",
    "Rows",
    "Schema",
    "TagList",
    "ThemeList",
]
