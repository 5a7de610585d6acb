"""portal review: the desk in a terminal."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import click

from portal.accounts import Person
from portal.catalog.models import Revision
from portal.catalog.words import RevisionState
from portal.cli.base import N_, Command, Group, error_line, fail, print_json, ready_services, signed_in
from portal.clock import iso
from portal.errors import NotFound, PortalError
from portal.review import Event, decide
from portal.review import recall as take_back
from portal.review.inbox import decisions_of, revisions_for, visible_revision
from portal.review.models import Decision
from portal.review.policy import embargo_until
from portal.services import Services
from portal.wording import finding_words

__all__ = ["command"]


@click.group(cls=Group, help=N_("Look at revisions and decide on them, as the person of PORTAL_TOKEN."))
def command() -> None:
    """Review."""


@command.command(
    "list", cls=Command, help=N_("List the revisions that you may see. Example: portal review list --state in_review")
)
@click.option(
    "--state", type=click.Choice([state.value for state in RevisionState]), help=N_("only those in this state")
)
@click.option("--json", "as_json", is_flag=True, help=N_("a line of JSON for each revision"))
def list_(*, state: str | None, as_json: bool) -> None:
    """List."""
    with ready_services() as opened, opened.database.read() as session:
        for revision in revisions_for(session, signed_in(opened), state=state):
            row = _row(revision)
            if as_json:
                print_json(row)
            else:
                click.echo("  ".join(str(value or "-") for value in row.values()))


@command.command(cls=Command, help=N_("Show a revision: findings and decisions. Example: portal review show ID"))
@click.argument("revision_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help=N_("as one line of JSON"))
def show(*, revision_id: str, as_json: bool) -> None:
    """Show."""
    with ready_services() as opened, opened.database.read() as session:
        revision = visible_revision(session, signed_in(opened), _uuid(revision_id))
        decisions = decisions_of(session, revision.id)
        findings = [_finding(one) for one in revision.findings]
    if as_json:
        print_json(
            {
                **_row(revision),
                "hash": revision.hash,
                "findings": findings,
                "decisions": [_decision(one) for one in decisions],
            }
        )
        return
    click.echo("  ".join(str(value or "-") for value in _row(revision).values()))
    for finding in findings:
        place = ", ".join(str(finding[key]) for key in ("resource", "row", "column") if finding[key])
        click.echo(
            f"  [{finding['severity']}] {place + ': ' if place else ''}{finding['text']} {finding['remedy']}".rstrip()
        )
    for one in decisions:
        click.echo(f"  {iso(one.at)}  {one.stage or '-'}  {one.verdict}  {one.user.name}  {one.reason}".rstrip())


def _deciding(name: str, verdict: Event, text: str) -> None:
    @command.command(name, cls=Command, help=text)
    @click.argument("ids", metavar="ID...", nargs=-1, required=True)
    @click.option("--comment", default="", metavar="TEXT", help=N_("the comment, which the submitter reads"))
    @click.option(
        "--not-before", metavar="DATE", help=N_("with an approval: release on this day at the earliest (YYYY-MM-DD)")
    )
    def run(*, ids: tuple[str, ...], comment: str, not_before: str | None) -> None:
        failed = 0
        with ready_services() as opened:
            embargo = _day(not_before, opened.settings.zone)
            person = signed_in(opened)
            for one in ids:
                try:
                    state = _decide(opened, person, one, verdict, comment, embargo)
                    click.echo(f"{one}  {state}")
                except PortalError as error:
                    failed += 1
                    click.echo(f"{one}  {error_line(error)}", err=True)
        fail(1 if failed else 0)


_deciding(
    "approve",
    Event.APPROVED,
    N_("Approve revisions at their open stage. Example: portal review approve ID --comment OK"),
)
_deciding(
    "return", Event.RETURNED, N_("Return revisions to their stewards. Example: portal review return ID --comment TEXT")
)
_deciding("reject", Event.REJECTED, N_("Reject revisions for good. Example: portal review reject ID --comment TEXT"))


@command.command(cls=Command, help=N_("Take your publisher's open revision back. Example: portal review recall ID"))
@click.argument("revision_id", metavar="ID")
def recall(*, revision_id: str) -> None:
    """Recall."""
    with ready_services() as opened:
        person = signed_in(opened)
        with opened.database.write() as session:
            revision = take_back(session, opened.clock.now(), revision_id=_uuid(revision_id), by=person)
        click.echo(f"{revision_id}  {revision.state}")


def _decide(
    opened: Services, person: Person, revision_id: str, verdict: Event, comment: str, embargo: datetime | None
) -> str:
    with opened.database.read() as session:
        shown = visible_revision(session, person, _uuid(revision_id))
    with opened.database.write() as session:
        decide(
            session,
            opened.clock.now(),
            revision_id=shown.id,
            seen=shown.hash,
            stage=shown.stage,
            by=person,
            verdict=verdict,
            reason=comment,
            not_before=embargo,
        )
        return session.get_one(Revision, shown.id).state


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound("revision.unknown", id=text[:100]) from error


def _day(text: str | None, zone: ZoneInfo) -> datetime | None:
    if text is None:
        return None
    try:
        return embargo_until(text, zone)
    except PortalError as error:
        raise click.BadParameter(error_line(error), param_hint="--not-before") from error


def _row(revision: Revision) -> dict[str, Any]:
    return {
        "revision": str(revision.id),
        "dataset": revision.dataset.name,
        "state": revision.state,
        "stage": revision.stage,
    }


def _finding(one: Any) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.settled,
        "resource": one.resource,
        "row": one.row,
        "column": one.column,
        "params": one.params,
        "text": finding_words(one)[0],
        "remedy": finding_words(one)[1],
    }


def _decision(one: Decision) -> dict[str, Any]:
    return {"stage": one.stage, "verdict": one.verdict, "by": one.user.name, "at": iso(one.at), "reason": one.reason}
