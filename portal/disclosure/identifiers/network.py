"""Addresses in networks: e-mail, IPv4, IPv6, MAC."""

import ipaddress
import re
from collections.abc import Iterator

from portal.disclosure.identifiers.claims import Claim
from portal.disclosure.identifiers.text import END, START, cue, cued
from portal.disclosure.report import Kind

__all__ = ["IP_CUES", "claims", "is_office_address"]

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])([A-Za-z0-9_](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_+-])?)"
    r" ?@ ?((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}([A-Za-z]{2,18}))(?![A-Za-z0-9-])"
)
_FILES = frozenset("png jpg jpeg gif svg webp css js ts json html htm csv xls xlsx pdf txt zip".split())
_ROLES = re.compile(
    "(?:info|office|service|services|admin|contact|support|help|hr|jobs|kefu|webmaster|postmaster|noreply|no-reply|"
    "mail|sales|press|media|public|open|opendata|data|bangongshi|bgs|xinfang|jubao|tousu|zixun|git|api|root|test|"
    "xxgk|zwgk|yzxx|zhaopin|marketing|team|editor|security|privacy|feedback|enquiry|enquiries)(?:[._-][a-z]{1,8})?[0-9]{0,4}",
    re.IGNORECASE,
)
_IPV4 = re.compile(r"(?<![0-9A-Za-z.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?!\.?[0-9A-Za-z])")
_NETWORK = re.compile("/[0-9]")
_VERSION = cue("版本|章节|条款", "v|ver|version")
IP_CUES = ("主机|地址", "ip")
_IP_CUE = cue(*IP_CUES)
_COLONS = re.compile(
    r"(?<![0-9A-Za-z:])(?=[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:]*:)[0-9A-Fa-f:]{6,39}(?![0-9A-Za-z:])"
)
_MAC = re.compile(
    rf"{START}(?:[0-9A-F]{{2}}([:-])(?:[0-9A-F]{{2}}\1){{4}}[0-9A-F]{{2}}|[0-9A-F]{{4}}\.[0-9A-F]{{4}}\.[0-9A-F]{{4}}){END}",
    re.IGNORECASE,
)
_PERSONAL, _OFFICE = 0.9, 0.4
_LIKELY, _VERSION_LIKE, _SPOKEN_FOR = 0.6, 0.3, 0.9
_SMALL = 32


def is_office_address(email: str) -> bool:
    """Say whether an e-mail address is an office's: a role before the @, or a government's domain behind it."""
    local, _, domain = email.replace(" ", "").lower().rpartition("@")
    return bool(_ROLES.fullmatch(local)) or domain.endswith((".gov.cn", ".gov")) or domain == "gov.cn"


def claims(text: str) -> Iterator[Claim]:
    """Claim e-mail, IP and MAC addresses in a folded text."""
    if "@" in text:
        yield from _emails(text)
    yield from _addresses(text)


def _emails(text: str) -> Iterator[Claim]:
    for found in _EMAIL.finditer(text):
        if found[3].lower() in _FILES or ".." in found[1]:
            continue
        if is_office_address(found[0]):
            rule, strength = "email/office", _OFFICE
        else:
            rule, strength = "email/qq" if found[2].lower() == "qq.com" else "email/form", _PERSONAL
        yield Claim(Kind.EMAIL, found.start(), found.end(), strength, rule)


def _addresses(text: str) -> Iterator[Claim]:
    for found in _IPV4.finditer(text):
        yield from _ipv4(text, found)
    for found in _MAC.finditer(text):
        digits = re.sub("[:.-]", "", found[0]).lower()
        kind = None if digits in {"0" * 12, "f" * 12} else Kind.IP
        strength = 0.4 if digits.isdigit() and ":" not in found[0] else _SPOKEN_FOR
        yield Claim(kind, found.start(), found.end(), strength, "ip/mac")
    for found in _COLONS.finditer(text):
        # `::1` and `fe80::1` are no machine in particular: three groups at least.
        if len([group for group in found[0].split(":") if group]) >= 3 and _is_ipv6(found[0]):
            yield Claim(Kind.IP, found.start(), found.end(), _SPOKEN_FOR, "ip/v6")


def _ipv4(text: str, found: re.Match[str]) -> Iterator[Claim]:
    start, end = found.span()
    octets = [int(octet) for octet in found[0].split(".")]
    if max(octets) > 255 or cued(text, start, _VERSION):
        return
    if octets[0] in {0, 127} or octets[0] >= 224 or _NETWORK.match(text, end):  # loopback, multicast, masks, networks
        yield Claim(None, start, end, _LIKELY, "ip/none")
    elif cued(text, start, _IP_CUE):
        yield Claim(Kind.IP, start, end, _SPOKEN_FOR, "ip/v4")
    else:
        yield Claim(Kind.IP, start, end, _VERSION_LIKE if max(octets) < _SMALL else _LIKELY, "ip/v4")


def _is_ipv6(text: str) -> bool:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return True
