"""Words for a scan's report as the desk shows it: kinds, places, how sure a rule is, and why it says so."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

__all__ = ["RISKS", "confidence_words", "kind_words", "place_words", "rule_words"]

_KINDS: dict[str, LazyString] = {
    "resident_id": _("Resident ID numbers"),
    "mobile": _("Mobile numbers"),
    "landline": _("Private telephone numbers"),
    "bank_card": _("Bank card numbers"),
    "passport": _("Passport numbers"),
    "hmt_permit": _("Permits for Hong Kong, Macao or Taiwan"),
    "military_id": _("Military ID numbers"),
    "plate": _("Licence plates"),
    "email": _("E-mail addresses"),
    "ip": _("Addresses of machines (IP, MAC)"),
    "person_name": _("Names of persons"),
    "home_address": _("Home addresses"),
    "birth_date": _("Dates of birth"),
    "social_security": _("Social security numbers"),
    "medical_record": _("Medical record numbers"),
    "coordinates_dwelling": _("Coordinates of dwellings"),
    "free_text": _("Sentences that tell of persons"),
    "credit_code": _("Credit codes of organisations"),
}
_PLACES: dict[str, LazyString] = {
    "cell": _("in the cells"),
    "free_text": _("inside longer text"),
    "text": _("in the text"),
    "property": _("in the properties"),
    "geometry": _("in the geometry"),
    "hidden_sheet": _("in a hidden sheet"),
    "hidden_column": _("in a hidden column"),
    "comment": _("in comments on cells"),
    "author": _("in the properties of the document"),
    "header": _("in a name of a column or sheet"),
    "file_name": _("in the name of the file"),
}
RISKS: dict[str, LazyString] = {
    "k_anonymity": _("Together with other columns it tells who somebody is."),
    "l_diversity": _("It is sensitive, and the same for all of a group."),
    "small_cells": _("It holds small counts of persons."),
    "dominance": _("Its sums come from too few."),
    "recoverable": _("Hidden counts can be worked out from totals."),
    "differencing": _("Compared with the last release it gives somebody away."),
}
"""Why a column that names nobody may need a step."""
_FORM = _("The form is that of such a number, and the name of the column agrees.")
_RULES: dict[str, LazyString] = {
    "resident_id": _(
        "Eighteen or fifteen characters with a region, a real birth date and the right check digit (GB 11643)."
    ),
    "resident_id/rounded": _(
        "Eighteen-digit numbers that a spreadsheet has rounded; all but the last digits can be read (GB 11643)."
    ),
    "bank_card": _("A bank card's length and beginning, and the right check digit (ISO/IEC 7812)."),
    "credit_code": _("Eighteen characters with the right check character (GB 32100)."),
    "credit_code/person": _("A credit code that begins with 92: a natural person's business (GB 32100)."),
    "mobile": _("Eleven digits that begin as mobile numbers do in China's numbering plan."),
    "landline": _("The length and beginning of a telephone number in China's numbering plan."),
    "passport": _FORM,
    "hmt_permit": _FORM,
    "military_id": _FORM,
    "social_security": _FORM,
    "medical_record": _FORM,
    "plate": _("A licence plate's form: province, letter and serial number (GA 36)."),
    "email": _("The form of an e-mail address; it does not look like an office's."),
    "email/office": _("The form of an e-mail address of an office."),
    "ip": _("The form of a machine's address; it may lead to one connection or device."),
    "name": _("A surname from the statistics with a given name's shape, and a word beside it that names persons."),
    "name/column": _("Most cells are a surname from the statistics with a given name's shape, or the column says so."),
    "name/public": _("A name that stands for an office held; the law makes it public."),
    "address": _("An address down to building, unit and room: that is a household (GB/T 35273, annex A)."),
    "address/street": _("An address with a street number in a column that speaks of homes."),
    "birth_date": _("Dates a living person may be born on, in a column that speaks of birth."),
    "birth": _("A date beside a word for birth."),
    "coordinates": _("Longitude and latitude to some metres, beside columns that speak of homes."),
    "city": _("A number that the rules of this city describe."),
    "free_text": _("What stands in prose no rule sees completely: these cells have to be read."),
}
_THIN = _("The mask hides so few figures that the number can be found by trying.")
_MASKED = _("The value is masked already; what is left names nobody.")


def kind_words(kind: str) -> str:
    """Name a kind as a clerk would; a kind that this version does not know is named as it is."""
    return str(_KINDS.get(kind, kind))


def place_words(place: str) -> str:
    """Say where in a file it stands, as the end of a sentence."""
    return str(_PLACES.get(place, place))


def confidence_words(confidence: float) -> str:
    """Say how sure a rule is. confidence: 0 to 1."""
    for least, words in ((0.9, _("certain")), (0.7, _("very likely")), (0.0, _("likely"))):
        if confidence >= least:
            return str(words)
    return ""


def rule_words(rule: str, kind: str) -> str:
    """Say in a sentence why a rule tells of a kind; empty of a rule that this version does not know."""
    family, _slash, variant = rule.partition("/")
    if variant in ("masked", "thin_mask"):
        return str(_MASKED if variant == "masked" else _THIN)
    return str(_RULES.get(rule) or _RULES.get(family) or _RULES.get(kind) or "")
