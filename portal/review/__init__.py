"""The desk's rules: hand-in, checks, stages, decisions."""

from portal.review.checks import run_checks
from portal.review.decisions import Changed, decide, get_revision, preparers, recall
from portal.review.handin import fill_in, publisher_of, submit
from portal.review.preparation import PreparedFile, PreparedPackage, prepare_package, prepare_part
from portal.review.workflow import Event, WrongState

__all__ = [
    "Changed",
    "Event",
    "PreparedFile",
    "PreparedPackage",
    "WrongState",
    "decide",
    "fill_in",
    "get_revision",
    "prepare_package",
    "prepare_part",
    "preparers",
    "publisher_of",
    "recall",
    "run_checks",
    "submit",
]
