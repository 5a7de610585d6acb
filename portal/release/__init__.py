"""Letting out what was approved, and taking it back."""

from portal.release.publish import NotApproved, publish
from portal.release.withdraw import withdraw

__all__ = ["NotApproved", "publish", "withdraw"]
