"""The catalogue in the words of others: DCAT, DCAT-US, schema.org, Atom, sitemap, citations, code to copy.

Plain functions from what the public catalogue gives to graphs, values and bytes; they know nothing of the web.
"""

from portal.feeds.atom import atom
from portal.feeds.citing import STYLES, cite
from portal.feeds.data_json import data_json
from portal.feeds.dcat import FORMS, catalog_graph, dataset_graph, write
from portal.feeds.finding import MOST_PAGES, opensearch, robots, sitemap, sitemap_index, sitemap_pages
from portal.feeds.schema_org import schema_org
from portal.feeds.signposts import signposts
from portal.feeds.site import Site
from portal.feeds.snippets import Snippet, snippets

__all__ = [
    "FORMS",
    "MOST_PAGES",
    "STYLES",
    "Site",
    "Snippet",
    "atom",
    "catalog_graph",
    "cite",
    "data_json",
    "dataset_graph",
    "opensearch",
    "robots",
    "schema_org",
    "signposts",
    "sitemap",
    "sitemap_index",
    "sitemap_pages",
    "snippets",
    "write",
]
