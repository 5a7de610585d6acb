"""Finding datasets by words, Chinese and English."""

from portal.search.document import document_of
from portal.search.engine import Document, Hits, SearchEngine
from portal.search.follower import SearchFollower
from portal.search.whoosh_engine import WhooshEngine

__all__ = ["Document", "Hits", "SearchEngine", "SearchFollower", "WhooshEngine", "document_of"]
