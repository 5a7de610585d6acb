"""Texts from descriptors, made fit for the formats that they are written into."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from portal.catalog.presentation import DatasetView, Text

__all__ = ["by_language", "clean", "contact_of", "language_tag", "one_line", "period", "web_address"]

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f]+", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+")
_DAY = re.compile(r"(\d{4})(-\d{2})?(-\d{2})?")


def clean(text: str) -> str:
    """Take out what XML 1.0 cannot hold: control characters and lone surrogates."""
    return _NOT_IN_XML.sub("", text)


def one_line(text: str) -> str:
    """Write a text on one line."""
    return " ".join(clean(text).split())


def language_tag(language: str) -> str | None:
    """Return a language tag that RDF and XML take, None if it is none."""
    tag = language.replace("_", "-")
    return tag if _TAG.fullmatch(tag) else None


def by_language(text: Text) -> Iterator[tuple[str | None, str]]:
    """Give a text in each of its languages, the first language first."""
    if text.first:
        yield language_tag(text.language), clean(text.first)
    for language, words in text.translations.items():
        if words and language != text.language:
            yield language_tag(language), clean(words)


def web_address(value: Any) -> str:
    """Return an address that every format can hold as it is, else nothing."""
    return value if isinstance(value, str) and _ADDRESS.fullmatch(value) and clean(value) == value else ""


def contact_of(view: DatasetView) -> tuple[str, str]:
    """Return whom to ask, and their e-mail address: empty where the descriptor names none."""
    contributors = view.descriptor.get("contributors")
    people = [one for one in contributors if isinstance(one, dict)] if isinstance(contributors, list) else []
    for one in people:
        email = str(one.get("email") or "")
        if _EMAIL.fullmatch(email):
            return clean(str(one.get("title") or email)), email
    return clean(view.publisher.title.first), ""


def period(view: DatasetView) -> Mapping[str, str]:
    """Return the time that the data covers: ``start`` and ``end`` as far as they are years, months or days."""
    temporal = view.descriptor.get("temporal")
    given = temporal if isinstance(temporal, dict) else {}
    return {end: str(given[end]) for end in ("start", "end") if given.get(end) and _is_day(str(given[end]))}


def _is_day(text: str) -> bool:
    found = _DAY.fullmatch(text)
    if not found or found[1] == "0000":
        return False
    try:
        date.fromisoformat(f"{found[1]}{found[2] or '-01'}{found[3] or '-01'}")
    except ValueError:
        return False
    return True
