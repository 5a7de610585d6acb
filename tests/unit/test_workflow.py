"""Every (state, event, role) triple, the forbidden ones too."""

from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest

from portal.accounts import Person, Role
from portal.catalog.words import RevisionState as State
from portal.catalog.words import Stage
from portal.errors import NotPermitted
from portal.review.policy import DEFAULT_PATH, check_four_eyes, check_owner, releasable
from portal.review.workflow import Event, WrongState, after, diagram

# Who may cause what, written down a second time, from the design and not from the code: state, event, roles, next.
STAGE_ROLE = "the open stage's"
ALLOWED = {
    (State.CHECKING, Event.CHECKED): (set(), State.IN_REVIEW),
    (State.CHECKING, Event.RECALLED): ({"steward"}, State.RETURNED),
    (State.IN_REVIEW, Event.APPROVED): ({STAGE_ROLE}, State.APPROVED),
    (State.IN_REVIEW, Event.RETURNED): ({STAGE_ROLE}, State.RETURNED),
    (State.IN_REVIEW, Event.REJECTED): ({STAGE_ROLE}, State.REJECTED),
    (State.IN_REVIEW, Event.RECALLED): ({"steward"}, State.RETURNED),
    (State.APPROVED, Event.RETURNED): ({"department", "security", "release"}, State.RETURNED),
    (State.APPROVED, Event.RECALLED): ({"steward"}, State.RETURNED),
    (State.APPROVED, Event.RELEASED): (set(), State.RELEASED),
    (State.RELEASED, Event.WITHDRAWN): ({"release"}, State.WITHDRAWN),
}
PUBLISHER = uuid4()


def person(role: Role, publisher=PUBLISHER) -> Person:
    return Person(uuid4(), role.value, frozenset({(role, publisher)}))


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
@pytest.mark.parametrize("role", list(Role))
def test_every_state_event_and_role(state: State, event: Event, role: Role, stage: Stage) -> None:
    roles, _ = ALLOWED.get((state, event), (None, None))
    expected = None if roles is None else {stage.value if one == STAGE_ROLE else one for one in roles}

    def attempt(who: Person) -> None:
        check_owner(who, {PUBLISHER}, state, event, stage=stage.value, path=DEFAULT_PATH)

    if expected is None:
        with pytest.raises(WrongState):
            attempt(person(role))
    elif role.value in expected:
        attempt(person(role))
        with pytest.raises(NotPermitted):  # the same role elsewhere is no role here
            attempt(person(role, uuid4()))
    else:
        with pytest.raises(NotPermitted):
            attempt(person(role))


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_next_state(state: State, event: Event) -> None:
    if (state, event) not in ALLOWED:
        with pytest.raises(WrongState):
            after(state, event)
        return
    assert after(state, event, last_stage=True) is ALLOWED[state, event][1]
    expected = State.IN_REVIEW if event is Event.APPROVED else ALLOWED[state, event][1]
    assert after(state, event, last_stage=False) is expected


@pytest.mark.parametrize("role", list(Role))
def test_four_eyes_exempt_no_role(role: Role) -> None:
    who = person(role, None)
    check_four_eyes(who, prepared_by=[uuid4()], approved_by=[uuid4()])
    with pytest.raises(NotPermitted, match=r"decide\.own_work"):
        check_four_eyes(who, prepared_by=[who.id], approved_by=[])
    with pytest.raises(NotPermitted, match=r"decide\.twice"):
        check_four_eyes(who, prepared_by=[], approved_by=[who.id])


@pytest.mark.parametrize(
    ("grade", "opening", "code"),
    [
        ("general-1", "unconditional", None),
        ("general-2", "conditional", None),
        ("general-3", "conditional", None),
        ("general-3", "unconditional", "grade.conditional_only"),
        ("general-4", "conditional", "grade.not_released"),
        ("important", "conditional", "grade.not_released"),
        ("core", "unconditional", "grade.not_released"),
        ("general-1", "closed", "opening.closed"),
        ("core", "closed", "opening.closed"),
        ("no such grade", "unconditional", "grade.not_released"),
    ],
)
def test_what_may_be_released(grade: str, opening: str, code: str | None) -> None:
    assert releasable(grade, opening) == code


def test_the_diagram_in_the_docs_is_the_table() -> None:
    page = Path(__file__).parents[2] / "docs" / "workflow.md"
    assert f"```mermaid\n{diagram()}```" in page.read_text(encoding="utf-8")
