"""What every search engine promises; one suite for all of them, and the follower that feeds them."""

import gc
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.catalog import public
from portal.ledger import standing_at
from portal.search import Document, SearchEngine, SearchFollower, WhooshEngine
from tests.factories import World

Make = Callable[[Path], SearchEngine]
ENGINES: dict[str, Make] = {"whoosh": WhooshEngine}


@pytest.fixture(params=ENGINES)
def make(request: pytest.FixtureRequest) -> Make:
    return ENGINES[request.param]


@pytest.fixture
def engine(make: Make, tmp_path: Path) -> SearchEngine:
    return make(tmp_path / "index")


def document(name: str, title: str, **texts: str) -> Document:
    return Document(name, title, **{"keywords": "", "description": "", "others": "", **texts})


BEDS = document("beds", "各区县医疗机构床位情况", keywords="医院 看病", description="Hospital beds by district")
BUSES = document("buses", "公交线路客运量", keywords="公交", description="Bus ridership, monthly")


def names(engine: SearchEngine, words: str) -> list[str]:
    return list(engine.search(words, limit=20).names)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("床位", ["beds"]),
        ("医疗机构", ["beds"]),
        ("医院", ["beds"]),
        ("公交", ["buses"]),
        ("公交 客运量", ["buses"]),
        ("公交 床位", []),
        ("HOSPITAL", ["beds"]),
        ("ｈｏｓｐｉｔａｌ", ["beds"]),
        ("beds", ["beds"]),
        ("地铁", []),
    ],
)
def test_words_find_what_holds_all_of_them(engine: SearchEngine, words: str, found: list[str]) -> None:
    engine.rebuild([BEDS, BUSES], 7)
    hits = engine.search(words, limit=20)
    assert (list(hits.names), hits.change) == (found, 7)


def test_the_title_weighs_most(engine: SearchEngine) -> None:
    engine.rebuild([document("b1", "年度报告", description="含医院名单"), document("a1", "医院名单")], 1)
    assert names(engine, "医院") == ["a1", "b1"]


def test_an_index_that_is_not_there_stands_at_nothing(engine: SearchEngine) -> None:
    assert (engine.change(), names(engine, "医院")) == (0, [])


def test_update_replaces_and_removes_and_moves(make: Make, engine: SearchEngine, tmp_path: Path) -> None:
    engine.rebuild([BEDS, BUSES], 3)
    engine.update([document("beds", "床位一览表（新）")], ["buses"], 5)
    for one in (engine, make(tmp_path / "index")):
        assert (one.change(), names(one, "一览表"), names(one, "公交"), names(one, "看病")) == (5, ["beds"], [], [])


def test_rebuild_forgets_what_was(engine: SearchEngine) -> None:
    engine.rebuild([BEDS], 3)
    engine.rebuild([BUSES], 4)
    assert (engine.change(), names(engine, "床位"), names(engine, "公交")) == (4, [], ["buses"])


def test_readers_find_the_old_index_until_a_rebuild_is_committed(make: Make, tmp_path: Path) -> None:
    writer, reader = make(tmp_path / "index"), make(tmp_path / "index")
    writer.rebuild([BEDS], 1)
    found = []

    def documents():
        found.append((reader.change(), names(reader, "床位"), names(make(tmp_path / "index"), "床位")))
        yield BUSES

    writer.rebuild(documents(), 2)
    assert found == [(1, ["beds"], ["beds"])]
    assert (reader.change(), names(reader, "床位"), names(reader, "公交")) == (2, [], ["buses"])


