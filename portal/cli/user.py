"""portal user."""

import sys
from uuid import UUID

import click
from sqlalchemy.orm import Session

from portal import accounts
from portal.accounts import Role
from portal.catalog.publishers import find_publisher
from portal.cli.base import ACTOR, N_, Command, Group, ready_services, say

__all__ = ["command"]

_ROLES = click.Choice([role.value for role in Role])


@click.group(cls=Group, help=N_("People and their roles."))
def command() -> None:
    """Users."""


@command.command(
    cls=Command, help=N_("Add a person. Example: portal user add li --role steward --publisher data-bureau")
)
@click.argument("name")
@click.option("--role", type=_ROLES, help=N_("a role to begin with"))
@click.option("--publisher", metavar="P", help=N_("the publisher of the role; without it: the whole city"))
@click.option("--password-stdin", is_flag=True, help=N_("read a password from standard input"))
def add(*, name: str, role: str | None, publisher: str | None, password_stdin: bool) -> None:
    """Add."""
    with ready_services() as opened, opened.database.write() as session:
        now = opened.clock.now()
        user = accounts.add_user(session, now, name=name, actor=ACTOR)
        if role:
            publisher_id, where = _place(session, publisher)
            accounts.grant(
                session, now, user=user, role=Role(role), publisher_id=publisher_id, where=where, actor=ACTOR
            )
        if password_stdin:
            accounts.set_password(session, now, user=user, password=sys.stdin.readline().rstrip("\r\n"), actor=ACTOR)
    say(N_("Added: %(name)s."), name=name)


@command.command(cls=Command, help=N_("Give a role. Example: portal user grant li security --publisher data-bureau"))
@click.argument("name")
@click.argument("role", type=_ROLES)
@click.option("--publisher", metavar="P", help=N_("the publisher of the role; without it: the whole city"))
def grant(*, name: str, role: str, publisher: str | None) -> None:
    """Grant."""
    with ready_services() as opened, opened.database.write() as session:
        publisher_id, where = _place(session, publisher)
        user = accounts.find_user(session, name)
        accounts.grant(
            session, opened.clock.now(), user=user, role=Role(role), publisher_id=publisher_id, where=where, actor=ACTOR
        )
    say(N_("%(name)s has the role %(role)s (%(where)s)."), name=name, role=role, where=where)


@command.command(
    cls=Command, help=N_("Take a role away. Example: portal user revoke li security --publisher data-bureau")
)
@click.argument("name")
@click.argument("role", type=_ROLES)
@click.option("--publisher", metavar="P", help=N_("the publisher of the role; without it: the whole city"))
def revoke(*, name: str, role: str, publisher: str | None) -> None:
    """Revoke."""
    with ready_services() as opened, opened.database.write() as session:
        publisher_id, where = _place(session, publisher)
        user = accounts.find_user(session, name)
        accounts.revoke(
            session, opened.clock.now(), user=user, role=Role(role), publisher_id=publisher_id, where=where, actor=ACTOR
        )
    say(N_("%(name)s does not have the role %(role)s (%(where)s)."), name=name, role=role, where=where)


def _place(session: Session, publisher: str | None) -> tuple[UUID | None, str]:
    if publisher is None:
        return None, "*"
    found = find_publisher(session, publisher)
    return found.id, found.name
