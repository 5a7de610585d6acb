"""portal publisher."""

import click

from portal.catalog.publishers import add_publisher, find_publisher
from portal.catalog.words import PublisherKind
from portal.cli.base import ACTOR, N_, Command, Group, ready_services, say

__all__ = ["command"]


@click.group(cls=Group, help=N_("The bodies that answer for data."))
def command() -> None:
    """Publishers."""


@command.command(
    cls=Command, help=N_("Add a publisher. Example: portal publisher add health-commission --title 市卫生健康委员会")
)
@click.argument("name")
@click.option("--title", required=True, metavar="T", help=N_("its name in Chinese"))
@click.option("--title-en", metavar="T", help=N_("its name in English"))
@click.option("--short", metavar="S", help=N_("its short name"))
@click.option("--parent", metavar="P", help=N_("the publisher above it"))
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in PublisherKind]),
    default="government",
    help=N_("what sort of body it is"),
)
def add(*, name: str, title: str, title_en: str | None, short: str | None, parent: str | None, kind: str) -> None:
    """Add."""
    with ready_services() as opened, opened.database.write() as session:
        add_publisher(
            session,
            opened.clock.now(),
            name=name,
            title=title,
            title_en=title_en,
            short=short,
            kind=PublisherKind(kind),
            parent=find_publisher(session, parent) if parent else None,
            actor=ACTOR,
        )
        say(N_("Added: %(name)s."), name=name)
