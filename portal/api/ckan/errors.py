"""The errors of the CKAN Action API: type, status and shape are CKAN's, and its clients tell kinds apart by them."""

from collections.abc import Mapping
from typing import Any

__all__ = [
    "ActionError",
    "BadRequestData",
    "Invalid",
    "Missing",
    "NotAuthorized",
    "SearchFailed",
    "SearchInvalid",
    "TooLarge",
]


class BadRequestData(Exception):
    """The request cannot be read as an action and its parameters: 400 and a bare JSON string, no envelope."""


class ActionError(Exception):
    """What an action answers when it fails. body: ``error`` of the envelope, without its ``__type``."""

    status = 500
    type = "Internal Server Error"

    def __init__(self, body: Mapping[str, Any]) -> None:
        super().__init__(self.type)
        self.body = body


class Invalid(ActionError):
    """Parameters that cannot be taken: parameter -> list of sentences."""

    status = 409
    type = "Validation Error"

    def __init__(self, **errors: str) -> None:
        super().__init__({name: [text] for name, text in errors.items()})


class TooLarge(ActionError):
    """A request that is longer than any honest one. most: how long it may be, in bytes."""

    status = 413
    type = "Validation Error"

    def __init__(self, most: int) -> None:
        super().__init__({"message": f"The request is longer than {most} bytes"})


class Missing(ActionError):
    """What was asked for is not there, was withdrawn, or was never released: no answer tells these apart."""

    status = 404
    type = "Not Found Error"

    def __init__(self, what: str = "") -> None:
        super().__init__({"message": f"Not found: {what}" if what else "Not found"})


class NotAuthorized(ActionError):
    """What is there and not given to everyone."""

    status = 403
    type = "Authorization Error"

    def __init__(self, why: str) -> None:
        super().__init__({"message": f"Access denied: {why}"})


class SearchInvalid(ActionError):
    """A parameter, a field or an order that the search does not know."""

    status = 400
    type = "Search Query Error"

    def __init__(self, why: str) -> None:
        super().__init__({"message": f"Search Query is invalid: {why!r}"})


class SearchFailed(ActionError):
    """A query that cannot be parsed."""

    status = 409
    type = "Search Error"

    def __init__(self, why: str) -> None:
        super().__init__({"message": f"Search error: {why!r}"})
