"""The command ``portal``: thin commands, one a file, loaded when they are called."""

import os
from importlib import import_module

import click

from portal.cli.base import N_, Group
from portal.wording.language import from_environment, in_language

__all__ = ["main"]

_COMMANDS = {
    "init": "init",
    "demo": "demo",
    "serve": "serve",
    "worker": "worker",
    "package": "package",
    "validate": "validate",
    "scan": "scan",
    "submit": "submit",
    "review": "review",
    "withdraw": "withdraw",
    "verify": "verify",
    "ledger": "ledger",
    "audit": "audit",
    "publisher": "publisher",
    "user": "user",
    "token": "token",
    "reindex": "reindex",
    "openapi": "openapi",
    "doctor": "doctor",
}


class _Lazy(Group):
    """Imports a command when it is called, so that ``portal verify`` does not load what ``portal serve`` needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click's
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"portal.cli.{_COMMANDS[cmd_name]}").command
        return command


@click.group(cls=_Lazy, help=N_("The open-data portal of a city."), context_settings={"max_content_width": 100})
@click.version_option(package_name="kaifang", message="kaifang %(version)s")
def _portal() -> None:
    pass


def main() -> None:
    """Run the command line, in the language of the terminal."""
    with in_language(from_environment(os.environ)):
        _portal(prog_name="portal")
