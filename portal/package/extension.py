"""What the portal's descriptors hold beside the standard: a JSON Schema that ships in each zip as ``profile.json``."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from portal.finding import Finding, Severity

__all__ = ["PROFILE", "check_extension", "misshapen", "profile_bytes"]

PROFILE = "profile.json"
_FOLDER = Path(__file__).parent / "profiles"
_FILE = _FOLDER / "1.json"


@cache
def profile_bytes() -> bytes:
    """Return the schema's bytes, as they stand in each zip and at ``/profiles/1.json``."""
    return _FILE.read_bytes()


def check_extension(descriptor: Mapping[str, Any]) -> list[Finding]:
    """Return a BLOCK finding for each property whose value is not what the extension allows."""
    errors = _validator().iter_errors(descriptor)
    return [
        Finding("descriptor.property", Severity.BLOCK, params={"property": _place(error.absolute_path)})
        for error in sorted(errors, key=lambda error: list(map(str, error.absolute_path)))
    ]


def misshapen(descriptor: Mapping[str, Any]) -> str | None:
    """Return the place of the first property that is of a shape that nothing here can read; None if all can be."""
    errors = sorted(_shapes().iter_errors(descriptor), key=lambda error: list(map(str, error.absolute_path)))
    return _place(errors[0].absolute_path) if errors else None


def _place(path: Any) -> str:
    return "/".join(str(step) for step in path) or "/"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(profile_bytes()))


@cache
def _shapes() -> Draft202012Validator:
    return Draft202012Validator(json.loads((_FOLDER / "shapes.json").read_bytes()))
