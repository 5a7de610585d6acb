"""Words of the public side: closed lists, answers that are not the page asked for, and parameters."""

from flask_babel import lazy_gettext as _

__all__ = ["HTTP", "LABELS", "SENTENCES", "label"]

LABELS = {
    "opening": {
        "unconditional": _("Open to everyone"),
        "conditional": _("Open by application"),
        "closed": _("Not open"),
    },
    "grade": {
        "general-1": _("General, level 1"),
        "general-2": _("General, level 2"),
        "general-3": _("General, level 3"),
        "general-4": _("General, level 4"),
        "important": _("Important"),
        "core": _("Core"),
    },
    "cadence": {
        "once": _("Once"),
        "irregular": _("From time to time"),
        "real-time": _("In real time"),
        "daily": _("Daily"),
        "weekly": _("Weekly"),
        "monthly": _("Monthly"),
        "quarterly": _("Quarterly"),
        "semiannual": _("Twice a year"),
        "annual": _("Yearly"),
    },
    "kind": {
        "government": _("Government department"),
        "public-institution": _("Public institution"),
        "institute": _("Research institute"),
        "organisation": _("Social organisation"),
    },
    "type": {
        "any": _("any value"),
        "array": _("list"),
        "boolean": _("yes or no"),
        "date": _("date"),
        "datetime": _("date and time"),
        "duration": _("duration"),
        "geojson": _("shape on a map"),
        "geopoint": _("point on a map"),
        "integer": _("whole number"),
        "list": _("list"),
        "number": _("number"),
        "object": _("object"),
        "string": _("text"),
        "time": _("time of day"),
        "year": _("year"),
        "yearmonth": _("year and month"),
    },
    "sort": {
        "relevance": _("Best fit"),
        "-modified": _("Newest release first"),
        "modified": _("Oldest release first"),
        "-issued": _("Newest dataset first"),
        "issued": _("Oldest dataset first"),
        "title": _("By title"),
        "-title": _("By title, backwards"),
    },
    "facet": {
        "publisher": _("Publisher"),
        "theme": _("Theme"),
        "format": _("Format"),
        "license": _("Licence"),
        "opening": _("Opening"),
        "tag": _("Keyword"),
    },
    "chart": {
        "series": _("Over time"),
        "bars": _("Compared"),
        "histogram": _("How often which value"),
        "tiles": _("By district"),
        "points": _("Where they are"),
    },
    "property": {
        "bytes": _("size"),
        "cadence": _("how often it is renewed"),
        "contributors": _("contacts"),
        "created": _("day it was made"),
        "description": _("description"),
        "dialect": _("layout of the file"),
        "encoding": _("encoding"),
        "format": _("format"),
        "grade": _("grade"),
        "hash": _("checksum"),
        "homepage": _("home page"),
        "keywords": _("keywords"),
        "licenses": _("licence"),
        "mediatype": _("media type"),
        "opening": _("opening"),
        "original": _("file as it was handed in"),
        "path": _("file name"),
        "publisher": _("publisher"),
        "rows": _("number of rows"),
        "schema": _("columns"),
        "sources": _("sources"),
        "spatial": _("place"),
        "temporal": _("time covered"),
        "theme": _("theme"),
        "title": _("title"),
        "translations": _("words in other languages"),
        "version": _("version, as the publisher counts"),
    },
    "aspect": {
        "title": _("Name"),
        "type": _("Type"),
        "format": _("Way of writing"),
        "unit": _("Unit"),
        "code_list": _("Code list"),
    },
}

HTTP = {
    400: "http.bad_request",
    403: "http.forbidden",
    404: "http.not_found",
    405: "http.method",
    406: "http.not_acceptable",
    408: "http.timeout",
    410: "http.gone",
    412: "http.precondition",
    413: "http.too_large",
    414: "http.address_long",
    415: "http.media_type",
    416: "http.range",
    429: "http.too_many",
    500: "http.internal",
    503: "http.unavailable",
}
"""The code whose words an HTTP status is explained with."""

SENTENCES = {
    "http.bad_request": (_("The portal cannot make sense of this request."), _("Check the address, or start again.")),
    "http.forbidden": (_("You may not open this."), _("Sign in with an account that may, or go back.")),
    "http.not_found": (
        _("There is nothing at this address."),
        _("Check the address, or look for what you need on the page of datasets."),
    ),
    "http.method": (_("This address cannot be used in this way."), _("Open it in a browser, or with GET.")),
    "http.not_acceptable": (_("The answer does not exist in the form asked for."), _("Ask for another form.")),
    "http.timeout": (_("The request took too long to arrive."), _("Try again.")),
    "http.gone": (_("What was at this address has been taken back."), ""),
    "http.precondition": (_("The file is not the one that the request expects."), _("Load it again from the start.")),
    "http.too_large": (
        _(
            "What was sent is larger than %(limit)s MB; nothing of it was kept, and nothing that was "
            "saved before is lost."
        ),
        _("Compress or divide the file, or hand it in with “portal submit”, which has no limit."),
    ),
    "http.address_long": (_("The address is too long."), _("Shorten the search.")),
    "http.media_type": (_("What was sent is not of a kind that is taken here."), _("Send another kind of file.")),
    "http.range": (_("The file has no such part."), _("Load it from the start.")),
    "http.too_many": (_("There were too many requests."), _("Wait a minute, then try again.")),
    "http.internal": (
        _("Something went wrong in the portal; it is not your fault."),
        _("Try again in a few minutes. If it stays like this, tell the office that runs the portal."),
    ),
    "http.unavailable": (
        _("The portal cannot give this just now."),
        _("Try again in a few minutes. If it stays like this, tell the office that runs the portal."),
    ),
    "list.once": (_("“%(name)s” is given more than once."), _("Give it once.")),
    "list.parameter": (_("There is no parameter “%(name)s” here."), _("Allowed are: %(allowed)s.")),
    "list.value": (_("“%(name)s” cannot be “%(value)s”."), _("Allowed are: %(allowed)s.")),
    "public.conditional": (
        _("The data of “%(name)s” is open by application only."),
        _("Its description and columns are public. Ask the contact named on its page for the data."),
    ),
    "public.withdrawn": (
        _("Release %(number)s of “%(name)s” has been withdrawn."),
        _("The address stays, so that whoever follows an old link learns why."),
    ),
}


def label(kind: str, value: object) -> str:
    """Return the words for a value of a closed list, in the reader's language; the value itself if it is none."""
    return str(LABELS[kind].get(str(value or ""), value or ""))
