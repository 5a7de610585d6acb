"""Letting out what was approved, and taking it back."""

from portal.release.labels import CodeLists
from portal.release.publish import NotApproved, publish
from portal.release.undrawn import undrawn_of
from portal.release.withdraw import withdraw

__all__ = ["CodeLists", "NotApproved", "publish", "undrawn_of", "withdraw"]
