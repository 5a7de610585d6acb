"""The path of a revision, as tables: no Flask, no database.

`RULES` says which event leads from which state where, and who may cause it. Everything that is not in the
table is forbidden. The diagram in ``docs/workflow.md`` is generated from it (`diagram`).
"""

from dataclasses import dataclass
from enum import StrEnum

from portal.catalog.words import RevisionState as State
from portal.errors import PortalError

__all__ = ["RULES", "Event", "Owner", "Rule", "WrongState", "after", "diagram", "owner_of"]


class Event(StrEnum):
    """What can happen to a revision."""

    CHECKED = "checked"
    APPROVED = "approved"
    RETURNED = "returned"
    REJECTED = "rejected"
    RECALLED = "recalled"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class Owner(StrEnum):
    """Who may cause an event."""

    SYSTEM = "system"  # the worker
    STAGE = "stage"  # an official with the role of the open stage
    ANY_STAGE = "any-stage"  # an official with the role of any stage of the revision's path
    STEWARD = "steward"  # a steward of the publisher
    RELEASE = "release"  # an official with the role `release`


@dataclass(frozen=True, slots=True)
class Rule:
    """Where an event leads, and whose it is. With another stage to come, ``APPROVED`` stays in review."""

    to: State
    owner: Owner


RULES: dict[tuple[State, Event], Rule] = {
    (State.CHECKING, Event.CHECKED): Rule(State.IN_REVIEW, Owner.SYSTEM),
    (State.CHECKING, Event.RECALLED): Rule(State.RETURNED, Owner.STEWARD),
    (State.IN_REVIEW, Event.APPROVED): Rule(State.APPROVED, Owner.STAGE),
    (State.IN_REVIEW, Event.RETURNED): Rule(State.RETURNED, Owner.STAGE),
    (State.IN_REVIEW, Event.REJECTED): Rule(State.REJECTED, Owner.STAGE),
    (State.IN_REVIEW, Event.RECALLED): Rule(State.RETURNED, Owner.STEWARD),
    (State.APPROVED, Event.RETURNED): Rule(State.RETURNED, Owner.ANY_STAGE),
    (State.APPROVED, Event.RECALLED): Rule(State.RETURNED, Owner.STEWARD),
    (State.APPROVED, Event.RELEASED): Rule(State.RELEASED, Owner.SYSTEM),
    (State.RELEASED, Event.WITHDRAWN): Rule(State.WITHDRAWN, Owner.RELEASE),
}


class WrongState(PortalError):
    """The event cannot happen in this state: it was decided elsewhere, or came too early."""


def owner_of(state: State, event: Event) -> Owner:
    """Tell whose an event is in a state. Raises WrongState if it cannot happen there."""
    return _rule(state, event).owner


def after(state: State, event: Event, *, last_stage: bool = True) -> State:
    """Return the state that follows. last_stage: whether an approval is the path's last. Raises WrongState."""
    rule = _rule(state, event)
    if event is Event.APPROVED and not last_stage:
        return state
    return rule.to


def diagram() -> str:
    """Return the table as a Mermaid state diagram, a line a rule."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.CHECKING}: submitted"]
    for (state, event), rule in RULES.items():
        if event is Event.APPROVED:
            lines.append(f"    {state} --> {state}: {event}, a stage to come ({rule.owner})")
        lines.append(f"    {state} --> {rule.to}: {event} ({rule.owner})")
    return "\n".join(lines) + "\n"


def _rule(state: State, event: Event) -> Rule:
    rule = RULES.get((state, event))
    if rule is None:
        raise WrongState("state.wrong", state=state.value, event=event.value)
    return rule
