"""Which language words are made in, for commands as for pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from flask import Flask, g
from flask_babel import Babel

__all__ = ["LANGUAGES", "TRANSLATIONS", "babel_options", "from_environment", "in_language"]

LANGUAGES = ("zh", "en")
TRANSLATIONS = Path(__file__).parent.parent / "translations"


def from_environment(environment: Mapping[str, str]) -> str:
    """Return the language of a terminal: English where its locale says so, else Chinese."""
    for variable in ("PORTAL_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def babel_options() -> dict[str, object]:
    """Return what every Flask-Babel of the house is made with."""
    return {
        "default_locale": "zh",
        "default_translation_directories": str(TRANSLATIONS),
        "locale_selector": lambda: g.get("language", "zh"),
    }


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Make words in a language inside the block, where no page is being answered."""
    with _app().app_context():
        g.language = language
        yield


@cache
def _app() -> Flask:
    app = Flask("portal.wording")
    Babel(app, **babel_options())
    return app
