"""portal demo."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click
from flask_babel import gettext

from portal.cli.base import N_, Command, print_json, ready_services, say
from portal.demo import CITY, DemoPerson, demo_people, load_demo

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_(
        "Load the packages that ship with the portal, through the whole review, with demo officials.\n\n"
        "May be run again; prints the demo's sign-ins. Example: portal demo"
    ),
)
@click.option("--json", "as_json", is_flag=True, help=N_("print the sign-ins as JSON and nothing else"))
def command(*, as_json: bool) -> None:
    """Load the demo."""
    with ready_services() as opened:
        with _progress(N_("Sign-ins"), hidden=as_json) as show:
            people = demo_people(opened, progress=show)
        with _progress(N_("Packages"), hidden=as_json) as show:
            load_demo(opened, progress=show)
    if as_json:
        print_json({name: asdict(one) for name, one in people.items()})
    else:
        _show(people)


@contextmanager
def _progress(label: str, *, hidden: bool) -> Iterator[Callable[[int, int], None]]:
    """Give what moves a bar on standard error, by the steps done and their number."""
    with click.progressbar(length=1, label=gettext(label), hidden=hidden, file=sys.stderr) as bar:

        def show(done: int, steps: int) -> None:
            bar.length = steps
            bar.update(done - bar.pos)

        yield show


def _show(people: dict[str, DemoPerson]) -> None:
    """Print the sign-ins; those that the README speaks of last, where the eye is when the list has run by."""
    say(N_("Demo sign-ins (name, password, roles, publisher):"))
    width = max(map(len, people))
    for name, one in sorted(people.items(), key=lambda item: item[1].publisher in (CITY, None)):
        click.echo(f"  {name:<{width}}  {one.password}  {','.join(one.roles)}  {one.publisher or '*'}")
