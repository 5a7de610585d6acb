"""The one part of the catalogue that public pages, API, feeds and search may import: releases and nothing else.

Every function takes a read-only session. Nothing here reaches a draft or a revision.
"""

from portal.catalog.public.around import ledger_entries, licenses, publishers, themes
from portal.catalog.public.charts import DayChart, ReleasedChart, chart_of_the_day, charts_of, open_picture
from portal.catalog.public.counts import Numbers, count_numbers
from portal.catalog.public.files import OpenFile, OpenPackage, open_file, open_package
from portal.catalog.public.lists import (
    FACETS,
    SORTS,
    all_datasets,
    dataset_titles,
    descriptors,
    facets,
    list_datasets,
    renewed_datasets,
    resource_names,
    slice_datasets,
)
from portal.catalog.public.making import license_view
from portal.catalog.public.releases import get_dataset, get_release, list_releases, name_of, release_before
from portal.catalog.public.values import (
    Condition,
    Filters,
    Page,
    PublisherView,
    ReleaseView,
    Term,
    ThemeView,
    Tombstone,
)

__all__ = [
    "FACETS",
    "SORTS",
    "Condition",
    "DayChart",
    "Filters",
    "Numbers",
    "OpenFile",
    "OpenPackage",
    "Page",
    "PublisherView",
    "ReleaseView",
    "ReleasedChart",
    "Term",
    "ThemeView",
    "Tombstone",
    "all_datasets",
    "chart_of_the_day",
    "charts_of",
    "count_numbers",
    "dataset_titles",
    "descriptors",
    "facets",
    "get_dataset",
    "get_release",
    "ledger_entries",
    "license_view",
    "licenses",
    "list_datasets",
    "list_releases",
    "name_of",
    "open_file",
    "open_package",
    "open_picture",
    "publishers",
    "release_before",
    "renewed_datasets",
    "resource_names",
    "slice_datasets",
    "themes",
]
