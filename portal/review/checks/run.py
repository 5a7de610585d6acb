"""Running the checks: work that is due while a revision is in ``checking``. May be run twice."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal import audit, intake
from portal.canonical import canonical
from portal.catalog.blobs import record_blobs
from portal.catalog.models import FindingRecord, Revision
from portal.catalog.words import RevisionState
from portal.clock import Clock
from portal.db import Database
from portal.disclosure import Report
from portal.disclosure.policy import DEFAULT, Policy
from portal.finding import Finding, Severity
from portal.review.checks.code_lists import check_code_lists
from portal.review.checks.context import Check, CheckContext, lay_out
from portal.review.checks.data import check_data
from portal.review.checks.disclosure import check_disclosure
from portal.review.checks.files import check_files
from portal.review.checks.grade import check_grade
from portal.review.checks.licence import check_licence
from portal.review.checks.metadata import check_metadata
from portal.review.decisions import get_revision
from portal.review.workflow import Event, after
from portal.storage import Storage, StoredBlob

__all__ = ["CHECKS", "run_checks"]

CHECKS: tuple[Check, ...] = (
    check_files,
    check_metadata,
    check_licence,
    check_grade,
    check_data,
    check_code_lists,
    check_disclosure,
)


def run_checks(
    database: Database, storage: Storage, clock: Clock, revision_id: UUID, *, policy: Policy = DEFAULT
) -> None:
    """Examine a revision, attach what was found and the profiles of its tables, and open its review.

    Does nothing if it is no longer in ``checking``: another run was faster, or a steward took it back.
    """
    with database.read() as session:
        revision = get_revision(session, revision_id)
        if revision.state != RevisionState.CHECKING:
            return
        findings, profiles, reports = _examine(session, storage, clock, revision, policy)
    now = clock.now()
    with database.write() as session:
        revision = get_revision(session, revision_id, lock=True)
        if revision.state != RevisionState.CHECKING:
            return
        record_blobs(session, profiles.values(), now)
        for file in revision.files:
            if file.resource in profiles:
                file.profile_sha256 = profiles[file.resource].sha256
            file.report = reports[file.resource].as_json()
        session.execute(delete(FindingRecord).where(FindingRecord.revision_id == revision.id))
        session.add_all(_record(revision.id, finding) for finding in findings)
        revision.state = after(RevisionState.CHECKING, Event.CHECKED).value
        revision.checked_at = now
        session.flush()
        counts = {one.value: sum(finding.severity is one for finding in findings) for one in Severity}
        details = {"dataset": revision.dataset.name, **counts}
        audit.record(session, now, actor="system", action="review.checked", subject=str(revision.id), details=details)


def _examine(
    session: Session, storage: Storage, clock: Clock, revision: Revision, policy: Policy
) -> tuple[list[Finding], dict[str, StoredBlob], Mapping[str, Report]]:
    with lay_out(storage, revision.files) as folder:
        context = CheckContext(
            session=session,
            storage=storage,
            descriptor=revision.descriptor,
            files=revision.files,
            root=Path(folder),
            today=clock.now().date(),
            policy=policy,
        )
        findings = [finding for check in CHECKS for finding in check(context)]
        misfits = _misfits(findings)
        profiles = {
            file.resource: _store_profile(
                storage, _without_values(intake.profile(path, resource["schema"]), context.reports[file.resource])
            )
            for file, resource, path in context.tables()
            if file.resource not in misfits
        }
        reports = context.reports
    return findings, profiles, reports


def _misfits(findings: Sequence[Finding]) -> set[str | None]:
    """Resources whose table does not fit its schema: their values have no types to be profiled by."""
    return {
        finding.resource for finding in findings if finding.code.startswith(("schema.", "header.", "row.", "cell."))
    }


def _without_values(profile: dict[str, Any], report: Report) -> dict[str, Any]:
    """Take examples and extremes out of the profile of columns that tell of persons: a profile is kept and shown."""
    told = {one.column for one in report.findings if one.severity is not Severity.INFO}
    for column in profile["columns"]:
        if column["name"] in told:
            column["examples"] = []
            for extreme in ("min", "max"):
                column.pop(extreme, None)
    return profile


def _store_profile(storage: Storage, profile: dict[str, Any]) -> StoredBlob:
    return storage.put(io.BytesIO(canonical(profile)))


def _record(revision_id: UUID, finding: Finding) -> FindingRecord:
    return FindingRecord(
        revision_id=revision_id,
        code=finding.code,
        severity=finding.severity.value,
        settled=finding.severity.value,
        resource=finding.resource,
        row=finding.row,
        column=finding.column,
        params=dict(finding.params),
    )
