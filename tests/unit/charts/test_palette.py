"""Colours that everyone can tell from the paper and from each other."""

from itertools import combinations

import pytest

from portal.charts.palette import PAPERS, RAMP, ROLES, SERIES

COLOURS = {theme: {role.name: getattr(role, theme) for role in ROLES} for theme in PAPERS}
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear light
SIGHTS = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (r, g, b))
    return r, g, b


def contrast(one: str, other: str) -> float:
    light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (light[1] + 0.05) / (light[0] + 0.05)


def seen(colour: str, sight: str) -> Triple:
    """Return the CIELAB coordinates (D65) of a colour as someone sees it."""
    rgb = linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(a * c for a, c in zip(row, rgb, strict=True)))) for row in SIGHTS[sight])
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("theme", PAPERS)
def test_marks_stand_out_from_the_paper(theme: str) -> None:
    for paper in PAPERS[theme]:
        for name in (*SERIES, "edge"):
            assert contrast(COLOURS[theme][name], paper) >= 3, (name, paper)
        for name in ("ink", "quiet"):
            assert contrast(COLOURS[theme][name], paper) >= 4.5, (name, paper)


@pytest.mark.parametrize("theme", PAPERS)
def test_numbers_stand_out_from_their_tiles(theme: str) -> None:
    for step, ramp in enumerate(RAMP, 1):
        assert contrast(COLOURS[theme][ramp], COLOURS[theme][f"on-{step}"]) >= 4.5, ramp


@pytest.mark.parametrize("theme", PAPERS)
@pytest.mark.parametrize("sight", SIGHTS)
def test_series_stay_apart(theme: str, sight: str) -> None:
    for one, other in combinations(SERIES, 2):
        a, b = seen(COLOURS[theme][one], sight), seen(COLOURS[theme][other], sight)
        assert sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 >= 30, (one, other)
