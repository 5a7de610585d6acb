"""Remedies: recorded, repeatable steps that take out of a table what it would tell about a person."""

from portal.disclosure.remedies.preview import ColumnPreview, Preview, Sample, preview
from portal.disclosure.remedies.proposals import BESIDE, propose
from portal.disclosure.remedies.record import done, published
from portal.disclosure.remedies.step import STEPS, TO, Step
from portal.disclosure.remedies.table import Outcome, apply, check, fitting

__all__ = [
    "BESIDE",
    "STEPS",
    "TO",
    "ColumnPreview",
    "Outcome",
    "Preview",
    "Sample",
    "Step",
    "apply",
    "check",
    "done",
    "fitting",
    "preview",
    "propose",
    "published",
]
