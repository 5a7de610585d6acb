"""The encoding of a text file: one of a closed set, decided by strict decoding and by what the text would say.

A codec that does not fail is no proof: GB18030 decodes nearly any bytes. So what each candidate reads is
weighed: the share of characters that ordinary text of that encoding is made of.
"""

import codecs
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.intake.parts import ReadError

__all__ = ["ENCODINGS", "Encoding", "codec_of", "detect", "looks_binary"]

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "gb18030": "gb18030",
    "big5": "cp950",  # what offices call Big5 is Microsoft's code page; EUDC and HKSCS are outside it
    "windows-1252": "cp1252",
}
"""Name as shown and kept → Python's codec."""

_OTHER_NAMES = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "cp950": "big5", "big5-tw": "big5",
                "cp1252": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252",
                "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "ascii": "utf-8", "us-ascii": "utf-8",
                "utf8": "utf-8", "utf-8-sig": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}  # fmt: skip
_NO_FILES = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHUNK = 1 << 20
_EVIDENCE = 1 << 20
_PLAUSIBLE = 0.5
_MOST_DAMAGE = 0.01  # of the characters beyond ASCII; more, and it is another encoding

Progress = Callable[[int], None] | None


@dataclass(frozen=True, slots=True)
class Encoding:
    """name: key of ENCODINGS.  bom: bytes that mark it stand first.  damaged: places that do not decode.

    line_ends: which of ``\\n``, ``\\r\\n``, ``\\r`` occur anywhere, inside quotes too (UTF-8 only, else empty).
    """

    name: str
    bom: bool = False
    damaged: int = 0
    line_ends: frozenset[str] = frozenset()


def codec_of(name: str) -> str:
    """Python's codec for an encoding's name, also by its other names. Raises ReadError ``read.encoding_name``.

    Codecs that no file of text is written in (``zlib``, ``hex``, ``idna`` …) are refused as names that do not exist.
    """
    key = name.strip().lower().replace("_", "-")
    key = _OTHER_NAMES.get(key, key)
    if key in ENCODINGS:
        return ENCODINGS[key]
    try:
        codec = codecs.lookup(key).name
        "".encode(codec)  # a LookupError for what turns bytes into bytes
    except (LookupError, ValueError):  # a name with a zero character is a ValueError
        codec = ""
    if not codec or codec in _NO_FILES:
        raise ReadError("read.encoding_name", encoding=name[:100])
    return codec


def looks_binary(head: bytes) -> bool:
    """More control characters than text has; UTF-16 is not binary."""
    if _utf16_guess(head):
        return False
    controls = len(head) - len(head.translate(None, bytes([*range(9), 11, *range(14, 27), 28, 29, 30, 31, 127])))
    return b"\0" in head or controls * 200 > len(head)


