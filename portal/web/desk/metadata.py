"""Between a descriptor and the form that shows it. What the form does not show stays as it is."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from portal.canonical import Json
from portal.intake.names import slug
from portal.web.bodies import contacts

__all__ = ["License", "dicts_of", "form_data", "properties_of"]

License = Mapping[str, Any]
"""A licence as it stands in a descriptor: ``name``, ``title``, ``path``."""

_SPLIT = re.compile(r"[,，、;；\n]+")


def form_data(descriptor: Json, *, publisher: str, version: int, license_id: str) -> dict[str, Any]:
    """Return what the form is filled with.

    license_id: the portal's id of the descriptor's licence; empty for none, or one that the portal does not know.
    """
    english = _english(descriptor)
    temporal, spatial = _object(descriptor.get("temporal")), _object(descriptor.get("spatial"))
    contact = next(iter(contacts(descriptor)), None)
    theme = descriptor.get("theme")
    return {
        "version": str(version),
        "title": _text(descriptor.get("title")),
        "title_en": _text(english.get("title")),
        "description": _text(descriptor.get("description")),
        "description_en": _text(english.get("description")),
        "name": _text(descriptor.get("name")),
        "publisher": publisher,
        "theme": [theme] if isinstance(theme, str) else _strings(theme),
        "keywords": "，".join(_strings(descriptor.get("keywords"))),
        "keywords_en": ", ".join(_strings(english.get("keywords"))),
        "license": license_id,
        "opening": _text(descriptor.get("opening")),
        "grade": _text(descriptor.get("grade")),
        "cadence": _text(descriptor.get("cadence")),
        "start": _text(temporal.get("start")),
        "end": _text(temporal.get("end")),
        "place": _text(spatial.get("name")),
        "codes": ", ".join(_strings(spatial.get("codes"))),
        "contact": contact.title if contact else "",
        "email": contact.email if contact else "",
        "sources": [
            *(
                {"title": _text(one.get("title")), "path": _text(one.get("path"))}
                for one in dicts_of(descriptor.get("sources"))
            ),
            {},
        ],
    }


def properties_of(
    given: Mapping[str, Any], descriptor: Json, *, license_of: Callable[[str], License | None]
) -> dict[str, Any]:
    """Return the properties that the form's data make; None for what was left empty.

    license_of: the licence of an id, as it stands in a descriptor.
    """
    licence = license_of(given["license"]) if given["license"] else None
    return {
        "name": given["name"] or _proposed_name(given["title"]),
        "title": given["title"] or None,
        "description": given["description"] or None,
        "keywords": _words(given["keywords"]) or None,
        "theme": given["theme"] or None,
        "licenses": [dict(licence)] if licence else None,
        "opening": given["opening"] or None,
        "grade": given["grade"] or None,
        "cadence": given["cadence"] or None,
        "temporal": _filled(_object(descriptor.get("temporal")), start=given["start"], end=given["end"]),
        "spatial": _filled(_object(descriptor.get("spatial")), name=given["place"], codes=_words(given["codes"])),
        "contributors": _contributors(descriptor, given["contact"], given["email"]),
        "sources": _new_sources(descriptor, given["sources"]) or None,
        "translations": _translations(descriptor, given),
    }


def _proposed_name(title: str | None) -> str | None:
    return slug(title, fallback="dataset").ljust(2, "-") if title else None


def _words(text: str | None) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in _SPLIT.split(text or "") if word.strip()))


def _filled(known: Json, **given: Any) -> Json | None:
    """Put what was given into an object, and take what was left empty out of it."""
    merged = {key: value for key, value in {**known, **given}.items() if value}
    return merged or None


def _contributors(descriptor: Json, title: str | None, email: str | None) -> list[Json] | None:
    """Put the contact in the place of the one before; other contributors stay."""
    people = dicts_of(descriptor.get("contributors"))
    shown = next(iter(contacts(descriptor)), None)
    old = next((one for one in people if shown and _is_shown(one, shown)), None)
    others = [one for one in people if one is not old]
    if not title and not email:
        return others or None
    contact = {key: value for key, value in (old or {}).items() if key not in ("title", "email", "role")}
    roles = list(dict.fromkeys([*_strings(contact.get("roles")), "contact"]))
    contact |= {"title": title or email, "roles": roles} | ({"email": email} if email else {})
    return [*others, contact]


def _is_shown(contributor: Json, shown: Any) -> bool:
    words = [contributor.get(key) for key in ("title", "email", "path")]
    return shown.title in words and (not shown.email or contributor.get("email") == shown.email)


def dicts_of(value: Any) -> list[Json]:
    """Return the objects of a list; nothing where a descriptor that was handed over has something else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _strings(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def _new_sources(descriptor: Json, rows: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Make the sources anew; what an old one held beside title and path goes with its title."""
    known = {_text(one.get("title")): one for one in dicts_of(descriptor.get("sources"))}
    made = []
    for row in rows:
        title, path = row.get("title"), row.get("path")
        if title or path:
            old = known.get(title, {}) if title else {}
            kept = {key: value for key, value in old.items() if key != "path"}
            made.append({**kept, "title": title or path} | ({"path": path} if path else {}))
    return made


def _translations(descriptor: Json, given: Mapping[str, Any]) -> Json | None:
    english = _filled(
        _english(descriptor),
        title=given["title_en"],
        description=given["description_en"],
        keywords=_words(given["keywords_en"]),
    )
    others = {key: value for key, value in _object(descriptor.get("translations")).items() if key != "en"}
    return others | ({"en": english} if english else {}) or None


def _english(descriptor: Json) -> Json:
    return _object(_object(descriptor.get("translations")).get("en"))


def _object(value: Any) -> Json:
    return value if isinstance(value, dict) else {}
