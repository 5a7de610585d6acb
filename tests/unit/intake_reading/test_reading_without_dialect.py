"""A resource without a dialect: commas, unless only another delimiter makes it the table that its schema names."""

from pathlib import Path
from typing import Any

import pytest

from portal.intake import part_from_resource


@pytest.mark.parametrize(
    ("data", "names", "delimiter"),
    [
        ("a;b\n1;2\n3;4\n", ["a", "b"], ";"),
        ("a\tb\n1\t2\n3\t4\n", ["a", "b"], "\t"),
        ("a,b\n1;2,3\n4;5,6\n", ["a", "b"], ","),
        ("a;b\n1;2\n3;4\n", ["a;b"], ","),
        ("a\n1\n2\n", ["a"], ","),
    ],
)
def test_the_delimiter(tmp_path: Path, data: str, names: list[str], delimiter: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(data, newline="")
    resource: dict[str, Any] = {"name": "t", "schema": {"fields": [{"name": name} for name in names]}}
    part = part_from_resource(path, resource)
    assert part.text is not None
    assert part.text.delimiter == delimiter
    assert list(part.columns) == names


def test_a_dialect_is_taken_at_its_word(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a;b\n1;2\n", newline="")
    part = part_from_resource(path, {"name": "t", "dialect": {"header": True}})
    assert part.text is not None
    assert part.text.delimiter == ","
