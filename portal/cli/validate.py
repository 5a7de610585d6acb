"""portal validate."""

from pathlib import Path

import click

from portal import intake
from portal.cli.base import N_, Command, error_line, fail, print_json, say
from portal.errors import PortalError
from portal.finding import Finding, Severity
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
    problems = [one for one in report.findings if one.severity is Severity.BLOCK]
    notes = [one for one in report.findings if one.severity is not Severity.BLOCK]
    if as_json:
        rows = {"rows": report.rows, "errors": report.errors, "by_code": dict(report.by_code)}
        listed = {"findings": [_json(one) for one in problems], "notes": [_json(one) for one in notes]}
        print_json({"valid": valid, **rows, **listed})
    else:
        for one in (*problems, *notes):
            click.echo(_line(one))
        if report.errors > len(problems):
            say(N_("… and %(count)s more"), count=report.errors - len(problems))
        say(N_("Valid: %(path)s") if valid else N_("Not valid: %(path)s"), path=path)
    fail(0 if valid else 1)


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
