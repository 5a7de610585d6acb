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
            "Persons could be recognised by %(columns)s together: the smallest group has %(k)s rows, at least "
            "%(least)s are asked for; %(unique_rows)s rows stand alone."
        ),
        _("Generalise these columns: age bands, year or month, district."),
    ),
    "disclosure.l_diversity": (
        _("Persons of a group share what is sensitive in %(columns)s: %(count)s groups tell it of all their members."),
        _("Generalise the columns that form the groups, or remove the sensitive one."),
    ),
    "disclosure.small_cells": (
        _("%(count)s counts of persons from 1 to %(small)s stand in %(columns)s."),
        _("Suppress the small counts, and a second one where a total would give them away."),
    ),
    "disclosure.dominance": (
        _("%(count)s sums in %(columns)s come from too few contributors."),
        _("Suppress these sums or join groups."),
    ),
    "disclosure.recoverable": (
        _("%(count)s suppressed counts in %(columns)s can be worked out from totals."),
        _("Suppress a second count in each row and column concerned."),
    ),
    "disclosure.differencing": (
        _("Compared with the last release, %(count)s groups differ by so few persons that these could be recognised."),
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
