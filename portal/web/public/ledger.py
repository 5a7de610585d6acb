"""The public ledger: every release and every withdrawal, as it was signed."""

from flask import Response, abort, render_template, request, url_for

from portal.catalog import public
from portal.web.entries import read_entries
from portal.web.listing import page_numbers, take_known
from portal.web.public.blueprint import MOST, public_pages
from portal.web.reading import read_session, services

__all__ = ["ledger", "ledger_entry", "ledger_keys"]

_PER_PAGE = 50
_IMMUTABLE = "public, max-age=31536000, immutable"


@public_pages.get("/ledger")
def ledger() -> str:
    """List the entries, newest first."""
    number, _ = page_numbers(take_known(request.args, ("page",), strict=False))
    entries, total = read_entries(read_session(), page=number, per_page=_PER_PAGE)
    return render_template(
        "public/ledger.html",
        entries=entries,
        total=total,
        page=number,
        pages=max(1, -(-total // _PER_PAGE)),
        link=lambda wanted: url_for("public.ledger", page=wanted),
    )


@public_pages.get("/ledger/keys.json")
def ledger_keys() -> Response:
    """Give the public keys that signatures are checked with, with their dates."""
    file = services().settings.key_dir / "keys.json"
    if not file.is_file():
        abort(404)
    return _json(file.read_bytes())


@public_pages.get(f"/ledger/<int(max={MOST}):number>.json")
def ledger_entry(number: int) -> Response:
    """Give the signed bytes of an entry as they are; the signature (Base64, Ed25519) stands in a header.

    The entry's hash in the ledger is the SHA-256 of these bytes, and is the ETag.
    """
    _, total = public.ledger_entries(read_session(), page=1, per_page=1)
    if not 1 <= number <= total:
        abort(404)
    # Numbers have no gap, so that a number is a place.
    (record,), _ = public.ledger_entries(read_session(), page=total - number + 1, per_page=1)
    answer = _json(record.body)
    answer.headers["Kaifang-Key"] = record.key
    answer.headers["Kaifang-Signature"] = record.signature
    answer.headers["Access-Control-Expose-Headers"] = "Kaifang-Key, Kaifang-Signature"
    answer.headers["Cache-Control"] = _IMMUTABLE
    answer.set_etag(record.hash)
    answer.make_conditional(request.environ)
    return answer


def _json(data: bytes) -> Response:
    answer = Response(data, content_type="application/json")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
