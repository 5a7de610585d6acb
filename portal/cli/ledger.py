"""portal ledger."""

import click

from portal.cli.base import N_, Command, Group, ready_services, say
from portal.ledger import verify_ledger

__all__ = ["command"]


@click.group(cls=Group, help=N_("The public, signed list of releases and withdrawals."))
def command() -> None:
    """Ledger."""


@command.command(
    cls=Command, help=N_("Check every entry: numbers, chain, signatures, audit log. Example: portal ledger verify")
)
def verify() -> None:
    """Verify."""
    with ready_services() as opened, opened.database.read() as session:
        say(N_("The ledger holds: %(count)s entries."), count=verify_ledger(session, opened.public_keys))
