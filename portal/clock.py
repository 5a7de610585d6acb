"""Where times come from: an argument, so that a test can hold it still."""

from datetime import UTC, datetime
from typing import Protocol

__all__ = ["Clock", "SystemClock", "iso"]


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""


class SystemClock:
    """The machine's own clock, to the millisecond: what both databases and the ledger can hold."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)


def iso(moment: datetime) -> str:
    """Write an instant as the portal's bytes hold it: ``2026-11-24T10:58:37.120Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
