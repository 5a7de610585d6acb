"""The forms of the desk. Nothing is required to save a draft: what the review needs is asked for at hand-in."""

import re
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    FieldList,
    Form,
    FormField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.catalog.words import CADENCES, Grade, Opening
from portal.package import check_name
from portal.package.descriptor import DescriptorError
from portal.review.decisions import LONGEST_REASON
from portal.wording.desk import desk_label, told
from portal.wording.public import label

__all__ = ["DecisionForm", "MetadataForm", "SignInForm", "SourceForm"]

_SHORT, _LONG = 300, 20_000
_PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def _strip(value: str | None) -> str | None:
    return value.strip() if value else value


def _short(words: Any, **more: Any) -> StringField:
    rules = [Length(max=_SHORT, message=_("Use at most %(max)d characters."))]
    return StringField(words, filters=[_strip], validators=rules, **more)


def _long(words: Any, **more: Any) -> TextAreaField:
    rules = [Length(max=_LONG, message=_("Use at most %(max)d characters."))]
    return TextAreaField(words, filters=[_strip], validators=rules, **more)


class _Checkboxes(SelectMultipleField):  # type: ignore[misc]  # the library has no types
    """Several of a list, each with a box of its own."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class SignInForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """Name and password."""

    name = StringField(_("User name"), validators=[DataRequired(message=_("Write your user name."))])
    password = PasswordField(_("Password"), validators=[DataRequired(message=_("Write your password."))])


class SourceForm(Form):  # type: ignore[misc]  # the library has no types
    """Where data comes from."""

    title = _short(_("Source"))
    path = _short(_("Address (https://…)"))

    def validate_path(self, field: Any) -> None:
        """Take addresses that a browser may follow, nothing else."""
        if field.data and not field.data.startswith(("https://", "http://")):
            raise ValidationError(gettext("Write the whole address, beginning with https://."))


class MetadataForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What a descriptor says of a dataset (DESIGN: the descriptor)."""

    version = HiddenField()
    title = _short(
        _("Title"), description=_("What a citizen would look for, for example: Beds of the city's hospitals")
    )
    title_en = _short(_("Title in English"))
    description = _long(_("Description"), description=_("What is counted, where, how, and what to mind when using it"))
    description_en = _long(_("Description in English"))
    name = _short(
        _("Name in addresses"),
        description=_(
            "2 to 100 small Latin letters, digits or dashes. Left empty, it is made from the title. The name of a "
            "dataset that your publisher has already makes this its next release."
        ),
    )
    publisher = SelectField(_("Publisher"))
    theme = _Checkboxes(_("Themes"))
    keywords = _short(_("Keywords"), description=_("Separated by commas"))
    keywords_en = _short(_("Keywords in English"), description=_("In the same order"))
    license = SelectField(_("Licence"))
    opening = RadioField(_("Opening"))
    grade = SelectField(_("Grade of the data"))
    cadence = SelectField(_("Renewed"))
    start = _short(_("Time covered: from"), description=_("Year, month or day: 2024, 2024-03 or 2024-03-05"))
    end = _short(_("Time covered: to"), description=_("Year, month or day: 2024, 2024-03 or 2024-03-05"))
    place = _short(_("Place"), description=_("For example: Daoli and Nangang districts, Harbin"))
    codes = _short(_("Codes of the places"), description=_("District codes of six digits, separated by commas"))
    contact = _short(_("Contact: office"), description=_("Who answers questions; an office, not a person"))
    email = _short(_("Contact: e-mail"))
    sources = FieldList(FormField(SourceForm), max_entries=20)

    def offer(self, *, publishers: Sequence[Any], themes: Sequence[Any], licenses: Sequence[Any]) -> None:
        """Fill the lists to choose from, each entry (value, words)."""
        nothing = [("", gettext("Not chosen yet"))]
        self.publisher.choices = list(publishers)
        self.theme.choices = list(themes)
        self.license.choices = nothing + list(licenses)
        self.opening.choices = [(one.value, label("opening", one.value)) for one in Opening]
        self.opening.validate_choice = False  # none chosen yet is allowed
        self.grade.choices = nothing + [(one.value, label("grade", one.value)) for one in Grade]
        self.cadence.choices = nothing + [(one, label("cadence", one)) for one in CADENCES]

    def validate_opening(self, field: Any) -> None:
        """Take one of the list, or none."""
        if field.data and field.data not in [one.value for one in Opening]:
            raise ValidationError(gettext("Choose one of the list."))

    def validate_name(self, field: Any) -> None:
        """Hold the name to the rule for names."""
        if field.data:
            try:
                check_name(field.data, "dataset")
            except DescriptorError as error:
                raise ValidationError(" ".join(told(error.code, error.params))) from error

    def validate_start(self, field: Any) -> None:
        """Take a year, a month or a day."""
        if field.data and not _PERIOD.fullmatch(field.data):
            raise ValidationError(gettext("Write a year, a month or a day: 2024, 2024-03 or 2024-03-05."))

    def validate_end(self, field: Any) -> None:
        """Take a year, a month or a day that is not before the start."""
        self.validate_start(field)
        start = self.start.data or ""
        if field.data and _PERIOD.fullmatch(start) and field.data[: len(start)] < start[: len(field.data)]:
            raise ValidationError(gettext("The end lies before the start."))

    def validate_email(self, field: Any) -> None:
        """Take what looks like an e-mail address."""
        if field.data and not _EMAIL.fullmatch(field.data):
            raise ValidationError(gettext("Write a whole e-mail address, for example data@example.org."))


class DecisionForm(FlaskForm):  # type: ignore[misc]  # the library has no types
    """An official's decision on what they were shown."""

    seen = HiddenField()
    stage = HiddenField()
    verdict = RadioField(_("Decision"), validate_choice=False)
    comment = TextAreaField(
        _("Comment"),
        description=_(
            "The steward reads it. Needed to return, to reject, and to approve over findings that need a reason."
        ),
        render_kw={"maxlength": LONGEST_REASON},
    )
    not_before = StringField(
        _("Not before"),
        filters=[_strip],
        description=_("With an approval: the first day on which it may be public. Leave it empty to release at once."),
    )

    def offer(self, verdicts: Sequence[str]) -> None:
        """Fill the decisions that can be taken now."""
        self.verdict.choices = [(one, desk_label("verdict", one)) for one in verdicts]
