"""The zip in two pieces: joined it is an ordinary zip, and the same rows make the same bytes."""

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from portal.package.archive import LEDGER, SUMS, Member, finish_zip, open_zip_tail, write_prefix

MOMENT = datetime(2026, 11, 24, 3, 4, 6, tzinfo=UTC)


@given(
    contents=st.dictionaries(
        st.text(alphabet="abcdefghij-_0123456789", min_size=1, max_size=20), st.binary(max_size=5000), max_size=6
    ),
    ledger=st.binary(max_size=2000),
)
def test_joined_pieces_are_an_ordinary_zip(tmp_path_factory, contents, ledger) -> None:
    folder = tmp_path_factory.mktemp("zip")
    members = [Member(f"data/{name}", content) for name, content in contents.items()]
    prefix = write_prefix(folder / "prefix", members, MOMENT)
    tail = open_zip_tail(prefix, ledger)
    whole = (folder / "prefix").read_bytes() + tail
    assert finish_zip(prefix, tail) == (hashlib.sha256(whole).hexdigest(), len(whole))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*(member.path for member in members), SUMS, LEDGER]
        assert archive.read(LEDGER) == ledger
        for member in members:
            assert archive.read(member.path) == member.content
            assert (member.path, hashlib.sha256(member.content).hexdigest()) in prefix.members


def test_the_same_input_makes_the_same_bytes(tmp_path: Path) -> None:
    data = tmp_path / "table.csv"
    data.write_bytes(b"a,b\n1,2\n" * 10_000)

    def make(name: str) -> bytes:
        prefix = write_prefix(tmp_path / name, [Member("data/table.csv", data)], MOMENT)
        return (tmp_path / name).read_bytes() + open_zip_tail(prefix, b"{}")

    assert make("one") == make("two")
