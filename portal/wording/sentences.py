"""Looking up the words of a code."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from portal.errors import Fact

__all__ = ["all_codes", "remedy", "sentence"]


def sentence(code: str, params: Mapping[str, Fact]) -> str:
    """Say what a code means, its facts filled in. A code that no table has is shown as it is: a test forbids it."""
    return _fill(code, 0, params)


def remedy(code: str, params: Mapping[str, Fact]) -> str:
    """Say what to do about it; empty where nothing is to be done."""
    return _fill(code, 1, params)


def all_codes() -> set[str]:
    """Return every code that has words."""
    return set(_table())


def _fill(code: str, which: int, params: Mapping[str, Fact]) -> str:
    words = _table().get(code)
    if words is None:
        return code if which == 0 else ""
    facts = defaultdict(str, {key: "" if value is None else str(value) for key, value in params.items()})
    return str(words[which]) % facts


@cache
def _table() -> dict[str, tuple[object, object]]:
    """Join the tables of the modules beside this one; a code belongs to one of them."""
    package = __name__.rpartition(".")[0]
    found: dict[str, tuple[object, object]] = {}
    for module in iter_modules(import_module(package).__path__):
        table = (
            getattr(import_module(f"{package}.{module.name}"), "SENTENCES", {})
            if module.name not in ("findings", "sentences")
            else {}
        )
        twice = found.keys() & table.keys()
        if twice:
            raise ValueError(f"codes with words in two tables: {sorted(twice)}")
        found.update(table)
    return found
