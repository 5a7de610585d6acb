"""portal verify."""

from pathlib import Path

import click
from sqlalchemy import select

from portal import migrations
from portal.catalog.models import Dataset, Release
from portal.cli.base import N_, Command, error_line, fail, say, services
from portal.clock import iso
from portal.errors import PortalError
from portal.ledger import load_public_keys
from portal.package import Proof, verify_zip
from portal.services import Services
from portal.wording import finding_words

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_(
        "Prove a downloaded release, offline: every file as released, the ledger entry signed.\n\n"
        "Exit code 0: all holds; 1: something differs; 2: unreadable. Example:\n"
        "portal verify metro-stations-v1.zip --key keys.json"
    ),
)
@click.argument("package", metavar="PACKAGE.zip", type=click.Path(path_type=Path))
@click.option(
    "--key", type=click.Path(path_type=Path), metavar="FILE", help=N_("public keys; default: those of the data folder")
)
def command(*, package: Path, key: Path | None) -> None:
    """Verify."""
    with services() as opened:
        try:
            proof = verify_zip(package, load_public_keys(key) if key else opened.public_keys)
        except PortalError as error:
            click.echo(error_line(error), err=True)
            fail(2)
        for finding in proof.findings:
            click.echo(finding_words(finding)[0], err=True)
        if not proof.holds:
            say(N_("NOT as released: %(package)s"), package=package.name)
            fail(1)
        say(
            N_(
                "As released: %(dataset)s release %(number)s, %(members)s files.\n"
                "Ledger entry %(entry)s of %(at)s, key %(key)s."
            ),
            dataset=proof.dataset,
            number=proof.release,
            members=proof.members,
            entry=proof.entry,
            at=proof.at,
            key=proof.key,
        )
        _say_withdrawn(opened, proof)


def _say_withdrawn(opened: Services, proof: Proof) -> None:
    """Say whether the release has been withdrawn since, where this machine holds the portal that released it."""
    if not opened.settings.data_dir.is_dir() or not migrations.is_current(opened.database):
        return
    with opened.database.read() as session:
        at = session.scalar(
            select(Release.withdrawn_at)
            .join(Dataset, Dataset.id == Release.dataset_id)
            .where(Dataset.name == proof.dataset, Release.number == proof.release, Release.entry == proof.entry)
        )
    if at is not None:
        say(N_("Withdrawn since: %(at)s."), at=iso(at))
