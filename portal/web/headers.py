"""Headers of every answer: what a browser may load, and who may keep the answer."""

from flask import Response, request

__all__ = ["CONTENT_SECURITY_POLICY", "set_headers"]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_PRIVATE = ("/desk", "/login", "/logout", "/health")
_PUBLIC_CACHE = "public, max-age=0, must-revalidate"
_EXPOSED = (
    "Content-Disposition, ETag, Kaifang-Release, Kaifang-Total, Kaifang-Truncated, Link, RateLimit-Limit, "
    "RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id"
)
_STATIC_CACHE = "public, max-age=600"

_ALLOWED_HEADERS = "Content-Type, If-None-Match, X-Request-Id, Authorization, X-CKAN-API-Key"


def set_headers(response: Response) -> Response:
    """Set what the answer has not set itself; what belongs to a person is never kept."""
    for name, value in _FIXED.items():
        response.headers.setdefault(name, value)
    if request.path.startswith(_PRIVATE) or response.status_code >= 500:
        response.headers["Cache-Control"] = "no-store"
    elif request.endpoint in ("static", "bootstrap.static"):
        response.headers["Cache-Control"] = _STATIC_CACHE
    else:
        response.headers.setdefault("Cache-Control", _PUBLIC_CACHE)
    if request.path.startswith("/api/"):
        _open_to_scripts(response)
    return response


def _open_to_scripts(response: Response) -> None:
    """Let pages of other sites read the answer (CORS); nothing of a person is in it, so any site may."""
    response.headers.setdefault("Access-Control-Allow-Origin", "*")
    response.headers.setdefault("Access-Control-Expose-Headers", _EXPOSED)
    if request.method == "OPTIONS" and "Allow" in response.headers:
        response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"]
        response.headers["Access-Control-Allow-Headers"] = _ALLOWED_HEADERS
        response.headers["Access-Control-Max-Age"] = "86400"
