"""portal init."""

import click

from portal.cli.base import N_, Command, say, services
from portal.setup import ADMINISTRATOR, prepare

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_(
        "Make or upgrade database, keys, licences and themes, and the first administrator.\n\n"
        "May be run again at any time. Example: portal init"
    ),
)
def command() -> None:
    """Prepare the portal."""
    with services() as opened:
        password = prepare(opened)
        say(N_("The portal is ready in %(folder)s."), folder=opened.settings.data_dir)
        if password:
            say(
                N_("Administrator: %(name)s, password: %(password)s (shown only now)"),
                name=ADMINISTRATOR,
                password=password,
            )
