"""From `q` and `fq` to what the catalogue is asked: words go to the search engine, fields to conditions."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from portal.api.ckan.errors import SearchFailed, SearchInvalid
from portal.api.ckan.grammar import Branch, Leaf, parse
from portal.api.ckan.identity import group_id, organization_id
from portal.catalog import public
from portal.catalog.public import Condition, Filters, Term
from portal.search import SearchEngine

__all__ = ["FACETS", "FIELDS", "Finder"]

FACETS = {
    "organization": "publisher",
    "groups": "theme",
    "tags": "tag",
    "res_format": "format",
    "license_id": "license",
    "opening": "opening",
    "extras_opening": "opening",
}
"""The fields that datasets are counted by too, and the catalogue's word for each."""

_ALWAYS = {
    "private": "false",
    "state": "active",
    "capacity": "public",
    "type": "dataset",
    "dataset_type": "dataset",
}
_MOMENTS = {"metadata_modified": "modified", "metadata_created": "issued"}
_WORDS = ("title", "notes", "text")
FIELDS = (*FACETS, "owner_org", "name", "id", *_ALWAYS, *_MOMENTS, *_WORDS)
"""The fields that `fq` may ask for."""

_RANGE = re.compile(r"[\[{]\s*(\S+)\s+TO\s+(\S+?)\s*[\]}]")
_NOW = re.compile(r"NOW(?:/DAY)?(?:-(\d{1,5})(DAY|MONTH|YEAR)S?)?(?:/DAY)?")
_DAYS = {"DAY": 1, "MONTH": 30, "YEAR": 365}
_MOST_FOUND = 1000  # datasets by one search for words
_MOST_SEARCHES = 20  # each may hand a thousand names to the database, which takes some 32,000
_MOST_TERMS = 100  # over all narrowings: a database refuses a condition that is too deep
_EVERYTHING = Condition("all")
_NOTHING = Condition("any")


class Finder:
    """Makes filters of what was asked, once. Raises SearchFailed and SearchInvalid.

    today: in the site's zone, for what is asked by ``NOW``: an answer hangs on the day and on nothing shorter.
    is_cut: whether words found more datasets than are looked at.
    """

    def __init__(self, session: Session, engine: SearchEngine, today: date, zone: ZoneInfo) -> None:
        self._session, self._engine = session, engine
        self._today, self._zone = today, zone
        self._searches = self._terms = 0
        self.is_cut = False

    def filters(self, q: str, fqs: Sequence[str]) -> Filters:
        """Return the filters for a query and its narrowings. Words of q alone decide the order by relevance."""
        words, conditions = self._query(q)
        conditions += [self._condition(parse(one)) for one in fqs if one.strip()]
        return Filters(
            names=self._found(words) if words else None,
            condition=Condition("all", tuple(conditions)) if conditions else None,
        )

    def _query(self, q: str) -> tuple[str, list[Condition | Term]]:
        """Part q into words and conditions; what names no field that the search knows is words, whatever it holds."""
        if q.strip() in ("", "*:*", "*"):
            return "", []
        if not any(re.search(rf"(?<!\w){field}\s*:", q) for field in FIELDS):
            return q.replace("*:*", " "), []
        tree = parse(q)
        parts = tree.parts if tree.join == "all" else (tree,)
        words = [one.text for one in parts if isinstance(one, Leaf) and one.field in ("", *_WORDS)]
        others = [one for one in parts if not (isinstance(one, Leaf) and one.field in ("", *_WORDS))]
        return " ".join(one.rstrip("*") for one in words), [self._condition(one) for one in others]

    def _found(self, words: str) -> tuple[str, ...]:
        self._searches += 1
        if self._searches > _MOST_SEARCHES:
            raise SearchFailed(f"words in more than {_MOST_SEARCHES} places")
        names = self._engine.search(words, limit=_MOST_FOUND + 1).names
        self.is_cut = self.is_cut or len(names) > _MOST_FOUND
        return tuple(names[:_MOST_FOUND])

    def _condition(self, node: Leaf | Branch) -> Condition | Term:
        if isinstance(node, Branch):
            return Condition(node.join, tuple(self._condition(one) for one in node.parts))
        self._terms += 1
        if self._terms > _MOST_TERMS:
            raise SearchFailed(f"more than {_MOST_TERMS} terms")
        field, text = node.field, node.text
        if field == "*" or (field, text) == ("", "*"):
            return _EVERYTHING
        if field in _ALWAYS:
            return _EVERYTHING if text.lower() == _ALWAYS[field] else _NOTHING
        if text == ":":
            raise SearchFailed("a field has no value")
        if field in ("", *_WORDS):
            return Term("name", self._found(text.rstrip("*")))
        if field in _MOMENTS:
            return self._between(field, text)
        if "*" in text and not node.quoted:
            raise SearchInvalid(f"{field[:100]}: a value with * cannot be searched for")
        return self._named(field, text)

    def _named(self, field: str, text: str) -> Condition | Term:
        make = self._makers.get(field)
        if make is not None:
            return make(self, text)
        if field not in FACETS:
            raise SearchInvalid(f"Unknown field: {field[:100]}. Known are: {', '.join(FIELDS)}")
        return Term(FACETS[field], text.lower() if field == "res_format" else text)

    def _organization(self, text: str) -> Condition | Term:
        names = [one.name for one in public.publishers(self._session)]
        return _by_id("publisher", text, {organization_id(name): name for name in names})

    def _group(self, text: str) -> Condition | Term:
        if not _uuid(text):
            return Term("theme", text)
        return _by_id("theme", text, {group_id(one.name): one.name for one in public.themes(self._session)})

    def _name(self, text: str) -> Condition | Term:
        return Term("name", (text,))

    def _id(self, text: str) -> Condition | Term:
        wanted = _uuid(text)
        return Term("id", (wanted,)) if wanted else _NOTHING

    def _between(self, field: str, text: str) -> Condition | Term:
        match = _RANGE.fullmatch(text)
        if match is None:
            raise SearchInvalid(f"{field} needs a range: [2026-01-01T00:00:00Z TO *]")
        ends = (f"{_MOMENTS[field]}_from", f"{_MOMENTS[field]}_until")
        bounds = zip(ends, match.groups(), (time.min, time.max), strict=True)
        return Condition("all", tuple(Term(name, self._moment(one, at)) for name, one, at in bounds if one != "*"))

    def _moment(self, text: str, at: time) -> datetime:
        """Read an instant; ``NOW``, and what is counted back from it, is a whole day. at: which end of it is meant."""
        if relative := _NOW.fullmatch(text):
            back = int(relative[1] or 0) * _DAYS[relative[2] or "DAY"]
            day = self._today - timedelta(days=min(back, 365 * 1000))
            return datetime.combine(day, at, self._zone).astimezone(UTC)
        try:
            moment = datetime.fromisoformat(text)
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, OverflowError) as error:
            raise SearchInvalid(f"Invalid date: {text[:100]}") from error

    _makers: Mapping[str, Callable[["Finder", str], Condition | Term]] = {
        "groups": _group,
        "owner_org": _organization,
        "name": _name,
        "id": _id,
    }


def _by_id(field: str, text: str, names: Mapping[str, str]) -> Condition | Term:
    name = names.get(text.lower())
    return Term(field, name) if name else _NOTHING


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
