"""The list of the tutorials' pictures, ``pictures.json``, and how what it says is done in a browser.

A picture: ``name`` (file ``img/<name>-<language>.webp``), ``path`` without the language, ``languages``, ``width`` and
``height`` of the window, ``reader`` (who is signed in, or null), ``selector`` (the element to show; null: the window),
and ``before``, what is done first, in order. Each act is an object with one key, texts may differ by language
(``{"zh": …, "en": …}``):

    {"click": selector}  {"check": selector}  {"show": selector}              show: scrolls to it
    {"fill": [selector, text]}  {"choose": [selector, value]}  {"upload": [selector, file below the project]}

Nothing is handed in and nothing decided, so that pictures may be taken again from the same portal; drafts are left.
"""

import json
from pathlib import Path
from typing import Any

__all__ = ["act", "read_pictures"]

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]


def read_pictures() -> list[dict[str, Any]]:
    """Return the list, an object a picture; a name stands twice where its languages have different paths."""
    return list(json.loads((_HERE / "pictures.json").read_bytes()))


def act(page: Any, acts: list[dict[str, Any]]) -> None:
    """Do what a picture's ``before`` says, on Playwright's page, in the language of its address."""
    language = "en" if "/en" in page.url.partition("://")[2] else "zh"
    for one in acts:
        ((verb, what),) = one.items()
        where, *rest = (_said(part, language) for part in (what if isinstance(what, list) else [what]))
        _do(page.locator(where).first, verb, rest[0] if rest else "")
        page.wait_for_load_state("load")


def _said(text: Any, language: str) -> str:
    return str(text[language] if isinstance(text, dict) else text)


def _do(found: Any, verb: str, value: str) -> None:
    if verb == "show":
        found.evaluate("element => element.scrollIntoView()")
    elif verb == "fill":
        found.fill(value)
    elif verb == "choose":
        found.select_option(value)
    elif verb == "upload":
        found.set_input_files(_ROOT / value)
    elif verb == "check":
        found.check()
    else:
        found.click()
