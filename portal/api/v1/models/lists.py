"""The short lists that datasets are found by: publishers, themes, keywords, licences."""

from portal.api.v1.models.common import Address, Count, ListModel, Model, Number, Texts

__all__ = ["LicenseList", "PublisherList", "TagList", "ThemeList"]


class Publisher(Model):
    """Who answers for data."""

    name: str
    title: str
    short: str | None
    kind: str
    parent: str | None
    datasets: Count
    translations: Texts
    url: Address


class PublisherList(ListModel):
    """A page of the publishers."""

    items: list[Publisher]


class Theme(Model):
    """A theme of the city."""

    name: str
    title: str
    datasets: Count
    translations: Texts
    url: Address


class ThemeList(ListModel):
    """A page of the themes."""

    items: list[Theme]


class Tag(Model):
    """A keyword as the datasets have it. url: the page of those datasets."""

    name: str
    datasets: Number
    url: Address


class TagList(ListModel):
    """A page of the keywords, those of most datasets first."""

    items: list[Tag]


class License(Model):
    """A licence: what it permits, requires and forbids."""

    id: str
    title: str
    open: bool
    spdx: str | None
    reference: str | None
    permits: list[str]
    requires: list[str]
    forbids: list[str]
    datasets: Count
    translations: Texts
    url: Address


class LicenseList(ListModel):
    """A page of the licences."""

    items: list[License]
