"""portal submit."""

from pathlib import Path

import click

from portal.accounts import Person
from portal.catalog.models import Revision
from portal.cli.base import N_, Command, error_line, fail, print_json, ready_services, say, signed_in
from portal.errors import PortalError
from portal.package import read_descriptor
from portal.review import fill_in, prepare_package, publisher_of, submit
from portal.services import Services

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_(
        "Hand packages in for review, as the person of PORTAL_TOKEN.\n\n"
        "DIR is a folder with datapackage.json, or that file. Example:\n"
        "portal submit datapackages/metro-stations --set grade=general-1"
    ),
)
@click.argument("paths", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--publisher", metavar="P", help=N_("the publisher, by name, title or short name"))
@click.option(
    "--set", "settings", metavar="KEY=VALUE", multiple=True, help=N_("fill a property that the descriptor lacks")
)
@click.option("--json", "as_json", is_flag=True, help=N_("a line of JSON for each package"))
def command(*, paths: tuple[Path, ...], publisher: str | None, settings: tuple[str, ...], as_json: bool) -> None:
    """Hand in."""
    pairs = [_pair(one) for one in settings]
    refused = 0
    with ready_services() as opened:
        person = signed_in(opened)
        for path in paths:
            name = None
            try:
                name, revision = _submit(opened, person, path, publisher, pairs)
                row = {"revision": str(revision.id), "dataset": name, "state": revision.state, "error": None}
            except PortalError as error:
                refused += 1
                row = {"revision": None, "dataset": name, "state": None, "error": error_line(error)}
            _show(path, row, as_json=as_json)
    fail(1 if refused else 0)


def _submit(
    opened: Services, person: Person, path: Path, named: str | None, pairs: list[tuple[str, str]]
) -> tuple[str, Revision]:
    descriptor, _ = read_descriptor(path)
    descriptor, filled = fill_in(descriptor, pairs)
    with opened.database.read() as session:
        publisher = publisher_of(session, descriptor, named)
    package = prepare_package(path if path.is_dir() else path.parent, descriptor, opened.storage)
    with opened.database.write() as session:
        revision = submit(
            session, opened.clock.now(), by=person, publisher=publisher, package=package, filled_in=filled
        )
    return package.descriptor["name"], revision


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise click.BadParameter(text, param_hint="--set")
    return key, value


def _show(path: Path, row: dict[str, str | None], *, as_json: bool) -> None:
    if as_json:
        print_json({"path": str(path), **row})
    elif row["error"]:
        say(N_("%(path)s: refused. %(error)s"), path=path, error=row["error"])
    else:
        say(N_("%(path)s: handed in as revision %(revision)s."), path=path, revision=row["revision"])
