"""Masked samples: enough of a value to recognise it in the file, too little to know it without the file."""

import re

from portal.disclosure.identifiers.text import fold
from portal.disclosure.report import Kind

__all__ = ["mask"]

_STREET = re.compile("^.*?(?:大道|道街|大街|胡同|街道|[路街巷镇乡村屯]|道(?![里外]))")
_DISTRICT = re.compile("^.*(?:[省市县旗州盟]|(?<!小)区)")
_GROUPING, _COUNTRY = re.compile("[ ()-]"), re.compile(r"^(?:\+?86|0086|0)(?=1)")
_LEAST_HIDDEN, _STARS = 4, 12
_KEPT = {  # characters kept in front and at the end
    Kind.RESIDENT_ID: (6, 4),
    Kind.BANK_CARD: (4, 4),
    Kind.MOBILE: (3, 4),
    Kind.LANDLINE: (4, 0),
    Kind.PASSPORT: (1, 2),
    Kind.HMT_PERMIT: (1, 2),
    Kind.SOCIAL_SECURITY: (1, 2),
    Kind.MEDICAL_RECORD: (0, 2),
    Kind.CREDIT_CODE: (6, 4),
}


def mask(kind: Kind, value: str) -> str:
    """Return a masked sample of a value: never the value, never more than its first six and last four characters.

    Names keep the surname's first character, addresses what stands before the street's number, e-mail its domain.
    What is too short to be masked is hidden whole.
    """
    folded = fold(value).strip()
    special = _SPECIAL.get(kind)
    if special is not None:
        return special(folded)
    compact = _GROUPING.sub("", folded)
    first, last = _KEPT.get(kind, (0, 0))
    if kind is Kind.MOBILE:
        compact = _COUNTRY.sub("", compact)
    if len(compact) < first + last + _LEAST_HIDDEN:
        first, last = min(first, len(compact) // 4), min(last, len(compact) // 4)
    return compact[:first] + "*" * min(max(len(compact) - first - last, 3), _STARS) + compact[len(compact) - last :]


def _name(value: str) -> str:
    return value[:1] + "*" * min(max(len(value) - 1, 1), 3) if len(value) > 1 else "*"


def _address(value: str) -> str:
    kept = _STREET.match(value) or _DISTRICT.match(value)
    shown = kept[0] if kept and len(kept[0]) < len(value) else value[:3] if len(value) > 6 else ""
    return re.sub("[0-9]", "*", shown) + "***"


def _email(value: str) -> str:
    local, at, domain = value.replace(" ", "").rpartition("@")
    if not at:
        return "***"
    return f"{local[:1] if len(local) > 1 else ''}***@{domain}"


def _ip(value: str) -> str:
    if "." in value and ":" not in value and value.count(".") == 3:
        return ".".join([*value.split(".")[:2], "*", "*"])
    compact = re.sub("[:.-]", "", value)
    return compact[:4] + "****"


def _plate(value: str) -> str:
    serial = re.sub("[ ·.-]", "", value)
    return f"{serial[:2]}·***{serial[-2:]}" if len(serial) > 5 else "***"


def _military(value: str) -> str:
    head = value.split("字", maxsplit=1)[0][:1] if "字" in value else ""
    return f"{head}字第****号" if head else "****"


def _birth(value: str) -> str:
    year = re.match("(?:19|20)[0-9]{2}", value)
    return f"{year[0]}-**-**" if year else "****-**-**"


def _coordinates(value: str) -> str:
    return re.sub(r"([0-9]*)\.([0-9])[0-9]*", r"\1.\2***", value) if re.search(r"\.[0-9]{2}", value) else "***"


def _free_text(value: str) -> str:
    return f"…({len(value)})"


_SPECIAL = {
    Kind.PERSON_NAME: _name,
    Kind.HOME_ADDRESS: _address,
    Kind.EMAIL: _email,
    Kind.IP: _ip,
    Kind.PLATE: _plate,
    Kind.MILITARY_ID: _military,
    Kind.BIRTH_DATE: _birth,
    Kind.COORDINATES_DWELLING: _coordinates,
    Kind.FREE_TEXT: _free_text,
}
