"""The portal as other catalogues see it: its names, and the one address of each thing in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from portal.catalog.presentation import DatasetView, LicenseView

__all__ = ["Site"]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the portal stands and what it is called.

    address: the public address, without a slash at its end; every other address is made from it.
    names: the portal's name by language, ``zh`` and ``en``.
    """

    address: str
    names: Mapping[str, str]
    zone: ZoneInfo

    def page(self, path: str, language: str = "zh") -> str:
        """Return the address of a page: a path that begins with a slash, in a language."""
        return f"{self.address}{'/en' if language == 'en' else ''}{path}"

    def dataset(self, name: str, language: str = "zh") -> str:
        """Return the address of a dataset; the Chinese one is its identifier."""
        return self.page(f"/datasets/{name}", language)

    def release(self, name: str, number: int | None) -> str:
        """Return the permanent address of a release: what is cited."""
        return f"{self.dataset(name)}/releases/{number}"

    def descriptor(self, name: str, number: int | None) -> str:
        """Return the address of a release's ``datapackage.json``."""
        return f"{self.release(name, number)}/datapackage.json"

    def file(self, name: str, number: int | None, path: str) -> str:
        """Return the address of a member of a release."""
        return f"{self.release(name, number)}/{quote(path)}"

    def package(self, name: str, number: int | None) -> str:
        """Return the address of a release's zip."""
        return f"{self.release(name, number)}/{name}-v{number}.zip"

    def license(self, license_: LicenseView) -> str:
        """Return the licence's own address, or its page here where it has none."""
        own = license_.record.get("url")
        return str(own) if own else self.page(f"/licenses/{quote(license_.id)}")

    def landing(self, view: DatasetView) -> str:
        """Return the page that a person is led to."""
        return self.dataset(view.name)

    def day(self, moment: datetime) -> date:
        """Return the day of an instant in the site's zone."""
        return moment.astimezone(self.zone).date()
