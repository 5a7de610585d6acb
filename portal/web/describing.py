"""What the page of a release says of it for machines and for those who cite: made by `portal.feeds`, shown here."""

import json
from typing import Any

from flask import Response, make_response, request
from markupsafe import Markup

from portal import feeds
from portal.catalog.public import ReleaseView
from portal.feeds import Site
from portal.web.language import current_language, neutral_url_for
from portal.web.reading import services

__all__ = ["described", "signposted", "site"]

_NOT_IN_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def site() -> Site:
    """Return the portal's address, as set, or the one that this request came to; and its names."""
    settings = services().settings
    base = (settings.site_url or request.host_url).rstrip("/")
    root = neutral_url_for("public.home").rstrip("/")
    return Site(base + root, {"zh": settings.site_name, "en": settings.site_name_en}, settings.zone)


def described(release: ReleaseView) -> dict[str, Any]:
    """Return what ``public/_cite.html`` and ``public/_links_head.html`` take beside the release."""
    here, language = site(), current_language()
    today = here.day(services().clock.now())
    return {
        "permanent": here.release(release.view.name, release.number),
        "citations": feeds.cite(here, release, language=language, today=today),
        "snippets": feeds.snippets(here, release),
        "schema_org": _data_block(feeds.schema_org(here, release)),
    }


def signposted(page: str, release: ReleaseView) -> Response:
    """Answer with a page and the links that lead programs from it to the data."""
    answer = make_response(page)
    answer.headers["Link"] = feeds.signposts(site(), release)
    return answer


def _data_block(value: dict[str, Any]) -> Markup:
    """Write JSON so that no text in it can end the element that holds it."""
    return Markup(json.dumps(value, ensure_ascii=False).translate(_NOT_IN_HTML))  # noqa: S704 what HTML reads is escaped
