"""portal audit."""

import click

from portal import audit
from portal.cli.base import N_, Command, Group, ready_services, say

__all__ = ["command"]


@click.group(cls=Group, help=N_("The log of every decision, override, withdrawal and grant."))
def command() -> None:
    """Audit."""


@command.command(cls=Command, help=N_("Check the whole chain. Example: portal audit verify"))
def verify() -> None:
    """Verify."""
    with ready_services() as opened, opened.database.read() as session:
        say(N_("The audit log holds: %(count)s entries."), count=audit.verify(session))
