"""portal worker."""

import signal
import threading

import click

from portal.cli.base import N_, Command, ready_services, say
from portal.worker import make_loop

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_(
        "Do the work that is due: checks, releases, search index, notices.\n\n"
        "Runs until it is stopped, or with --until-idle until nothing is due. Example: portal worker --until-idle"
    ),
)
@click.option("--until-idle", is_flag=True, help=N_("do what is due, then stop"))
def command(*, until_idle: bool) -> None:
    """Work."""
    with ready_services() as opened:
        loop = make_loop(opened)
        if until_idle:
            say(N_("Done: %(count)s pieces of work."), count=loop.run_until_idle())
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        loop.run_until(stop)
