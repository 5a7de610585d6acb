"""portal withdraw."""

import click

from portal.cli.base import N_, Command, ready_services, say, signed_in
from portal.release import withdraw

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_(
        "Take a release back, as the person of PORTAL_TOKEN; a tombstone with the reason stays.\n\n"
        'Example: portal withdraw public-holidays 1 --reason "Superseded"'
    ),
)
@click.argument("dataset")
@click.argument("number", metavar="N", type=int)
@click.option("--reason", required=True, metavar="TEXT", help=N_("why, for the public"))
def command(*, dataset: str, number: int, reason: str) -> None:
    """Withdraw."""
    with ready_services() as opened:
        person = signed_in(opened)
        with opened.database.write() as session:
            entry = withdraw(
                session, opened.clock.now(), opened.signer, dataset=dataset, number=number, by=person, reason=reason
            )
        say(
            N_("Withdrawn: %(dataset)s release %(number)s, ledger entry %(entry)s."),
            dataset=dataset,
            number=number,
            entry=entry.number,
        )
