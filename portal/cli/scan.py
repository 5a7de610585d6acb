"""portal scan."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from flask_babel import gettext

from portal.cli.base import N_, Command, error_line, fail, print_json, say
from portal.disclosure import Report, Revealed, scan_path
from portal.disclosure.findings import as_finding, risk_findings
from portal.disclosure.policy_file import read_policy
from portal.errors import PortalError
from portal.finding import Finding, Severity
from portal.settings import load_settings
from portal.wording import finding_words
from portal.wording.desk import desk_label

__all__ = ["command"]

_LARGE = 4 << 20  # bytes from which on progress is shown
_GRAVEST_FIRST = list(Severity)


@click.command(
    cls=Command,
    help=N_(
        "Scan a file, a folder or a package for what it would reveal about a person.\n\n"
        "Exit code 0: nothing above “info”; 1: something; 2: PATH cannot be read. Example: portal scan 名单.xlsx"
    ),
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--previous",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help=N_("the same in the release before: what both together reveal"),
)
@click.option("--json", "as_json", is_flag=True, help=N_("print the report as JSON"))
def command(*, path: Path, previous: Path | None, as_json: bool) -> None:
    """Scan."""
    size = _size(path)
    try:
        policy = read_policy(load_settings().disclosure_file)
        with click.progressbar(
            length=size, label=gettext("scanning"), file=sys.stderr, hidden=as_json or size < _LARGE
        ) as bar:
            report = scan_path(
                path, today=datetime.now(UTC).date(), policy=policy, previous=previous, progress=bar.update
            )
    except PortalError as error:
        click.echo(error_line(error), err=True)
        fail(2)
    if as_json:
        print_json(report.as_json())
    else:
        _print(report, path)
    fail(0 if report.clean else 1)


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(Path(folder, name).stat().st_size for folder, _, names in os.walk(path) for name in names)


def _print(report: Report, path: Path) -> None:
    told = [(as_finding(one), ", ".join(_place(one))) for one in report.findings]
    told += [(one, table.resource or "") for table in report.tables for one in risk_findings(table)]
    for finding, place in sorted(told, key=lambda one: _GRAVEST_FIRST.index(one[0].severity)):
        click.echo(_line(finding, place))
    if report.unread:
        say(N_("Not looked into: %(names)s"), names=", ".join(report.unread))
    if report.clean:
        say(N_("Nothing that would reveal a person: %(path)s"), path=path)
    else:
        above = sum(finding.severity is not Severity.INFO for finding, _ in told)
        say(N_("Findings above “info”: %(count)s. %(path)s"), count=above, path=path)


def _place(one: Revealed) -> Iterator[str]:
    if one.resource:
        yield one.resource
    if one.sheet:
        yield gettext("sheet %(sheet)s", sheet=one.sheet)
    if one.column:
        yield one.column
    if one.rows:
        rows = ", ".join(map(str, one.rows))
        yield (
            gettext("rows %(rows)s …", rows=rows) if one.count > len(one.rows) else gettext("rows %(rows)s", rows=rows)
        )


def _line(finding: Finding, place: str) -> str:
    words, then = finding_words(finding)
    said = f"{words} {then}".rstrip() if finding.severity is not Severity.INFO else words
    return f"[{desk_label('severity', finding.severity.value)}] " + (f"{place}: {said}" if place else said)
