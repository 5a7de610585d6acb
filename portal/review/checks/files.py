"""Are the stored files the ones that were handed in, and whole?"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from portal.finding import Finding, Severity
from portal.review.checks.context import CheckContext

__all__ = ["check_files"]


def check_files(context: CheckContext) -> Iterable[Finding]:
    """Give BLOCK for a file that is empty, or whose bytes are not what its hash says."""
    for file in context.files:
        if file.bytes == 0:
            yield Finding("file.empty", Severity.BLOCK, file.resource)
        if _hash(context.storage.path(file.sha256)) != file.sha256:
            yield Finding("file.damaged", Severity.BLOCK, file.resource)


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
