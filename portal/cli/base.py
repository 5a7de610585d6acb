"""What every command shares: words in the reader's language, errors as one clear line, services from settings."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

import click
from flask_babel import gettext

from portal.errors import NotFound, PortalError
from portal.wording import remedy, sentence

if TYPE_CHECKING:
    from portal.accounts import Person
    from portal.services import Services

__all__ = [
    "ACTOR",
    "N_",
    "Command",
    "Group",
    "error_line",
    "fail",
    "print_json",
    "ready_services",
    "say",
    "services",
    "signed_in",
]

ACTOR = "machine"
"""Who administers from the terminal, in the audit log: whoever holds the machine."""


def N_(text: str) -> str:  # noqa: N802 the usual mark of a text that is translated when shown
    """Mark a text for translation and return it as it is."""
    return text


class _Translated(click.Command):
    """A command whose help is translated, and whose errors are one line with the remedy."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 click's
        """Write the help in the reader's language."""
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                for paragraph in gettext(self.help).split("\n\n"):
                    formatter.write_text("\b\n" + paragraph if "\n" in paragraph else paragraph)
                    formatter.write_paragraph()

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help, in the reader's language."""
        first = str(gettext(self.help or "")).split("\n\n")[0]
        return first if len(first) <= 2 * limit else first[: 2 * limit - 1] + "…"

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters, the options' help in the reader's language."""
        params = super().get_params(ctx)
        for param in params:
            if isinstance(param, click.Option) and param.help:
                param.help = gettext(param.help)
        return params


class Command(_Translated):
    """A command of the portal."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; an error that a person can do something about ends it with one line and exit code 1."""
        try:
            return super().invoke(ctx)
        except PortalError as error:
            click.echo(error_line(error), err=True)
            ctx.exit(1)


class Group(_Translated, click.Group):
    """A command that holds others."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands."""
        click.Group.format_options(self, ctx, formatter)


def error_line(error: PortalError) -> str:
    """Return an error as one line: what, where, what to do."""
    what, then = sentence(error.code, error.params), remedy(error.code, error.params)
    return " ".join(part for part in (what, then) if part)


def say(text: str, /, **facts: object) -> None:
    """Print a line in the reader's language."""
    click.echo(gettext(text, **facts) if facts else gettext(text))


def print_json(value: object) -> None:
    """Print a value as one line of JSON."""
    click.echo(json.dumps(value, ensure_ascii=False))


@contextmanager
def services() -> Iterator["Services"]:
    """Open the services that the settings name."""
    from portal.services import open_services  # noqa: PLC0415 - a command that needs no portal starts in half the time
    from portal.settings import load_settings  # noqa: PLC0415

    opened = open_services(load_settings())
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def ready_services() -> Iterator["Services"]:
    """Open the services of a portal that has been prepared. Raises PortalError otherwise."""
    from portal.setup import check_prepared  # noqa: PLC0415 - as above

    with services() as opened:
        check_prepared(opened)
        yield opened


def signed_in(opened: "Services") -> "Person":
    """Return whose token is in ``PORTAL_TOKEN``. Raises NotFound without a valid one."""
    from portal import accounts  # noqa: PLC0415 - as above

    token = os.environ.get("PORTAL_TOKEN", "")
    if not token:
        raise NotFound("token.none")
    with opened.database.read() as session:
        return accounts.person_of_token(session, token)


def fail(code: int) -> NoReturn:
    """End the command with an exit code."""
    sys.exit(code)
