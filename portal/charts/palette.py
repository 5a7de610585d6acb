"""The colours of the charts: each a role, with a value for light and one for dark.

Marks stand out from both papers by 3:1 at least (WCAG 2.2, 1.4.11), texts by 4.5:1, and the four colours of series stay
apart for people who do not see red, green or blue (a test simulates it). Series also differ by dashes or shapes, so
colour is never the only sign. A page that shows a chart inline may set the custom properties itself.
"""

from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["PAPERS", "RAMP", "ROLES", "SERIES", "Role", "sentinel", "style"]

PAPERS = {"light": ("#ffffff", "#eef4f9"), "dark": ("#0f1a24", "#1c2a36")}
"""What the charts may lie on."""


@dataclass(frozen=True, slots=True)
class Role:
    """A colour's name and its two values."""

    name: str
    light: str
    dark: str


ROLES = (
    Role("ink", "#17222d", "#e8eff5"),
    Role("quiet", "#4b5966", "#a9b8c5"),
    Role("grid", "#d5dee6", "#32424f"),
    Role("series-1", "#1f6fe0", "#2192ee"),
    Role("series-2", "#be4313", "#ef6b0e"),
    Role("series-3", "#192d4c", "#dceaf3"),
    Role("series-4", "#ae6a6b", "#b2697b"),
    Role("ramp-1", "#e3f0fa", "#16303f"),
    Role("ramp-2", "#b9daf0", "#1d4660"),
    Role("ramp-3", "#7fb9e0", "#2a658a"),
    Role("ramp-4", "#2b78b0", "#5aa3d0"),
    Role("ramp-5", "#0d4f85", "#a9d8f5"),
    Role("on-1", "#13293d", "#ffffff"),
    Role("on-2", "#13293d", "#ffffff"),
    Role("on-3", "#13293d", "#ffffff"),
    Role("on-4", "#ffffff", "#0b1620"),
    Role("on-5", "#ffffff", "#0b1620"),
    Role("edge", "#5f7f99", "#6f8ea6"),
)
SERIES = tuple(role.name for role in ROLES if role.name.startswith("series-"))
RAMP = tuple(role.name for role in ROLES if role.name.startswith("ramp-"))

FONTS = 'system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC",sans-serif'


def sentinel(name: str) -> str:
    """Return the colour that stands for a role while Vega draws; nothing else is drawn in it."""
    return f"#0101{[role.name for role in ROLES].index(name):02x}"


def style(fills: Collection[str], strokes: Collection[str]) -> str:
    """Write the style sheet of a picture that fills and strokes with these roles."""
    used = [role for role in ROLES if role.name in fills or role.name in strokes]
    light = ";".join(f"--kc-{role.name}:{role.light}" for role in used)
    dark = ";".join(f"--kc-{role.name}:{role.dark}" for role in used)
    rules = "".join(f".kc .f-{role.name}{{fill:var(--kc-{role.name})}}" for role in used if role.name in fills)
    rules += "".join(f".kc .s-{role.name}{{stroke:var(--kc-{role.name})}}" for role in used if role.name in strokes)
    return (
        f".kc{{color-scheme:light dark;{light}}}@media (prefers-color-scheme:dark){{.kc{{{dark}}}}}"
        f".kc text{{font-family:{FONTS};font-variant-numeric:tabular-nums}}{rules}"
    )
