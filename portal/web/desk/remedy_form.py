"""The form of the remedies: a choice a column, its options in one list, so that it works without a script."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from portal.canonical import Json
from portal.disclosure.remedies import TO, Step
from portal.disclosure.report import Kind
from portal.errors import PortalError
from portal.web.desk.draft_page import Problem
from portal.web.desk.masking import mask_text
from portal.web.desk.revealed import Found, of_report
from portal.wording.remedies import GENERALISED, STEPS
from portal.wording.revealed import RISKS, kind_words

__all__ = ["Choice", "Option", "choices_of", "options_of", "read_form", "typed"]

_KINDS = (Kind.PERSON_NAME, Kind.RESIDENT_ID, Kind.MOBILE, Kind.HOME_ADDRESS, Kind.EMAIL, Kind.FREE_TEXT)
"""What a column may be masked as although nothing of the kind was found in it."""
_NUMBERS = {"to-age": "width", "to-range": "width", "top_code": "limit", "bottom_code": "limit"}
_NUMBERS |= {"suppress": "small", "round": "decimals"}
_MASK, _TO = _("Mask: %(kind)s"), _("Change to %(to)s")
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Option:
    """What can be chosen for a column. group: heading in the list, or empty."""

    value: str
    words: str
    group: LazyString | str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One column: what was found in it, and what is chosen.

    value: of an `Option`; number: as typed; risks: why a step may be needed though it names nobody, in words.
    """

    place: int
    name: str
    found: Sequence[Found] = ()
    value: str = ""
    number: str = ""
    kinds: Sequence[str] = field(default=())
    risks: Sequence[str] = field(default=())


def options_of(choice: Choice) -> list[Option]:
    """Return what can be chosen for a column."""
    kinds = dict.fromkeys([*choice.kinds, *(one.value for one in _KINDS)])
    return [
        Option("", str(_("Leave as it is"))),
        Option("drop", str(STEPS["drop"])),
        Option("hash", str(STEPS["hash"])),
        *(Option(f"mask-{kind}", _MASK % {"kind": kind_words(kind)}, STEPS["mask"]) for kind in kinds),
        *(Option(f"to-{to}", _TO % {"to": str(GENERALISED[to])}, STEPS["generalise"]) for to in TO),
        *(Option(step, str(STEPS[step]), _("Numbers")) for step in ("top_code", "bottom_code", "suppress", "round")),
    ]


def choices_of(columns: Sequence[str], report: Json | None, steps: Sequence[Step]) -> list[Choice]:
    """Return the columns of a table with what was found in them, and the given steps chosen.

    columns: the table's header.  steps: at most one a column is shown, the last.
    """
    chosen = {step.column.strip(): step for step in steps if step.column is not None}
    risks = list(_risks(report))
    findings = [one for one in (report or {}).get("findings") or [] if one.get("column")]
    made = []
    for place, name in enumerate(columns):
        here = [one for one in findings if one["column"].strip() == name.strip() and one["place"] != "hidden_sheet"]
        step = chosen.get(name.strip())
        value, number = _shown(step) if step else ("", "")
        kinds = [one["kind"] for one in here if one["kind"] != Kind.CREDIT_CODE]
        if value.startswith("mask-"):
            kinds.append(value.removeprefix("mask-"))
        why = [words for words, named in risks if name.strip() in named]
        made.append(Choice(place, name, [of_report(one) for one in here], value, number, kinds, why))
    return made


def read_form(form: Mapping[str, str], columns: Sequence[str]) -> tuple[list[Step], list[Problem]]:
    """Read what was chosen. Returns the steps, and why some of the choices are none."""
    steps, problems = [], []
    for place, name in enumerate(columns):
        value, number = form.get(f"step-{place}", ""), form.get(f"number-{place}", "").strip()
        try:
            if value:
                steps.append(_step(value, number, name))
        except PortalError as error:
            problems.append(Problem(error, file=mask_text(name), anchor=f"step-{place}"))
    return [*steps, *([Step("strip")] if form.get("strip") else [])], problems


def typed(choices: Sequence[Choice], form: Mapping[str, str]) -> list[Choice]:
    """Return the choices as a form sent them, good or not."""
    return [
        replace(one, value=form.get(f"step-{one.place}", ""), number=form.get(f"number-{one.place}", "")[:_LONGEST])
        for one in choices
    ]


def _risks(report: Json | None) -> Iterator[tuple[str, set[str]]]:
    """Give, of each risk, a few words and the columns that it is about."""
    for table in ((report or {}).get("reidentification") or {}).get("tables") or []:
        for one in table.get("findings") or []:
            if words := RISKS.get(str(one["code"])):
                yield str(words), {str(column).strip() for column in one["columns"]}


def _shown(step: Step) -> tuple[str, str]:
    """Return value and number of a step, as the form has them."""
    value = step.step
    if value == "mask":
        value = f"mask-{step.options.get('kind', Kind.FREE_TEXT.value)}"
    elif value == "generalise":
        value = f"to-{step.options['to']}"
    number = step.options.get(_NUMBERS.get(value, ""), "")
    return value, str(number)


def _step(value: str, number: str, column: str) -> Step:
    """Make a step. Raises PortalError ``remedy.*``."""
    options: dict[str, str | int | float] = {}
    step = value
    if value.startswith("mask-"):
        step, options = "mask", {"kind": value.removeprefix("mask-")}
    elif value.startswith("to-"):
        step, options = "generalise", {"to": value.removeprefix("to-")}
    named = _NUMBERS.get(value)
    if named and number:
        options[named] = _number(step, named, number)
    return Step(step, column, options)


def _number(step: str, option: str, text: str) -> int | float:
    if len(text) > _LONGEST:
        raise PortalError("remedy.option", step=step, option=option)
    try:
        value = float(text)
    except ValueError as error:
        raise PortalError("remedy.option", step=step, option=option) from error
    return int(value) if value.is_integer() else value
