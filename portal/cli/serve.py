"""portal serve."""

import os
import sys

import click

from portal.cli.base import N_, Command, fail, ready_services, say
from portal.cli.supervisor import Supervisor
from portal.demo import kept_people

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_(
        "Serve the portal, with a worker beside it that is started again if it dies.\n\n"
        "Example: portal serve --host 0.0.0.0 --port 8000"
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, help=N_("address to listen on"))
@click.option("--port", default=8000, show_default=True, type=int, help=N_("port to listen on"))
@click.option("--workers", default=2, show_default=True, type=int, help=N_("web processes"))
def command(*, host: str, port: int, workers: int) -> None:
    """Serve."""
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"
    with ready_services() as opened:
        _ = opened.pairings, opened.policy  # a broken file is told in a line here, not by each web process as it dies
        people = kept_people(opened.settings.data_dir)
        environment = {**os.environ, "PORTAL_SITE_URL": opened.settings.site_url or address}
    web = [
        *(sys.executable, "-m", "gunicorn", "portal.cli.wsgi:make()", "--bind", f"{shown}:{port}"),
        *("--workers", str(workers), "--worker-class", "gthread", "--threads", "8", "--timeout", "120"),
        *("--no-control-socket", "--log-level", "warning"),
    ]
    say(N_("The portal answers at %(address)s (stop with Ctrl+C)."), address=address)
    if people:
        say(N_("Demo sign-ins: “portal demo” prints them; desk: %(address)s/desk"), address=address)
    worker = [sys.executable, "-m", "portal", "worker"]
    fail(Supervisor(web, worker, environment).run())
