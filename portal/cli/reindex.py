"""portal reindex."""

import time

import click

from portal.cli.base import N_, Command, print_json, ready_services, say
from portal.errors import PortalError
from portal.jobs import Job, Loop
from portal.jobs.holders import this_process
from portal.search import SearchFollower

__all__ = ["command"]

_PATIENCE = 60.0  # seconds: longer than a dead worker's lease
_PAUSE = 0.5


@click.command(
    cls=Command,
    help=N_(
        "Build the search index anew from the releases; safe beside a running server.\n\nExample: portal reindex --json"
    ),
)
@click.option("--json", "as_json", is_flag=True, help=N_("print the result as JSON"))
def command(*, as_json: bool) -> None:
    """Rebuild the index, holding the lease that the worker writes it under."""
    counts: list[int] = []
    with ready_services() as opened:
        follower = SearchFollower(opened.database, opened.search)
        # The worker's own names for this piece of work: whoever has its lease writes the index, nobody else.
        job = Job("follow", lambda *_: [follower.name], lambda _: counts.append(follower.rebuild()), most_attempts=None)
        loop = Loop(opened.database, opened.clock, [job], this_process())
        end = time.monotonic() + _PATIENCE
        while not loop.run_once():
            if time.monotonic() > end:
                raise PortalError("reindex.busy")
            time.sleep(_PAUSE)
        change = opened.search.change()
    if as_json:
        print_json({"datasets": counts[-1], "change": change})
    else:
        say(N_("The index holds %(count)s datasets."), count=counts[-1])
