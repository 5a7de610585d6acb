"""DuckDB reads what `csv.reader` reads, or the file is handed to `csv.reader`."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.errors import PortalError
from portal.tables.source import NotPlain, open_source, read_header, read_rows

CELLS = st.text(alphabet=st.sampled_from('ab ,"\n\r\t\\1-是\x00\u2028#'), max_size=5)


@st.composite
def raw_files(draw: st.DrawFn) -> bytes:
    width = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    out = [",".join([_cell(draw, cell) for cell in row]) for row in rows]
    text = newline.join([",".join("abc"[:width]), *out])
    return (text + draw(st.sampled_from(["", newline]))).encode()


def _cell(draw: st.DrawFn, cell: str) -> str:
    must = any(character in cell for character in ',"\n\r')
    bare = not must and draw(st.booleans())
    return cell if bare else '"' + cell.replace('"', '""') + '"'


def both(path: Path) -> tuple[list[list[str]] | None, list[list[str]]]:
    reference = list(read_rows(path))[1:]
    try:
        with open_source(path) as source:
            rows = source.connection.execute(f"SELECT * FROM {source.relation}").fetchall()
    except NotPlain:
        return None, reference
    return [[cell or "" for cell in row] for row in rows], reference


@settings(max_examples=300, deadline=None)
@given(data=raw_files())
def test_duckdb_reads_the_same_cells_or_declines(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(data)
    fast, reference = both(path)
    if fast is not None:
        assert fast == reference


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet=st.sampled_from('a,"\n\r 1'), max_size=14))
def test_any_bytes_whatever_give_the_same_cells_or_are_declined(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_text("x,y\n" + text, newline="", encoding="utf-8")
    fast, reference = both(path)
    if fast is not None:
        assert fast == reference


@pytest.mark.parametrize(
    "body",
    ["1,2,\n", "1\n", "1,2,3\n", "\n1,2\n", '"1" ,2\n', '1, "2"\n', "1,2\r\n3,4\n", '"x"y,2\n', '"x,2\n', "1,\r2\n"],
)
def test_what_duckdb_would_read_differently_is_declined(body: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + body, newline="", encoding="utf-8")
    assert both(path)[0] is None


@pytest.mark.parametrize("body", ["1,2\n", "1,\n,2\n", '"",""\n"a\nb","c""d"\n', "1,2", ""])
def test_standard_files_are_read_fast(body: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + body, newline="", encoding="utf-8")
    fast, reference = both(path)
    assert fast == reference


def test_a_long_cell_and_bad_utf8(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n" + "x" * 3_500_000 + ",1\n", encoding="utf-8")
    fast, reference = both(path)
    assert fast is None
    assert len(reference[0][0]) == 3_500_000
    path.write_bytes(b"a,b\n1,2\n\xff,2\n")
    with pytest.raises(PortalError) as caught:
        list(read_rows(path))
    assert caught.value.code == "table.encoding"
    path.write_bytes(b"")
    with pytest.raises(PortalError, match=r"table\.empty"):
        read_header(path)


def test_the_header_may_hold_commas_and_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([["a\nb", 'c,"d'], ["1", "2"]])
    assert both(path)[0] == [["1", "2"]]
