"""Identifiers of persons in text, told by their form and, where there is one, their check digit.

Forms and check digits: GB 11643 (resident ID), GB 32100 and GB 11714 (organisations), ISO/IEC 7812 (cards), the
numbering plan for telephones, GA 36 (plates). A module a family; `find_identifiers` asks them all.
"""

from portal.disclosure.identifiers.cards import is_bank_card, resembles_bank_card
from portal.disclosure.identifiers.codes import is_credit_code, is_organisation_code
from portal.disclosure.identifiers.find import find_identifiers
from portal.disclosure.identifiers.network import is_office_address
from portal.disclosure.identifiers.patterns import CANDIDATE_PATTERN, PATTERNS, STRONG_PATTERN
from portal.disclosure.identifiers.resident_id import is_resident_id, resembles_resident_id, rounded_resident_id
from portal.disclosure.identifiers.samples import mask
from portal.disclosure.identifiers.text import fold

__all__ = [
    "CANDIDATE_PATTERN",
    "PATTERNS",
    "STRONG_PATTERN",
    "find_identifiers",
    "fold",
    "is_bank_card",
    "is_credit_code",
    "is_office_address",
    "is_organisation_code",
    "is_resident_id",
    "mask",
    "resembles_bank_card",
    "resembles_resident_id",
    "rounded_resident_id",
]
