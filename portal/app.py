"""The front door: the application, wired from services."""

from flask import Flask, g
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect

from portal.api.ckan import ckan
from portal.api.v1 import api_v1
from portal.services import Services
from portal.setup import secret_key
from portal.web.answers import init_answers
from portal.web.caching import init_caching
from portal.web.compression import init_compression
from portal.web.desk import desk
from portal.web.errors import register_errors
from portal.web.feeds import feeds
from portal.web.headers import set_headers
from portal.web.health import health
from portal.web.language import LanguagePrefix, current_language
from portal.web.limits import init_limits
from portal.web.public import public_pages
from portal.web.public.downloads import downloads
from portal.web.reading import init_reading
from portal.web.request_id import init_request_ids
from portal.web.templating import init_templating
from portal.wording.language import babel_options

__all__ = ["create_app"]


def create_app(services: Services) -> Flask:
    """Make the WSGI application of a portal that has been prepared."""
    settings = services.settings
    app = Flask("portal", template_folder="web/templates", static_folder="web/static")
    app.config.update(
        SECRET_KEY=secret_key(services),
        SESSION_COOKIE_NAME="kaifang",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_PATH="/",
        MAX_CONTENT_LENGTH=settings.max_upload_bytes + (1 << 20),
        BOOTSTRAP_SERVE_LOCAL=True,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions["portal"] = services
    app.wsgi_app = LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]  # Flask's documented place for middleware
    app.before_request(_choose_language)
    app.after_request(set_headers)
    Babel(app, **babel_options())
    Bootstrap5(app)
    CSRFProtect(app).exempt(ckan)  # its POSTs change nothing, and no cookie is read
    init_request_ids(app)
    init_limits(app)
    init_reading(app)
    init_answers(app)
    init_compression(app)
    init_caching(app)
    init_templating(app)
    register_errors(app)
    for blueprint in (public_pages, downloads, feeds, api_v1, ckan, desk, health):
        app.register_blueprint(blueprint)
    return app


def _choose_language() -> None:
    g.language = current_language()
