"""People: passwords, tokens, roles in a tree of publishers, attempts that are counted."""

from datetime import timedelta
from importlib import import_module

import pytest
from sqlalchemy import func, select

from portal import accounts
from portal.accounts import Role, TooManyAttempts, WrongPassword
from portal.accounts.models import SignInAttempt, Token, User
from portal.accounts.people import password_matches
from portal.accounts.sign_in import PER_NAME, WINDOW
from portal.audit import AuditEntry
from portal.catalog.publishers import add_publisher, find_publisher, lineage, match_publisher
from portal.errors import NotFound, PortalError
from tests.factories import World


def sign_in(world: World, name: str, password: str, *, later: timedelta = timedelta(), address: str = "127.0.0.1"):
    """Return the person, or the error."""
    now = world.services.clock.now() + later
    try:
        return accounts.sign_in(world.services.database, now, name=name, password=password, address=address)
    except PortalError as error:
        return error


def test_the_right_password_signs_in_and_the_wrong_one_does_not_say_why(world: World) -> None:
    assert isinstance(sign_in(world, "steward", "steward-password"), User)
    wrong, nobody = sign_in(world, "steward", "wrong"), sign_in(world, "nobody", "wrong")
    assert isinstance(wrong, WrongPassword)
    assert (wrong.code, wrong.params) == (nobody.code, nobody.params)


def test_a_name_is_shut_after_too_many_tries_and_open_again_later(world: World) -> None:
    for turn in range(PER_NAME):
        assert isinstance(sign_in(world, "steward", "wrong", address=f"127.0.0.{turn}"), WrongPassword)
    assert isinstance(sign_in(world, "steward", "steward-password"), TooManyAttempts)
    assert isinstance(sign_in(world, "department", "department-password"), User)
    assert isinstance(sign_in(world, "steward", "steward-password", later=WINDOW + timedelta(seconds=5)), User)
    with world.services.database.read() as session:
        assert session.scalars(select(SignInAttempt).where(SignInAttempt.name == "steward")).all() == []


def test_a_try_is_counted_before_the_password_is_compared_and_nobody_waits_for_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Comparing takes long on purpose: were it done while writing, a stranger's guesses would stop every officer."""
    counted: list[int] = []

    def compare(user: User | None, password: str) -> bool:
        with world.services.database.write() as session:  # would wait for a writer, and give up
            counted.append(session.scalar(select(func.count()).select_from(SignInAttempt)) or 0)
        return password_matches(user, password)

    monkeypatch.setattr(import_module("portal.accounts.sign_in"), "password_matches", compare)
    sign_in(world, "steward", "wrong")
    sign_in(world, "steward", "steward-password")
    assert counted == [1, 2]


def test_a_person_without_a_password_or_disabled_cannot_sign_in(world: World) -> None:
    now = world.services.clock.now()
    with world.services.database.write() as session:
        accounts.add_user(session, now, name="nopass", actor="machine")
        accounts.find_user(session, "release").disabled_at = now
    assert isinstance(sign_in(world, "nopass", ""), WrongPassword)
    assert isinstance(sign_in(world, "release", "release-password"), WrongPassword)


def test_a_new_password_ends_sessions_and_a_short_one_is_refused(world: World) -> None:
    with world.services.database.write() as session:
        user = accounts.find_user(session, "steward")
        epoch = user.epoch
        accounts.set_password(session, world.services.clock.now(), user=user, password="another-one", actor="machine")
        assert user.epoch == epoch + 1
        with pytest.raises(PortalError, match=r"password\.short"):
            accounts.set_password(session, world.services.clock.now(), user=user, password="short", actor="machine")


def test_a_token_is_its_persons_until_it_is_revoked(world: World) -> None:
    now = world.services.clock.now()
    with world.services.database.write() as session:
        token = accounts.create_token(session, now, user=accounts.find_user(session, "steward"), actor="machine")
        assert accounts.person_of_token(session, token).name == "steward"
        kept = session.scalars(select(Token)).all()
        assert all(token not in one.hash for one in kept)
        for one in kept:
            one.revoked_at = now
        session.flush()
        with pytest.raises(NotFound, match=r"token\.unknown"):
            accounts.person_of_token(session, token)
        with pytest.raises(NotFound, match=r"token\.unknown"):
            accounts.person_of_token(session, "kf_nothing")


def test_a_role_reaches_down_the_tree_and_not_up(world: World) -> None:
    now = world.services.clock.now()
    with world.services.database.write() as session:
        parent = find_publisher(session, "health-commission")
        child = add_publisher(session, now, name="hospital", title="市第一医院", parent=parent, actor="machine")
        below = lineage(session, child.id)
        assert below == (child.id, parent.id)
        assert world.people["health.security"].has(Role.SECURITY, below)
        assert not world.people["health.security"].has(Role.RELEASE, below)
        assert not world.people["security"].is_official_of(below)
        user = accounts.add_user(session, now, name="nurse", actor="machine")
        accounts.grant(session, now, user=user, role=Role.STEWARD, publisher_id=child.id, where="hospital", actor="m")
        assert not accounts.person_of(user).is_official_of(lineage(session, parent.id))


def test_grants_are_given_and_taken_once_and_logged(world: World) -> None:
    now = world.services.clock.now()
    with world.services.database.write() as session:
        user = accounts.find_user(session, "steward")
        given = {"user": user, "role": Role.SECURITY, "publisher_id": None, "where": "*", "actor": "machine"}
        assert accounts.grant(session, now, **given)
        assert not accounts.grant(session, now, **given)
        assert accounts.person_of(user).has(Role.SECURITY, ())
        assert accounts.revoke(session, now, **given)
        assert not accounts.revoke(session, now, **given)
        logged = session.scalars(select(AuditEntry.action).where(AuditEntry.subject == "steward")).all()
        assert logged[-2:] == ["role.grant", "role.revoke"]


@pytest.mark.parametrize("name", ["", "A", "1a", "a", "a b", "é" * 3, "a" * 65])
def test_names_that_cannot_be(world: World, name: str) -> None:
    with world.services.database.write() as session, pytest.raises(PortalError, match=r"user\.name"):
        accounts.add_user(session, world.services.clock.now(), name=name, actor="machine")


def test_a_publisher_is_matched_by_name_title_and_short_name(world: World) -> None:
    now = world.services.clock.now()
    with world.services.database.write() as session:
        add_publisher(
            session, now, name="ecology", title="市生态环境局", title_en="Ecology", short="环保", actor="machine"
        )
        for words in ("ecology", "市生态环境局", "Ecology", "环保"):
            assert match_publisher(session, words).name == "ecology"
        add_publisher(session, now, name="ecology-2", title="市生态环境局", actor="machine")
        with pytest.raises(NotFound):  # two answer to it
            match_publisher(session, "市生态环境局")
        assert match_publisher(session, "ecology").name == "ecology"
