"""portal validate."""

from collections.abc import Iterator
from pathlib import Path

import click

from portal import intake
from portal.cli.base import N_, Command, error_line, fail, print_json, say
from portal.errors import PortalError
from portal.finding import Finding, Severity
from portal.package import read_descriptor
from portal.review.checks.metadata import missing_metadata
from portal.review.policy import releasable
from portal.wording import finding_place, finding_words

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_(
        "Validate a package, its descriptor or a data file: the verdict is that of “frictionless validate”.\n\n"
        "Exit code 0: valid; 1: invalid; 2: PATH cannot be opened. Example: portal validate datapackages/themes"
    ),
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=N_("print the report as JSON"))
def command(*, path: Path, as_json: bool) -> None:
    """Validate."""
    try:
        valid, report = intake.verdict(path)
    except PortalError as error:
        click.echo(error_line(error), err=True)
        fail(2)
    notes = [*_asked_for(path), *(one for one in report.findings if one.severity is not Severity.BLOCK)]
    problems = [one for one in report.findings if one.severity is Severity.BLOCK]
    if as_json:
        rows = {"rows": report.rows, "errors": report.errors, "by_code": dict(report.by_code)}
        listed = {"findings": [_json(one) for one in problems], "notes": [_json(one) for one in notes]}
        print_json({"valid": valid, **rows, **listed})
    else:
        for one in problems:
            click.echo(_line(one))
        for one in notes:
            say(N_("Note: %(note)s"), note=_line(one))
        if report.errors > len(problems):
            say(N_("… and %(count)s more"), count=report.errors - len(problems))
        say(N_("Valid: %(path)s") if valid else N_("Not valid: %(path)s"), path=path)
    fail(0 if valid else 1)


def _asked_for(path: Path) -> Iterator[Finding]:
    """Name what the review would further ask of a package; of a single data file it asks nothing."""
    if not path.is_dir() and not path.name.startswith("datapackage."):
        return
    try:
        descriptor, _ = read_descriptor(path)
    except PortalError:  # the verdict says so already
        return
    licenses = descriptor.get("licenses")
    if not licenses:
        yield Finding("licence.missing", Severity.BLOCK)
    yield from missing_metadata(descriptor)
    grade, opening = descriptor.get("grade"), descriptor.get("opening")
    if isinstance(grade, str) and isinstance(opening, str) and (code := releasable(grade, opening)):
        yield Finding(code, Severity.BLOCK, params={"grade": grade, "opening": opening})


def _line(one: Finding) -> str:
    place, words = finding_place(one), " ".join(finding_words(one)).rstrip()
    return f"{place}: {words}" if place else words


def _json(one: Finding) -> dict[str, object]:
    return {
        "code": one.code,
        "resource": one.resource,
        "row": one.row,
        "column": one.column,
        "params": dict(one.params),
        "text": finding_words(one)[0],
        "remedy": finding_words(one)[1],
    }
