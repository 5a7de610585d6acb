"""Coordinates: when a pair of numbers leads to a dwelling.

A point alone never does: bus stops, stations and hospitals have points too. The other columns of the table say so
(住址, 户主, 姓名), and four decimals are needed: 0.0001 degree are about eight to eleven metres in Harbin.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from portal.disclosure.persons.headers import OwnWords, hints, names_body, names_dwelling, normalise
from portal.disclosure.report import Kind

__all__ = ["Point", "column_confidence", "is_latitude", "is_longitude", "parse_pair", "point"]

_CHINA = (73.3, 135.2, 3.3, 53.7)  # west, east, south, north; GCJ-02 lies within half a kilometre of WGS84
_HARBIN = (125.65, 130.25, 44.0, 46.75)
_PRECISE = 4
_NUMBER = r"[-+]?\d{1,3}\.\d+"
_PAIR = re.compile(rf"[^\d+-]*({_NUMBER})\s*°?\s*[EN东北]?[^\d+-]+({_NUMBER})\s*°?\s*[EN东北]?\D*")
_ONE = re.compile(rf"\D*?({_NUMBER})\s*°?\s*[EN东北]?\s*")
_LONGITUDE = re.compile(r"经度|东经|^x ?坐标$|坐标x|(?:^|\b)(?:lng|lon|long|longitude|jd|jingdu|x)\d?(?:\b|$)")
_LATITUDE = re.compile(r"纬度|北纬|^y ?坐标$|坐标y|(?:^|\b)(?:lat|latitude|wd|weidu|y)\d?(?:\b|$)")
_SAMPLE = 3000


@dataclass(frozen=True, slots=True)
class Point:
    """A point in China, degrees; ``decimals`` are the fewer of its two numbers, as written."""

    longitude: float
    latitude: float
    decimals: int

    @property
    def in_harbin(self) -> bool:
        """Whether it lies in the rectangle around the municipality."""
        return _inside(_HARBIN, self.longitude, self.latitude)


def _inside(box: tuple[float, float, float, float], longitude: float, latitude: float) -> bool:
    return box[0] <= longitude <= box[1] and box[2] <= latitude <= box[3]


def point(longitude: str, latitude: str) -> Point | None:
    """Read two cells; None if they are not a point in China. Swapped ones are put right."""
    first, second = _ONE.fullmatch(longitude.strip()), _ONE.fullmatch(latitude.strip())
    if not first or not second:
        return None
    decimals = min(len(found[1].partition(".")[2]) for found in (first, second))
    x, y = float(first[1]), float(second[1])
    for one, other in ((x, y), (y, x)):
        if _inside(_CHINA, one, other):
            return Point(one, other, decimals)
    return None


def parse_pair(text: str) -> Point | None:
    """Read one cell with both numbers: ``126.6421,45.7561``, ``45.7561 126.6421``, ``POINT(126.6421 45.7561)``."""
    found = _PAIR.fullmatch(text.strip())
    return point(found[1], found[2]) if found else None


def is_longitude(header: str) -> bool:
    """Say whether a header is that of a longitude."""
    return bool(_LONGITUDE.search(normalise(header)))


def is_latitude(header: str) -> bool:
    """Say whether a header is that of a latitude."""
    return bool(_LATITUDE.search(normalise(header)))


def column_confidence(
    points: Iterable[Point | None],
    headers: Sequence[str],
    neighbours: Sequence[str] = (),
    *,
    own: tuple[OwnWords, ...] = (),
) -> float:
    """Say how sure points are those of dwellings, 0 to 1.

    points: of the filled rows, None where a cell is no point.  headers: of the column or the two columns they stand
    in.  neighbours: the other headers.  0.5 and more should be told; points of less than four decimals never are.
    """
    precise = _precise(list(islice(points, _SAMPLE)))
    weights = [hints(header, own).get(Kind.COORDINATES_DWELLING, 0.0) for header in headers]
    if precise < 0.2 or min(weights, default=0.0) < 0:
        return 0.0
    if max(weights, default=0.0) >= 0.8:
        return 0.75 + 0.2 * precise
    others = [one for one in neighbours if one not in headers]
    if not any(names_dwelling(one) for one in others):
        return 0.0
    if any(names_body(one) for one in others):
        return 0.7 if any(hints(one).get(Kind.HOME_ADDRESS, 0.0) >= 0.8 for one in others) else 0.4
    return 0.6 + 0.3 * precise


def _precise(points: list[Point | None]) -> float:
    """The share of precise points; 0 where less than half of the cells are points."""
    read = [one for one in points if one]
    if not read or len(read) < 0.5 * len(points):
        return 0.0
    return sum(one.decimals >= _PRECISE for one in read) / len(read)
