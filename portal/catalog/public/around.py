"""What stands around the datasets: publishers, themes, licences, the ledger."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.catalog.models import Dataset, License, Publisher, Theme
from portal.catalog.presentation import LicenseView
from portal.catalog.public.lists import count_facet
from portal.catalog.public.making import license_view, publisher_named, theme_named
from portal.catalog.public.values import Filters, PublisherView, ThemeView
from portal.ledger.models import LedgerEntry

__all__ = ["ledger_entries", "licenses", "publishers", "themes"]


def publishers(session: Session) -> list[PublisherView]:
    """Return all publishers by title, each with how many datasets it has standing."""
    counts = dict(
        session.execute(
            select(Dataset.publisher_id, func.count())
            .where(Dataset.current_release_id.is_not(None))
            .group_by(Dataset.publisher_id)
        ).all()
    )
    rows = session.scalars(select(Publisher).order_by(Publisher.title)).all()
    names = {one.id: one.name for one in rows}
    return [
        PublisherView(
            name=one.name,
            title=publisher_named(one).title,
            short=one.short or "",
            kind=one.kind,
            parent=names.get(one.parent_id) if one.parent_id else None,
            datasets=counts.get(one.id, 0),
        )
        for one in rows
    ]


def themes(session: Session) -> list[ThemeView]:
    """Return all themes in the city's order, each with how many datasets stand under it."""
    counts = count_facet(session, Filters(), "theme")
    rows = session.scalars(select(Theme).order_by(Theme.position, Theme.name))
    return [ThemeView(one.name, theme_named(one).title, counts.get(one.name, 0)) for one in rows]


def licenses(session: Session) -> list[LicenseView]:
    """Return all licences by id."""
    return [license_view(one) for one in session.scalars(select(License).order_by(License.id))]


def ledger_entries(session: Session, *, page: int, per_page: int) -> tuple[list[LedgerEntry], int]:
    """Return a page of the ledger, newest first, and how many entries there are."""
    total = session.scalar(select(func.count()).select_from(LedgerEntry)) or 0
    query = select(LedgerEntry).order_by(LedgerEntry.number.desc()).limit(per_page).offset((page - 1) * per_page)
    return list(session.scalars(query)), total
