"""What a kind means for the decision, by what it is, where it stands and what stands beside it.

| kind | severity |
|---|---|
| already masked | info |
| resident_id, bank_card, passport, hmt_permit, military_id, social_security, medical_record, mobile | block |
| person_name, home_address, birth_date | justify; block beside names or homes and a sensitive column |
| plate, email, ip, landline, coordinates_dwelling, free_text | justify |
| landline, email, person_name beside bodies and not beside persons; email of an office | info |
| credit_code | info; of a natural person's business (92…) justify |
| under a header that says it is a body's, a service's or made public by law | info |
| author of a document | justify if it is a person's name |
| contact in the metadata | info, what identifies a person more than a contact has to as in the table |

Sources: PIPL art. 28 (sensitive personal information), GB/T 35273-2020 annexes A and B, GB/T 42460-2023 annex A.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.disclosure.report import Kind, Place
from portal.finding import Severity

__all__ = ["Surroundings", "severity_of"]

_BLOCK = frozenset(
    {
        Kind.RESIDENT_ID,
        Kind.BANK_CARD,
        Kind.PASSPORT,
        Kind.HMT_PERMIT,
        Kind.MILITARY_ID,
        Kind.SOCIAL_SECURITY,
        Kind.MEDICAL_RECORD,
        Kind.MOBILE,
    }
)
_OF_BODIES = frozenset({Kind.LANDLINE, Kind.EMAIL})
_JOINED = frozenset({Kind.PERSON_NAME, Kind.HOME_ADDRESS, Kind.BIRTH_DATE})
_CONTACT = frozenset({Kind.LANDLINE, Kind.EMAIL, Kind.PERSON_NAME, Kind.MOBILE})
_TOLD = frozenset({Place.TEXT, Place.PROPERTY})  # a telephone in a notice is its office's, unless persons are named
_PUBLIC = -0.5  # weight of a header from which on it says: not personal


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a table holds beside the column.

    persons: names or homes of persons.  bodies: its rows are institutions.  sensitive: health, status or money.
    contact: it is the place where whoever answers for the data is named.
    """

    persons: bool = False
    bodies: bool = False
    sensitive: bool = False
    contact: bool = False


def severity_of(
    kind: Kind,
    place: Place,
    around: Surroundings,
    *,
    masked: bool = False,
    hint: float = 0.0,
    rule: str = "",
    own: Mapping[Kind, Severity] | None = None,
) -> Severity:
    """Grade one finding. hint: what its header says of the kind, -1 to 1.  own: a city's grades of kinds."""
    if masked or _is_public(kind, place, around, hint, rule):
        return Severity.INFO
    if own and kind in own:
        return own[kind]
    joined = kind in _JOINED and around.persons and around.sensitive and place is not Place.AUTHOR
    return Severity.BLOCK if kind in _BLOCK or joined else Severity.JUSTIFY


def _is_public(kind: Kind, place: Place, around: Surroundings, hint: float, rule: str) -> bool:
    """Say whether it is a body's, an office's, or a person's whom the law makes public."""
    if kind is Kind.CREDIT_CODE:
        return not rule.endswith("/person")
    if rule.endswith(("/office", "/public")) or (hint <= _PUBLIC and kind is not Kind.RESIDENT_ID):
        return True
    if around.contact and kind in _CONTACT:
        return True
    if around.persons:
        return False
    return (kind in _OF_BODIES and around.bodies) or (kind is Kind.LANDLINE and place in _TOLD)
