"""Words of the officials' desk: roles, stages, states, verdicts, properties of a descriptor, and errors of drafts."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from portal.errors import Fact
from portal.wording.public import label
from portal.wording.sentences import remedy, sentence

__all__ = ["LABELS", "SENTENCES", "desk_label", "told", "told_finding"]

LABELS = {
    "role": {
        "steward": _("Data steward"),
        "department": _("Department reviewer"),
        "security": _("Security reviewer"),
        "release": _("Release officer"),
        "administrator": _("Administrator"),
    },
    "stage": {
        "department": _("Department review"),
        "security": _("Security review"),
        "release": _("Decision on release"),
    },
    "state": {
        "checking": _("Being checked"),
        "in_review": _("In review"),
        "returned": _("Returned"),
        "rejected": _("Rejected"),
        "approved": _("Approved, waits for its release"),
        "released": _("Released"),
        "withdrawn": _("Withdrawn"),
    },
    "verdict": {
        "approved": _("Approve"),
        "returned": _("Return to the steward"),
        "rejected": _("Reject for good"),
    },
    "decided": {
        "approved": _("Approved"),
        "returned": _("Returned"),
        "rejected": _("Rejected"),
    },
    "severity": {
        "block": _("Forbids approval"),
        "justify": _("Needs a written reason"),
        "info": _("To know"),
    },
    "event": {
        "approved": _("approve"),
        "returned": _("return"),
        "rejected": _("reject"),
        "recalled": _("take back"),
        "mend": _("open as a draft"),
        "contest": _("contest a finding"),
    },
    "option": {
        "kind": _("what is masked"),
        "to": _("what the values become"),
        "width": _("width"),
        "limit": _("limit"),
        "small": _("greatest small count"),
        "decimals": _("decimals"),
    },
    "property": {
        "title": _("Title"),
        "description": _("Description"),
        "publisher": _("Publisher"),
        "theme": _("Theme"),
        "opening": _("Opening"),
        "grade": _("Grade"),
        "licenses": _("Licence"),
        "keywords": _("Keywords"),
        "cadence": _("Renewed"),
        "temporal": _("Time covered"),
        "spatial": _("Place"),
        "contributors": _("Contact"),
        "translations": _("Title and description in English"),
    },
    "action": {
        "init": _("Portal prepared"),
        "user.add": _("Person added"),
        "user.password": _("Password set"),
        "role.grant": _("Role granted"),
        "role.revoke": _("Role taken away"),
        "token.create": _("Token made"),
        "sign_in": _("Signed in"),
        "publisher.add": _("Publisher added"),
        "submit": _("Handed in"),
        "draft.discard": _("Draft discarded"),
        "review.checked": _("Checked"),
        "review.approved": _("Approved"),
        "review.returned": _("Returned"),
        "review.rejected": _("Rejected"),
        "review.recalled": _("Taken back by a steward"),
        "review.contest": _("Finding contested"),
        "review.contest.accepted": _("Contest accepted"),
        "release": _("Released"),
        "withdraw": _("Withdrawn"),
    },
}

SENTENCES = {
    "contest.kind": (
        _("This finding cannot be contested."),
        _("Only what a detector found, and what still forbids the approval, can be."),
    ),
    "contest.none": (
        _("Nobody has contested this finding."),
        _("A steward has to say first why the detector is wrong."),
    ),
    "contest.reason": (
        _("To contest a finding needs a reason of at most %(most)s characters."),
        _("Write what the values are, if they identify nobody."),
    ),
    "desk.date": (_("“%(value)s” is not a day."), _("Write it as year-month-day, for example 2026-03-01.")),
    "draft.changed": (
        _("Somebody saved this draft after you had opened it; what you typed is still here, but not saved."),
        _("Compare with what is stored now, then save again: your version then replaces it."),
    ),
    "draft.discard_changed": (
        _("Somebody saved this draft after you had opened it; it was not discarded."),
        _("Look at what they saved, then decide again."),
    ),
    "draft.empty": (_("The draft has no file yet."), _("Add at least one file before you hand it in.")),
    "draft.handed_in": (
        _("This draft has been handed in and cannot be changed any more."),
        _("Take the revision back first, or wait for its decision."),
    ),
    "draft.replace_many": (
        _("“%(name)s” holds %(found)s tables or files; only one can take the place of another."),
        _("Hand in a file with one table, or add it as new and remove the old one."),
    ),
    "draft.resource": (_("The draft has no file “%(name)s”."), _("Load the page of the draft again.")),
    "draft.type": (
        _("“%(type)s” is not a type that the column “%(column)s” can have."),
        _("Choose one of the types of the list."),
    ),
    "draft.unknown": (_("There is no such draft."), _("Look for it in the list of drafts.")),
    "form.fields": (
        _("Some fields are not filled in as they have to be; nothing was saved yet."),
        _("Mend them, then save again."),
    ),
    "finding.unknown": (_("There is no such finding."), _("Load the page of the revision again.")),
}

_FACTS = {
    "property": "property",
    "state": "state",
    "event": "event",
    "role": "role",
    "grade": "public:grade",
    "opening": "public:opening",
    "type": "public:type",
    "option": "option",
}


def desk_label(kind: str, value: object) -> str:
    """Return the words for a value of a closed list, in the reader's language; the value itself if it is none."""
    return str(LABELS[kind].get(str(value or ""), value or ""))


def told(code: str, params: Mapping[str, Fact]) -> tuple[str, str]:
    """Return sentence and remedy of a code, with the words of the page in place of a program's (``licenses`` …)."""
    facts = {key: _fact(key, value) for key, value in params.items()}
    return sentence(code, facts), remedy(code, facts)


def told_finding(finding: Any) -> tuple[str, str]:
    """Return what was found and what to do, its place among the facts; finding: a record, or a note kept as JSON."""
    if isinstance(finding, Mapping):
        place = {key: finding.get(key) for key in ("resource", "row", "column")}
        return told(finding["code"], {**place, **finding["params"]})
    place = {"resource": finding.resource, "row": finding.row, "column": finding.column}
    return told(finding.code, {**place, **finding.params})


def _fact(key: str, value: Fact) -> Fact:
    kind = _FACTS.get(key)
    if kind is None or not isinstance(value, str):
        return value
    if kind.startswith("public:"):
        return label(kind.removeprefix("public:"), value)
    return ", ".join(desk_label(kind, one) for one in value.split(","))
