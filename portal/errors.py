"""The one base of the errors that a person is told about.

An error is a stable code and its facts; the words, in the reader's language, are made at the edge
(`portal.wording`). A room adds subclasses where its callers need to tell kinds apart.
"""

__all__ = ["Fact", "NotFound", "NotPermitted", "PortalError"]

Fact = str | int | float | None
"""What a sentence may be filled with."""


class PortalError(Exception):
    """Something a person did, or a file they gave, that cannot be taken.

    code: dotted and stable, e.g. ``read.encrypted``; `portal.wording` has a sentence and a remedy for each.
    params: the facts of the sentence: place, numbers, names. Never a cell's text.
    """

    def __init__(self, code: str, **params: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        facts = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code} ({facts})" if facts else self.code


class NotFound(PortalError):
    """What was asked for does not exist, or may not be known to exist by the person who asked."""


class NotPermitted(PortalError):
    """The person may not do this: role, publisher, or their own work."""
