"""Work that is due because a committed row says so, done under leases."""

from portal.jobs.loop import MOST_ATTEMPTS, Job, Loop

__all__ = ["MOST_ATTEMPTS", "Job", "Loop"]
