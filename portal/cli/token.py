"""portal token."""

import click

from portal import accounts
from portal.cli.base import ACTOR, N_, Command, Group, print_json, ready_services

__all__ = ["command"]


@click.group(cls=Group, help=N_("Secrets that programs show instead of a password."))
def command() -> None:
    """Tokens."""


@command.command(cls=Command, help=N_("Make a token for a person and print it, once. Example: portal token create li"))
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help=N_("as one line of JSON"))
def create(*, name: str, as_json: bool) -> None:
    """Create."""
    with ready_services() as opened, opened.database.write() as session:
        user = accounts.find_user(session, name)
        token = accounts.create_token(session, opened.clock.now(), user=user, actor=ACTOR)
    if as_json:
        print_json({"token": token})
    else:
        click.echo(token)