def test_a_rebuild_that_fails_leaves_the_old_index(make: Make, tmp_path: Path) -> None:
    engine = make(tmp_path / "index")
    engine.rebuild([BEDS], 1)

    def documents():
        yield BUSES
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        engine.rebuild(documents(), 2)
    assert (engine.change(), names(engine, "床位")) == (1, ["beds"])
    engine.rebuild([BUSES], 3)
    assert (engine.change(), names(engine, "公交")) == (3, ["buses"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(max_size=60) | st.sampled_from(["(((", "AND", "title:", "*" * 50, '"', "[a TO b]", "~1", "\x00"]))
def test_no_text_raises(engine: SearchEngine, words: str) -> None:
    if engine.change() == 0:
        engine.rebuild([BEDS, BUSES], 1)
    assert set(names(engine, words)) <= {"beds", "buses"}


def test_readers_go_on_while_a_writer_commits(make: Make, tmp_path: Path) -> None:
    writer, reader = make(tmp_path / "index"), make(tmp_path / "index")
    writer.rebuild([BEDS], 1)
    stop, errors, seen = threading.Event(), [], set()

    def read() -> None:
        while not stop.is_set():
            try:
                hits = reader.search("床位", limit=5)
                seen.add(hits.change)
                assert list(hits.names) == ["beds"]
            except Exception as error:  # noqa: BLE001 what a reader meets is what is looked for
                errors.append(error)
                return

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for change in range(2, 22):
        writer.update([BEDS], (), change)
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert reader.change() == 21


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # whoosh leaves open what it cannot read
@pytest.mark.parametrize("junk", [b"", b"junk", b"\x00" * 4096], ids=["empty", "words", "zeros"])
@pytest.mark.parametrize("pattern", ["*.toc", "*.seg", "*"])
def test_a_damaged_index_stands_at_nothing_and_is_built_anew(
    world: World, caplog: pytest.LogCaptureFixture, pattern: str, junk: bytes
) -> None:
    world.release("population")
    folder = world.services.settings.index_dir
    damaged = [path for path in folder.glob(pattern) if path.is_file()]
    assert damaged
    for path in damaged:
        path.unlink()  # a searcher may hold it open: the old bytes stay its own
        path.write_bytes(junk)
    engine = WhooshEngine(folder)
    assert (engine.change(), names(engine, "人口")) == (0, [])
    follower = SearchFollower(world.services.database, engine)
    with world.services.database.read() as session:
        assert follower.position(session) == 0
    follower.follow()
    for one in (engine, WhooshEngine(folder)):
        assert names(one, "人口") == ["population"]
    assert "the index cannot be read" in caplog.text
    caplog.clear()
    gc.collect()


def test_an_index_is_built_a_bounded_number_of_descriptors_at_a_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        world.release(f"population-{number}")
    monkeypatch.setattr("portal.search.follower._STEP", 2)
    sizes = []
    whole = public.all_datasets

    def counted(session, some):
        sizes.append(len(some))
        return whole(session, some)

    monkeypatch.setattr(public, "all_datasets", counted)
    assert SearchFollower(world.services.database, world.services.search).rebuild() == 3
    assert sizes == [2, 1]
    assert len(names(world.services.search, "人口")) == 3


def test_the_follower_holds_what_stands_and_forgets_what_was_withdrawn(world: World) -> None:
    search = world.services.search
    world.release("population")
    texts = {
        "title": "床位",
        "theme": "health",
        "keywords": ["床位"],
        "description": "床位",
        "files": {"beds.csv": "床位数\n3\n"},
    }
    world.release("beds", by="health.steward", publisher="health-commission", **texts)
    with world.services.database.read() as session:
        assert search.change() == standing_at(session)
    assert names(search, "床位") == ["beds"]
    assert set(names(search, "市数据局")) == {"population"}
    world.withdraw("population", 1)
    world.work()
    assert names(search, "人口") == []
    with world.services.database.read() as session:
        assert search.change() == standing_at(session)


def test_a_lost_index_is_built_anew_to_the_same_answers(world: World, tmp_path: Path) -> None:
    world.release("population")
    fresh = WhooshEngine(tmp_path / "fresh")
    follower = SearchFollower(world.services.database, fresh)
    with world.services.database.read() as session:
        assert follower.position(session) == 0
    assert follower.follow() == world.services.search.change()
    assert names(fresh, "人口") == names(world.services.search, "人口") == ["population"]
