"""portal doctor."""

from dataclasses import fields
from urllib.parse import urlsplit, urlunsplit

import click

from portal import migrations
from portal.cli.base import N_, Command, error_line, fail, say
from portal.errors import Fact, PortalError
from portal.jobs import MOST_ATTEMPTS
from portal.jobs.leases import given_up
from portal.ledger import standing_at
from portal.services import Services, open_services
from portal.settings import Settings, load_settings
from portal.worker import followers

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_("Print each setting with its source, and what is wrong with this portal. Example: portal doctor"),
)
def command() -> None:
    """Examine."""
    settings = load_settings()
    for one in fields(settings):
        if one.name == "sources":
            continue
        value = _masked(str(getattr(settings, one.name)), secret="secret" in one.metadata)
        click.echo(f"PORTAL_{one.name.upper()}={value}  [{settings.sources.get(one.name, 'default')}]")
    opened = open_services(settings)
    problems = [*_unsafe(settings), *_policy(opened), *_unprepared(opened)]
    opened.close()
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        fail(1)
    say(N_("Nothing is wrong."))


def _masked(value: str, *, secret: bool) -> str:
    """Hide secrets, and the password inside a database's address."""
    if secret:
        return "********" if value else ""
    parts = urlsplit(value)
    if parts.password:
        return urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", ":********@")))
    return value


def _unsafe(settings: Settings) -> list[str]:
    """Name what must not be so in production."""
    if not settings.production:
        return []
    wrong = []
    if not settings.site_url.startswith("https://"):
        wrong.append("PORTAL_SITE_URL")
    if settings.secret_key and len(settings.secret_key) < 32:
        wrong.append("PORTAL_SECRET_KEY")
    if (settings.data_dir / "demo-people.json").exists():
        wrong.append("demo-people.json")
    return [_line("setting.unsafe", name) for name in wrong]


def _unprepared(opened: Services) -> list[str]:
    if not migrations.is_current(opened.database):
        return [_line("database.old", "")]
    behind = []
    with opened.database.read() as session:
        behind += [
            _line("work.given_up", name, reason=reason)
            for name, reason in given_up(session, most_attempts=MOST_ATTEMPTS)
        ]
        head = standing_at(session)
        for follower in followers(opened):
            stand = follower.position(session)
            if stand != head:
                behind.append(_line("follower.behind", follower.name, behind=head - stand))
    try:
        _ = opened.signer
    except PortalError as error:
        behind.append(_line(error.code, ""))
    return behind


def _policy(opened: Services) -> list[str]:
    """Name what is wrong in the city's file of disclosure control."""
    try:
        _ = opened.policy
    except PortalError as error:
        return [error_line(error)]
    return []


def _line(code: str, name: str, **facts: Fact) -> str:
    """Return a problem as one line."""
    return error_line(PortalError(code, name=name, **facts))
