"""Letting out and taking back, to the letter: what is locked in which order, and what no transaction does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, select, update

from portal.catalog.models import Dataset, Release
from portal.db import Database
from portal.release import publish, withdraw
from portal.review import decide, get_revision
from portal.review.workflow import Event
from portal.storage import LocalStorage
from tests.factories import STAGES, World

ORDER = ["revisions", "datasets", "ledger", "change", "audit"]


@pytest.fixture
def approved(world: World):
    revision_id = world.submit("population")
    world.work()
    world.approve(revision_id)
    return revision_id


@contextmanager
def locks(database: Database) -> Iterator[list[str]]:
    """List what is locked, each once, in order: tables, and the series of heads."""
    taken: list[str] = []

    def look(_connection, _cursor, statement: str, parameters, *_) -> None:
        if "FOR UPDATE" in statement:
            table = statement.partition("FROM ")[2].split()[0]
            name = next(iter(parameters.values())) if table == "heads" else table
            if name not in taken:
                taken.append(name)

    event.listen(database.engine, "before_cursor_execute", look)
    yield taken
    event.remove(database.engine, "before_cursor_execute", look)


@pytest.mark.postgres
def test_everyone_locks_in_one_order(world: World, approved) -> None:
    services = world.services
    with locks(services.database) as taken:
        publish(services.database, services.storage, services.signer, services.clock, approved)
    assert taken == ORDER
    assert world.state(approved) == "released"
    with locks(services.database) as taken:
        world.withdraw("population", 1)
    assert taken == ORDER


def test_no_file_is_touched_inside_a_write_transaction(world: World, approved, monkeypatch: pytest.MonkeyPatch) -> None:
    services, writing, touched = world.services, [], []
    write = Database.write

    @contextmanager
    def watched(database: Database):
        with write(database) as session:
            writing.append(True)
            yield session
        writing.pop()

    monkeypatch.setattr(Database, "write", watched)
    for name in ("put", "put_file", "open", "path", "exists"):
        original = getattr(LocalStorage, name)

        def noted(storage, *arguments, _name=name, _original=original, **named):
            touched.append((_name, bool(writing)))
            return _original(storage, *arguments, **named)

        monkeypatch.setattr(LocalStorage, name, noted)
    publish(services.database, services.storage, services.signer, services.clock, approved)
    assert world.state(approved) == "released"
    assert {"put_file", "path"} <= {name for name, _ in touched}
    assert not any(inside for _, inside in touched)


def test_the_verb_itself_holds_an_embargo(world: World) -> None:
    services, revision_id = world.services, world.submit("population")
    world.work()
    for stage in STAGES:
        with services.database.write() as session:
            now = services.clock.now()
            decide(
                session,
                now,
                revision_id=revision_id,
                seen=get_revision(session, revision_id).hash,
                stage=stage,
                by=world.people[stage],
                verdict=Event.APPROVED,
                reason="",
                not_before=now + timedelta(hours=1),
            )
    publish(services.database, services.storage, services.signer, services.clock, revision_id)
    assert world.state(revision_id) == "approved"
    with services.database.read() as session:
        assert session.scalars(select(Release)).all() == []


def test_a_withdrawal_goes_by_the_dataset_as_it_is_when_it_is_locked(world: World) -> None:
    """The session has seen the dataset before; what it remembers must not hide what is written."""
    world.release("population")
    world.release("population", title="更正")
    services = world.services
    with services.database.read() as session:
        ids = dict(session.execute(select(Release.number, Release.id)).all())
    with services.database.write() as session:
        remembered = session.execute(select(Dataset).where(Dataset.name == "population")).scalar_one()
        assert remembered.current_release_id == ids[2]
        meanwhile = update(Dataset).where(Dataset.id == remembered.id).values(current_release_id=ids[1])
        session.execute(meanwhile.execution_options(synchronize_session=False))
        withdraw(
            session,
            services.clock.now(),
            services.signer,
            dataset="population",
            number=1,
            by=world.people["release"],
            reason="数据有误。",
        )
    with services.database.read() as session:
        assert session.scalar(select(Dataset.current_release_id)) == ids[2]
