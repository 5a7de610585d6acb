"""Make the font by which the pictures' text is measured: the widths of Noto Sans CJK SC, hardly any of its outlines.

A chart's text stays text and is shown in the reader's own fonts; only its width is asked here, to lay out axes and to
see which labels would meet. So Latin letters, digits and punctuation are kept as they are, and every ideograph shares
one glyph, for all are one em wide: 20 MB become a few kilobytes. Every character of Unicode has a width, so that no
other font of the machine is ever asked: what UAX #11 calls wide or full is one em, anything else that was not kept is
as wide as the digit 0.

    python make.py /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc measure.otf

Needs fonttools, which nothing else here does. The same source gives the same bytes.
"""

import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

FAMILY = "Kaifang Measure"
_FACE = "Noto Sans CJK SC"
_KEPT = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2000, 0x2070), 0x2103, 0x2030, 0x20AC)
_WIDE, _OTHER = 0x4E00, 0x30
_NAMED = {1: FAMILY, 3: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", "")}
_RIGHTS = (0, 13, 14)  # copyright, licence, where the licence stands


def make(source: Path, target: Path) -> None:
    """Write the widths of the face for simplified Chinese to ``target``."""
    font = next(one for one in TTCollection(source).fonts if one["name"].getBestFamilyName() == _FACE)
    options = Options(layout_features=[], name_IDs=list(_RIGHTS), notdef_outline=True)
    subset = Subsetter(options)
    subset.populate(unicodes=[*_KEPT, _WIDE])
    subset.subset(font)
    known = font.getBestCmap()
    font["cmap"].tables = [_cmap({char: known[_glyph(char, known)] for char in range(0x20, 0x110000)})]
    for number, name in {**_NAMED, 2: "Regular"}.items():
        font["name"].setName(name, number, 3, 1, 0x409)
    font["CFF "].cff.fontNames[0] = _NAMED[6]
    font.recalcTimestamp = False
    font.save(target)


def _glyph(char: int, known: dict[int, str]) -> int:
    """Choose the character whose glyph stands for one."""
    if char in known:
        return char
    return _WIDE if unicodedata.east_asian_width(chr(char)) in "WF" else _OTHER


def _cmap(mapping: dict[int, str]) -> CmapSubtable:
    """Write ranges of characters that share a glyph: OpenType's cmap format 13, a few kilobytes for all Unicode."""
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language, table.format, table.reserved = 3, 10, 0, 13, 0
    table.cmap = mapping
    return table


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
