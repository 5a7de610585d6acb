"""The closed lists of words that records and descriptors use."""

from enum import StrEnum

__all__ = ["CADENCES", "OPEN_STATES", "Grade", "Opening", "PublisherKind", "RevisionState", "Stage"]


class PublisherKind(StrEnum):
    """What sort of body a publisher is, in the order in which the city opens them."""

    GOVERNMENT = "government"
    PUBLIC_INSTITUTION = "public-institution"
    INSTITUTE = "institute"
    ORGANISATION = "organisation"


class Opening(StrEnum):
    """On what terms a dataset is open (开放属性)."""

    UNCONDITIONAL = "unconditional"
    CONDITIONAL = "conditional"
    CLOSED = "closed"


class Grade(StrEnum):
    """The security grade of data (数据分级), general in four levels."""

    GENERAL_1 = "general-1"
    GENERAL_2 = "general-2"
    GENERAL_3 = "general-3"
    GENERAL_4 = "general-4"
    IMPORTANT = "important"
    CORE = "core"


CADENCES = (
    "once",
    "irregular",
    "real-time",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "semiannual",
    "annual",
)
"""How often a dataset is renewed (更新周期)."""


class Stage(StrEnum):
    """A step of the review; each needs the role of the same name."""

    DEPARTMENT = "department"
    SECURITY = "security"
    RELEASE = "release"


class RevisionState(StrEnum):
    """Where a revision stands."""

    CHECKING = "checking"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    REJECTED = "rejected"
    APPROVED = "approved"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


OPEN_STATES = (RevisionState.CHECKING, RevisionState.IN_REVIEW, RevisionState.APPROVED)
"""A dataset has at most one revision in these."""
