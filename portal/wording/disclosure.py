"""Words for what a table would reveal about a person."""

from flask_babel import lazy_gettext as _

__all__ = ["SENTENCES"]

SENTENCES = {
    "identifier.bank_card": (
        _("The column holds bank card numbers (%(count)s cells)."),
        _("Remove the column or mask the numbers, then hand in again."),
    ),
    "identifier.resident_id": (
        _("The column holds resident ID numbers (%(count)s cells)."),
        _("Remove the column or mask the numbers, then hand in again."),
    ),
}
