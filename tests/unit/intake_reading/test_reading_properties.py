"""Whatever the table and its form, its cells come out as they went in; whatever the bytes, an error is a ReadError."""

import csv
import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.intake.describe import describe
from portal.intake.names import slug, unique
from portal.intake.parts import ReadError, ReadOptions
from portal.intake.standard import standardise
from portal.wording.intake_reading import SENTENCES

CHARACTERS = st.characters(codec="gb18030", exclude_categories=("C", "Z")) | st.sampled_from(' \n,;|"\t')
WORDS = st.text(CHARACTERS, max_size=8)
NAMES = ("编号", "名称", "数量", "区", "备注")


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 5))
    body = draw(st.lists(st.lists(WORDS, min_size=width - 1, max_size=width - 1), min_size=1, max_size=12))
    return [list(NAMES[:width]), *([str(number), *row] for number, row in enumerate(body, start=1))]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    table=tables(),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_cells_come_out_as_they_went_in(table: list[list[str]], codec: str, delimiter: str, end: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(table)
    encoding = "gb18030" if codec == "gb18030" else None
    with TemporaryDirectory() as folder:
        path = Path(folder, "in.csv")
        path.write_bytes(text.getvalue().encode(codec))
        (part,) = describe(path, options=ReadOptions(encoding=encoding, delimiter=delimiter, header_row=1))
        out = Path(folder, "out")
        out.mkdir()
        made = standardise(part, out)
        with made.path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert rows == table
        assert made.rows == len(table) - 1
        # What was made is standard: reading it again changes nothing.
        (again,) = describe(made.path, options=ReadOptions(header_row=1, delimiter=","))
        assert again.standard


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(
    data=st.binary(max_size=400) | st.text(max_size=200).map(str.encode),
    head=st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"PAR1", b"[{", b"\xff\xfe", b"a,b\n", b'"'])
    | st.just(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "Workbook".encode("utf-16-le")),
    name=st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods", "a.json", "a.zip", "a.gz", "a.parquet", "a", "a.txt"]),
)
def test_any_bytes_are_read_or_refused_with_words(data: bytes, head: bytes, name: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(head + data)
        out = Path(folder, "out")
        out.mkdir()
        try:
            for part in describe(path):
                made = standardise(part, out)
                codes = [note.code for note in made.notes] + [f"step.{step['step']}" for step in made.steps]
                assert set(codes) <= SENTENCES.keys()
        except ReadError as error:
            assert error.code in SENTENCES
            assert error.params["name"] == name


@settings(deadline=None)  # the first Chinese title loads the tables of pinyin
@given(st.lists(st.text(max_size=30)))
def test_names_are_slugs_and_unique(titles: list[str]) -> None:
    names = unique(map(slug, titles))
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", name) for name in names)
    assert len(set(names)) == len(titles)


def test_names_from_chinese() -> None:
    assert slug("哈尔滨市医院名单（2024）") == "ha-er-bin-shi-yi-yuan-ming-dan-2024"
    assert slug("Straße Nº 5") == "strasse-no-5"
    assert slug("…") == "table"
