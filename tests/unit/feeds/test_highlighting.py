"""Marking the words that were searched for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.highlighting import _pattern, marked_words


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("人口", "各区人口情况", "各区<mark>人口</mark>情况"),
        ("医院床位", "医院的床位", "<mark>医院</mark>的<mark>床位</mark>"),
        ("BUS", "A bus, buses & Ｂｕｓ", "A <mark>bus</mark>, buses &amp; <mark>Ｂｕｓ</mark>"),
        ("b", "<b>b</b>", "&lt;<mark>b</mark>&gt;<mark>b</mark>&lt;/<mark>b</mark>&gt;"),
        ("", "人口", "人口"),
        ("，", "人，口", "人，口"),
        ("ﬁ", "ﬁle fi", "ﬁle <mark>fi</mark>"),
    ],
)
def test_words_are_marked(query: str, text: str, marked: str) -> None:
    assert str(marked_words(text, _pattern(query))) == marked


@given(st.text(), st.text())
def test_the_text_stays_and_nothing_else_gets_in(query: str, text: str) -> None:
    shown = str(marked_words(text, _pattern(query)))
    plain = re.sub("</?mark>", "", shown)
    assert plain == str(marked_words(text, None))