def detect(path: Path, *, encoding: str | None = None, progress: Progress = None) -> Encoding:
    """The encoding of the whole file, read once, twice where it is not UTF-8.

    encoding: taken as given, only checked.  progress: told the bytes of each chunk.
    Raises ReadError: ``read.encoding_name``, ``read.encoding_unknown``, ``read.encoding_mixed`` (byte).
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    marked = next(((bom, name) for bom, name in _BOMS if head.startswith(bom)), None)
    if encoding is not None:
        key = encoding.strip().lower().replace("_", "-")
        name = _OTHER_NAMES.get(key, key)
        codec_of(name)
    elif marked:
        name = marked[1]
    else:
        name = _utf16_guess(head) or "utf-8"
    bom = marked is not None and marked[1] == name
    if name != "utf-8":
        return Encoding(name, bom, _damage(path, name, progress))
    ends = _check_utf8(path, progress)
    if ends is not None:
        return Encoding("utf-8", bom, 0, ends)
    name = "utf-8" if bom or encoding else _weigh(_evidence(path))
    return Encoding(name, bom, _damage(path, name, progress))


def _utf16_guess(head: bytes) -> str | None:
    """UTF-16 without a mark: the zero bytes of ASCII characters all stand on one side."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16-le" if head.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
    head = head[: len(head) // 2 * 2]
    high, low = head[0::2].count(0), head[1::2].count(0)
    if high + low < max(2, len(head) // 1000):
        return None
    name = "utf-16-le" if low > high else "utf-16-be"
    if min(high, low) * 20 > max(high, low):
        return None
    text = head.decode(name, "replace")
    odd = sum(1 for char in text if char == "\ufffd" or (char < " " and char not in "\t\r\n"))
    return name if odd * 200 <= len(text) else None


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _check_utf8(path: Path, progress: Progress) -> frozenset[str] | None:
    """The line ends of a file that is UTF-8 to its last byte, else None."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    returns, feeds, pairs, before = 0, 0, 0, b""
    try:
        for chunk in _chunks(path):
            if not (chunk.isascii() and decoder.getstate()[0] == b""):
                decoder.decode(chunk)
            returns += chunk.count(b"\r")
            feeds += chunk.count(b"\n")
            pairs += chunk.count(b"\r\n") + (before == b"\r" and chunk.startswith(b"\n"))
            before = chunk[-1:]
            if progress:
                progress(len(chunk))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return frozenset(
        end for end, count in (("\r\n", pairs), ("\n", feeds - pairs), ("\r", returns - pairs)) if count > 0
    )


def _damage(path: Path, name: str, progress: Progress) -> int:
    """How many places of the file are not of this encoding. Raises ``read.encoding_mixed`` where they are many."""
    damaged = beyond = 0
    first: int | None = None
    position = 0
    for text, size in _decoded_chunks(path, name):
        if not text.isascii():
            here = text.count("\ufffd")
            damaged += here
            beyond += len(text) - len(text.encode("ascii", "ignore"))
            first = position if here and first is None else first
        position += size
        if progress and size:
            progress(size)
    if damaged > max(3, beyond * _MOST_DAMAGE):
        raise ReadError("read.encoding_mixed", encoding=name, places=damaged, byte=first or 0)
    return damaged


def _decoded_chunks(path: Path, name: str) -> Iterator[tuple[str, int]]:
    """The file's text in pieces, each with its size in bytes; the last is what was left over.

    Some codecs replace nothing: UTF-16 and UTF-32 insist on their mark. Raises ``read.encoding_mixed`` for these.
    """
    decoder = codecs.getincrementaldecoder(codec_of(name))("replace")
    position = 0
    try:
        for chunk in _chunks(path):
            yield decoder.decode(chunk), len(chunk)
            position += len(chunk)
        yield decoder.decode(b"", final=True), 0
    except UnicodeError as error:
        raise ReadError("read.encoding_mixed", encoding=name, places=1, byte=position) from error


def _evidence(path: Path) -> bytes:
    """Whole lines that hold bytes beyond ASCII, up to a megabyte of them."""
    lines: list[bytes] = []
    size = 0
    with path.open("rb") as file:
        while size < _EVIDENCE and (line := file.readline(_CHUNK)):
            if not line.isascii():
                lines.append(line)
                size += len(line)
    return b"".join(lines)


def _weigh(evidence: bytes) -> str:
    """The likeliest encoding of these bytes. Raises ``read.encoding_unknown`` where none is likely."""
    scores = {
        "gb18030": _share_common(evidence, "gb18030", _common_simplified()),
        "big5": _share_common(evidence, "cp950", _common_traditional()),
        "windows-1252": _share_latin(evidence),
        "utf-8": _share_utf8(evidence),
    }
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < _PLAUSIBLE:
        raise ReadError("read.encoding_unknown", tried=", ".join(ENCODINGS))
    return best


def _share_common(evidence: bytes, codec: str, common: frozenset[str]) -> float:
    text = evidence.decode(codec, "replace")
    beyond = [char for char in text if char > "\x7f"]
    if not beyond:
        return 0.0
    broken = text.count("\ufffd") / len(beyond)
    return max(0.0, sum(map(common.__contains__, beyond)) / len(beyond) - 10 * broken)


@functools.cache
def _common_simplified() -> frozenset[str]:
    """GB 2312-80: signs, full-width forms, pinyin and the 3,755 characters of level 1."""
    rows = (*range(0xA1, 0xAA), *range(0xB0, 0xD8))
    return _decoded(((row, cell) for row in rows for cell in range(0xA1, 0xFF)), "gb2312")


@functools.cache
def _common_traditional() -> frozenset[str]:
    """Big5: signs and the 5,401 frequent characters (A440 to C67E)."""
    cells = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    return _decoded(((row, cell) for row in range(0xA1, 0xC7) for cell in cells), "cp950")


def _decoded(pairs: Iterator[tuple[int, int]], codec: str) -> frozenset[str]:
    text = b"".join(map(bytes, pairs)).decode(codec, "ignore")
    return frozenset(char for char in text if char > "\x7f")


_RUN = re.compile(r"([\x00-\x7f]?)([^\x00-\x7f]+)([\x00-\x7f]?)")
_SIGNS = frozenset("£€¥©®°±·–—‘’“”„…§¶«»ªº²³¹¼½¾¿¡™´×÷†‡•‰\xa0\xad")


def _share_latin(evidence: bytes) -> float:
    """Accented letters stand alone or in pairs inside words; signs stand alone."""
    text = evidence.decode("cp1252", "replace")
    good = total = 0
    for before, run, after in _RUN.findall(text):
        total += len(run)
        letters = [char for char in run if char not in _SIGNS]
        beside_word = before.isalpha() or after.isalpha() or before in "'-/ "
        if (
            len(letters) <= 2
            and "\ufffd" not in run
            and (not letters or beside_word)
            and all(map(str.isalpha, letters))
        ):
            good += len(run)
    return good / total if total else 0.0


def _share_utf8(evidence: bytes) -> float:
    """UTF-8 with a few broken bytes: nearly every byte beyond ASCII is part of a whole character."""
    text = evidence.decode("utf-8", "replace")
    beyond = sum(1 for char in text if char > "\x7f")
    share = 1 - text.count("\ufffd") / beyond if beyond else 0.0
    return share if share >= 1 - _MOST_DAMAGE * 2 else 0.0
