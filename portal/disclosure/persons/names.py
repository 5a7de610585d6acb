"""Personal names: how much a value looks like one, and whether a column holds them."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from portal.disclosure.persons.headers import OwnWords, hints
from portal.disclosure.persons.name_cues import names_in_text
from portal.disclosure.persons.name_shape import ENDINGS, SURNAME_ONLY, load, romanised, score, split, transliterated
from portal.disclosure.report import Kind

__all__ = [
    "ColumnEvidence",
    "are_among",
    "column_confidence",
    "evidence",
    "masked_name",
    "name_strength",
    "names_in_text",
]

_SPACE = re.compile(r"\s+")
_AFTER = re.compile(r"[(\[【][^()\[\]【】]{0,8}[)\]】]$|(?<=[\u3400-\u9fff]{2})(?:先生|女士|同学|同志|等)$")
_FOREIGN = re.compile(r"[A-Z][a-z'-]+(?: [A-Z][a-z'.-]*){1,3}")
_BETWEEN = re.compile(r"[、，,；;/|\n\r]+|\s{2,}")
_ONE = re.compile("[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•・‧][\u3400-\u9fff]{1,8})+")
_MOST_LISTED, _LONGEST = 12, 80
_BLANK = "*＊xX×✕○〇●□■_＿?？#█▇~"
_MASKED = re.compile(
    rf"[\u3400-\u9fff]{{1,2}}[{re.escape(_BLANK)}]{{1,4}}[\u3400-\u9fff]?"
    rf"|[*＊×○□●]{{1,3}}[\u3400-\u9fff]{{1,2}}|[A-Za-z]?[*＊×○□●]{{2,}}"
    "|[\u3400-\u9fff]{1,2}(?:某{1,3}|某[甲乙丙丁\u3400-\u9fff])"
)
_CLIP = (-4.0, 3.5)
_PRIOR, _HEADER = -2.0, 5.0
_SAMPLE = 3000
_LIKELY, _AMONG = 2.5, 0.03


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """What the distinct values of a column say together.

    values: how many were judged, masked ones not among them.  masked: share of masked ones among all.
    shaped: share that looks like names.  mean: mean score, clipped to -4 … 3.5.  ending: share of the most common
    last character (屯, 店: high in a column of places; about a tenth among names).  surname: share of the most common
    surname.  top10: share of the ten most common surnames of the country (about 0.4 among names of its people).
    odd: share of values that have neither two nor three characters.  latin: share of romanised names.
    foreign: share of capitalised Latin words that may be names: only a header can tell.
    """

    values: int
    masked: float
    shaped: float
    mean: float
    ending: float
    surname: float
    top10: float
    odd: float
    latin: float
    foreign: float


@lru_cache(maxsize=4096)
def _plain(value: str) -> str:
    text = unicodedata.normalize("NFKC", value).strip()
    text = _AFTER.sub("", text)
    return text if re.search("[A-Za-z]", text) else _SPACE.sub("", text)


@lru_cache(maxsize=65536)
def name_parts(value: str) -> tuple[str, ...]:
    """Return the parts of a cell that lists several names (张伟、李娜; 张伟 李娜); the cell itself if it does not."""
    parts = tuple(part.strip() for part in _BETWEEN.split(value.strip()) if part.strip())
    if len(parts) == 1 and len(spaced := value.split()) > 1:
        parts = tuple(spaced)
    if 2 <= len(parts) <= _MOST_LISTED and all(_ONE.fullmatch(_plain(part)) for part in parts):
        return parts
    return (value,)


@lru_cache(maxsize=65536)
def _log_odds(value: str) -> float:
    text = _plain(value)
    if transliterated(text):
        return 2.5
    if romanised(text):
        return 1.8
    return score(text)


def name_strength(value: str) -> float:
    """Say how sure a whole cell alone is a person's name: 0 to 0.9; a name has no check digit.

    Spaces inside (王 伟), a bracket after it (王建国（父）) and a title (王建国先生) do not matter. Masked names are 0.
    """
    if len(value) > _LONGEST or masked_name(value):
        return 0.0
    parts = name_parts(value)
    if len(parts) > 1:
        likely = sum(_log_odds(part) > 0.5 for part in parts)
        mean = sum(map(_log_odds, parts)) / len(parts)
        return 0.9 / (1.0 + math.exp(1.0 - mean)) if likely >= 0.6 * len(parts) else 0.0
    return 0.9 / (1.0 + math.exp(1.0 - _log_odds(value)))


def masked_name(value: str) -> bool:
    """Say whether a cell is a name made unreadable: 张*, 张**, 张*伟, *伟, 李某某, 王女士, 张××."""
    text = _SPACE.sub("", value)
    if len(text) > 8:
        return False
    if _MASKED.fullmatch(text):
        return not text[0].isalpha() or text[0].isascii() or split(text[0] + "伟") is not None
    found = SURNAME_ONLY.search(text)
    return bool(found) and found is not None and found.end() == len(text) and _is_surname(text[: found.start()])


def _is_surname(text: str) -> bool:
    return text in load("surnames")["single"] or text in load("surnames")["compound"]


def evidence(values: Iterable[str]) -> ColumnEvidence:
    """Weigh the distinct values of a column; the first three thousand are enough."""
    distinct = list(dict.fromkeys(value.strip() for value in values if value and value.strip()))[:_SAMPLE]
    distinct = list(dict.fromkeys(part for value in distinct for part in name_parts(value)))[:_SAMPLE]
    bare = [value for value in distinct if not masked_name(value)]
    masked = 1 - len(bare) / len(distinct) if distinct else 0.0
    if not bare:
        return ColumnEvidence(0, masked, 0, _CLIP[0], 0, 0, 0, 0, 0, 0)
    plain = [_plain(value) for value in bare]
    odds = [min(_CLIP[1], max(_CLIP[0], _log_odds(value))) for value in bare]
    size = len(bare)
    surnames = Counter(parts[0] for parts in map(split, plain) if parts)
    common = list(load("surnames")["single"])[:10]
    dotted = sum(transliterated(text) for text in plain)
    latin = sum(romanised(text) for text in plain)
    odd = sum(not 2 <= len(text) <= 3 for text in plain) - dotted - latin
    return ColumnEvidence(
        values=size,
        masked=masked,
        shaped=sum(one > 0.5 for one in odds) / size,
        mean=sum(odds) / size,
        ending=max(Counter(_last(text) for text in plain if text).values(), default=0) / size,
        surname=max(surnames.values(), default=0) / size,
        top10=sum(surnames[surname] for surname in common) / size,
        odd=max(0, odd) / size,
        latin=latin / size,
        foreign=sum(bool(_FOREIGN.fullmatch(text)) for text in plain) / size,
    )


def _last(text: str) -> str:
    """Return the last character, of a text in letters the last word: 屯, 店, Station."""
    return re.split("[ ,]", text)[-1] if text.isascii() else text[-1]


def column_confidence(values: Iterable[str], header: str, *, own: tuple[OwnWords, ...] = ()) -> float:
    """Say how sure a column holds names of persons, 0 to 1, from its distinct values and its header.

    0.5 and more should be told. Masked values do not count; a column of masked names alone is 0 (`evidence` tells
    their share). Whether the law makes the names public is for `headers.names_public_person`.
    """
    found = evidence(values)
    hint = hints(header, own).get(Kind.PERSON_NAME, 0.0)
    if not found.values:
        return 0.0
    odds = _PRIOR + _HEADER * hint + _from_values(found) - _from_pattern(found)
    confidence = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
    likely = max(found.shaped, found.foreign + found.latin if hint > 0.5 else 0.0)
    if hint >= 0.8 and likely >= 0.05:  # persons among bodies: 申请人, 车主, 户名
        return max(confidence, 0.6 + 0.35 * likely)
    return confidence


def are_among(values: Iterable[str], header: str, *, own: tuple[OwnWords, ...] = ()) -> bool:
    """Say whether names stand among bodies or longer texts: 缴费单位, 投诉对象, 备注.

    What has the form of a name has to look like one nearly always, and few others may be as short: among brands and
    films some look like names, too.
    """
    distinct = list(dict.fromkeys(value.strip() for value in values if value and value.strip()))[:_SAMPLE]
    plain = [_plain(value) for value in distinct]
    formed = [text for text in plain if split(text)]
    odds = [min(_CLIP[1], max(_CLIP[0], _log_odds(text))) for text in formed]
    likely = sum(one >= _LIKELY for one in odds)
    least, mean = (3, 1.5) if hints(header, own).get(Kind.PERSON_NAME, 0.0) > 0 else (4, 2.0)
    if likely < least or likely < _AMONG * len(distinct) or sum(odds) < mean * len(odds):
        return False
    kept = [text for text, one in zip(formed, odds, strict=True) if one >= _LIKELY]
    ending = max(Counter(text[-1] for text in kept).values()) / len(kept)
    short = sum(
        len(text) <= 3 and text[-1] not in ENDINGS and text[-1] not in "科处室队组部司馆社" and text not in kept
        for text in plain
    )
    return ending <= 0.4 and short <= 0.3 * len(plain)


def _from_values(found: ColumnEvidence) -> float:
    """The more values agree, the surer; they are not independent, so a root of their number counts."""
    return 0.9 * (found.mean - 0.2) * math.sqrt(min(found.values, 16)) + 4.0 * min(0.0, found.shaped - 0.6)


def _from_pattern(found: ColumnEvidence) -> float:
    """What columns of names hardly show: a common ending, one surname in half the cells, other lengths."""
    against = 5.0 * max(0.0, found.odd - 0.1)
    if found.values >= 6:
        against += 12.0 * max(0.0, found.ending - 0.3)
        against += 5.0 * max(0.0, found.surname - 0.5)
    if found.values >= 20 and found.latin < 0.5:
        against += 8.0 * max(0.0, 0.15 - found.top10)
    return against
