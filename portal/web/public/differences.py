"""What a release's page tells of the one before it."""

from portal.catalog import public
from portal.catalog.public import ReleaseView
from portal.web.differences import ReleaseDiff, compare_releases
from portal.web.reading import read_session, services

__all__ = ["differences_of"]

_COMPARED = 200_000  # rows of both tables together: a moment; the API compares more
_EXAMPLES = 5


def differences_of(release: ReleaseView) -> ReleaseDiff | None:
    """Compare a release with the one that stood before it; None if it is the first."""
    before = public.release_before(read_session(), release)
    if before is None:
        return None
    return compare_releases(services().storage, before, release, most_rows=_COMPARED, examples=_EXAMPLES)
