"""The set to build on: whoever writes a detector may look at every value of it."""

from pathlib import Path

from tests.truth.building import households, lookalikes, notes, papers, registers, trees, variants, workbooks
from tests.truth.building.people import Maker
from tests.truth.building.writing import Set
from tests.truth.model import TruthFile

__all__ = ["make"]

_FAMILIES = (registers, households, notes, workbooks, trees, papers, lookalikes, variants)


def make(folder: Path) -> list[TruthFile]:
    """Write all files of the set under a folder, and say what is planted in each."""
    out = Set(folder)
    for seed, family in enumerate(_FAMILIES, 4101):
        family.write(out, Maker(seed))
    return out.files
