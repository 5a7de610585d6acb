"""A Vega-Lite specification becomes an SVG that needs nothing else: no script, no font file, no foreign reference.

Vega draws with a sentinel colour for each role of the palette; here the sentinels become classes whose colours the
picture's own style sheet sets for light and for dark. A reader without style sheets sees the light ones.
"""

import re
from importlib.resources import as_file, files
from pathlib import Path
from xml.etree import ElementTree

from portal.canonical import Json
from portal.charts.palette import ROLES, sentinel, style

__all__ = ["FONT", "FONT_SIZE", "render", "use_font"]

FONT = "Kaifang Measure"
FONT_SIZE = 15
"""Of every text, in units of the picture: 13.5 px where the compact one, 400 wide, is shown at 360."""

_VEGA_LITE = "6.4"
_SVG = "http://www.w3.org/2000/svg"
_NOISE = (
    "aria-label",
    "aria-hidden",
    "aria-roledescription",
    "role",
    "pointer-events",
    "font-family",
    "class",
    "opacity",
)
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_SENTINELS = {sentinel(role.name): role for role in ROLES}


def use_font() -> None:
    """Give the font that ships with the house to vl-convert; may be called again."""
    import vl_convert  # noqa: PLC0415 heavy: 84 MB, needed by those who draw

    with as_file(files("portal.charts") / "fonts") as folder:
        vl_convert.register_font_directory(str(Path(folder)))


def render(spec: Json, *, name: str, title: str, description: str) -> bytes:
    """Draw a specification.

    name: of the picture, stable; ids in it begin with it.  title, description: for who cannot see it.
    The same arguments give the same bytes. Raises ValueError where Vega cannot draw the specification.
    """
    import vl_convert  # noqa: PLC0415 heavy: 84 MB, needed by those who draw

    drawn = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    root = ElementTree.fromstring(drawn)  # noqa: S314 - made by ourselves a line above
    _tidy(root)
    used = _colour(root)
    return _frame(root, name, title, description, style(used["f"], used["s"]))


def _tidy(element: ElementTree.Element) -> None:
    """Leave out what shows nothing, and what speaks to those who are given the table instead."""
    for child in list(element):
        _tidy(child)
        tag = child.tag.rpartition("}")[2]
        empty = tag == "g" and not len(child)
        unseen = tag == "path" and (child.get("display") == "none" or _is_blank(child))
        if empty or unseen or (tag == "text" and not child.text and not len(child)):
            element.remove(child)
    for name in _NOISE:
        if name != "opacity" or element.get(name) == "1":
            element.attrib.pop(name, None)
    for name in ("d", "transform"):
        if name in element.attrib:
            element.set(name, _NUMBER.sub(lambda found: f"{float(found[0]):.2f}", element.attrib[name]))


def _is_blank(path: ElementTree.Element) -> bool:
    outline = path.get("d", "")
    return outline in ("", "M0,0h0v0h0Z") or ("background" in path.get("class", "") and not path.get("fill"))


def _colour(root: ElementTree.Element) -> dict[str, set[str]]:
    """Put classes for sentinels, and return the roles that are filled and stroked with."""
    used: dict[str, set[str]] = {"f": set(), "s": set()}
    for element in root.iter():
        classes = []
        for attribute, letter in (("fill", "f"), ("stroke", "s")):
            role = _SENTINELS.get(element.get(attribute, ""))
            if role is not None:
                classes.append(f"{letter}-{role.name}")
                used[letter].add(role.name)
                element.set(attribute, role.light)
        if classes:
            element.set("class", " ".join(classes))
    return used


def _frame(root: ElementTree.Element, name: str, title: str, description: str, sheet: str) -> bytes:
    frame = ElementTree.Element(
        "svg",
        {
            "xmlns": _SVG,
            "viewBox": root.get("viewBox", ""),
            "width": root.get("width", ""),
            "height": root.get("height", ""),
            "class": "kc",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
        },
    )
    ElementTree.SubElement(frame, "title", {"id": f"{name}-title"}).text = title
    ElementTree.SubElement(frame, "desc", {"id": f"{name}-desc"}).text = description
    ElementTree.SubElement(frame, "style").text = sheet
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    frame.extend(root)
    return ElementTree.tostring(frame, encoding="unicode").encode() + b"\n"
