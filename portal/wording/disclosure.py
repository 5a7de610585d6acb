"""Words for what a file would reveal about a person."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

__all__ = ["FACTS", "SENTENCES"]

SENTENCES = {
    "disclosure.unread": (
        _("Nothing can look into %(names)s (files: %(count)s): pictures, scans and such formats are not examined."),
        _("Look at them yourself: may everything in them be public?"),
    ),
    "disclosure.resident_id": (
        _("%(place)s: resident ID numbers (%(count)s, such as %(sample)s)%(masked)s."),
        _("Remove the column, or replace the numbers by keyed hashes."),
    ),
    "disclosure.mobile": (
        _("%(place)s: mobile numbers (%(count)s, such as %(sample)s)%(masked)s."),
        _("Mask the numbers or remove the column."),
    ),
    "disclosure.landline": (
        _("%(place)s: private telephone numbers (%(count)s, such as %(sample)s)%(masked)s."),
        _("Mask the numbers, or say that they are an office's."),
    ),
    "disclosure.bank_card": (
        _("%(place)s: bank card numbers (%(count)s, such as %(sample)s)%(masked)s."),
        _("Mask the numbers or remove the column."),
    ),
    "disclosure.passport": (
        _("%(place)s: passport numbers (%(count)s, such as %(sample)s)%(masked)s."),
        _("Remove the column."),
    ),
    "disclosure.hmt_permit": (
        _("%(place)s: permits for Hong Kong, Macao or Taiwan (%(count)s, such as %(sample)s)%(masked)s."),
        _("Remove the column."),
    ),
    "disclosure.military_id": (
        _("%(place)s: military ID numbers (%(count)s, such as %(sample)s)%(masked)s."),
        _("Remove the column."),
    ),
    "disclosure.plate": (
        _("%(place)s: licence plates (%(count)s, such as %(sample)s)%(masked)s."),
        _("Mask the plates."),
    ),
    "disclosure.email": (
        _("%(place)s: e-mail addresses (%(count)s, such as %(sample)s)%(masked)s."),
        _("Mask the addresses, or give the office's instead."),
    ),
    "disclosure.ip": (
        _("%(place)s: addresses of machines (IP, MAC) (%(count)s, such as %(sample)s)%(masked)s."),
        _("Mask the addresses or remove the column."),
    ),
    "disclosure.person_name": (
        _("%(place)s: names of persons (%(count)s, such as %(sample)s)%(masked)s."),
        _("Mask the names or remove the column, or say which law makes them public."),
    ),
    "disclosure.home_address": (
        _("%(place)s: home addresses (%(count)s, such as %(sample)s)%(masked)s."),
        _("Shorten the addresses to the district or street."),
    ),
    "disclosure.birth_date": (
        _("%(place)s: dates of birth (%(count)s, such as %(sample)s)%(masked)s."),
        _("Give the year or an age band instead."),
    ),
    "disclosure.social_security": (
        _("%(place)s: social security numbers (%(count)s, such as %(sample)s)%(masked)s."),
        _("Mask the numbers or remove the column."),
    ),
    "disclosure.medical_record": (
        _("%(place)s: medical record numbers (%(count)s, such as %(sample)s)%(masked)s."),
        _("Mask the numbers or remove the column."),
    ),
    "disclosure.coordinates_dwelling": (
        _("%(place)s: coordinates of dwellings (%(count)s, such as %(sample)s)%(masked)s."),
        _("Round the coordinates to two decimals."),
    ),
    "disclosure.free_text": (
        _("%(place)s: sentences that tell of persons (%(count)s, such as %(sample)s)%(masked)s."),
        _("Read these cells: a rule does not see everything in prose. Remove the column if in doubt."),
    ),
    "disclosure.credit_code": (
        _("%(place)s: credit codes of organisations (%(count)s, such as %(sample)s)%(masked)s."),
        _("Nothing has to be done; a code that begins with 92 is a natural person's business."),
    ),
    "disclosure.k_anonymity": (
        _(
            "Persons could be recognised by %(columns)s together. Rows in the smallest group: %(k)s (asked for: at "
            "least %(least)s); rows that stand alone: %(unique_rows)s."
        ),
        _("Generalise these columns: age bands, year or month, district."),
    ),
    "disclosure.l_diversity": (
        _("%(columns)s: groups whose members all share what is sensitive: it is told of each (groups: %(count)s)."),
        _("Generalise the columns that form the groups, or remove the sensitive one."),
    ),
    "disclosure.small_cells": (
        _("%(columns)s: counts of persons from 1 to %(small)s (cells: %(count)s)."),
        _("Suppress the small counts, and a second one where a total would give them away."),
    ),
    "disclosure.dominance": (
        _("%(columns)s: sums that come from too few contributors (cells: %(count)s)."),
        _("Suppress these sums or join groups."),
    ),
    "disclosure.recoverable": (
        _("%(columns)s: suppressed counts that can be worked out from totals (cells: %(count)s)."),
        _("Suppress a second count in each row and column concerned."),
    ),
    "disclosure.differencing": (
        _("Groups that differ from the last release by so few persons that these could be recognised: %(count)s."),
        _("Suppress these counts, or wait until more has changed."),
    ),
}

FACTS: dict[str, dict[str, LazyString]] = {
    "place": {
        "cell": _("Cells"),
        "free_text": _("Inside text"),
        "text": _("Text"),
        "property": _("Properties"),
        "geometry": _("Geometry"),
        "hidden_sheet": _("Hidden sheet"),
        "hidden_column": _("Hidden column"),
        "comment": _("Comments"),
        "author": _("Document properties"),
        "header": _("Column or sheet name"),
        "file_name": _("File name"),
    },
    "masked": {"masked": _(", already masked")},
}
"""Facts that are keys of closed lists."""
