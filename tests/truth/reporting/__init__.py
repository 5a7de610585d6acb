"""The set to report on: written from the facts alone, before the first detector (README.md)."""

from pathlib import Path

from tests.truth.model import TruthFile

from . import books, papers, publics, serials, tables, trees

__all__ = ["make"]


def make(folder: Path) -> list[TruthFile]:
    """Write the whole set under `folder`, and say what is planted in each file."""
    folder.mkdir(parents=True, exist_ok=True)
    return [one for family in (tables, books, trees, papers, serials, publics) for one in family.make(folder)]
