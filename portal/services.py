"""The one place that wires: from settings to what verbs take as arguments."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.exc import ArgumentError

from portal.catalog.license_compatibility import Pairing, read_pairings
from portal.clock import Clock, SystemClock
from portal.db import Database
from portal.disclosure.policy import Policy
from portal.disclosure.policy_file import read_policy
from portal.errors import PortalError
from portal.ledger import PublicKeys, Signer, load_public_keys, load_signer
from portal.search import SearchEngine, WhooshEngine
from portal.settings import Settings
from portal.storage import Storage, open_storage
from portal.tables.engine import Tables

__all__ = ["Services", "open_services"]


@dataclass
class Services:
    """What the rooms work with. Keys and index are opened when first needed."""

    settings: Settings
    database: Database
    storage: Storage
    clock: Clock

    @cached_property
    def signer(self) -> Signer:
        """The ledger's signer. Raises PortalError before ``portal init``."""
        return load_signer(self.settings.key_dir)

    @property
    def public_keys(self) -> PublicKeys:
        """The ledger's public keys."""
        return load_public_keys(self.settings.key_dir / "keys.json")

    @cached_property
    def search(self) -> SearchEngine:
        """The search engine."""
        return WhooshEngine(self.settings.index_dir)

    @cached_property
    def tables(self) -> Tables:
        """The tables of releases, to be queried; what lies in their folder can be made again."""
        return Tables(
            self.settings.data_dir / "cache" / "tables",
            seconds=self.settings.query_seconds,
            most_bytes=self.settings.table_cache_bytes,
        )

    @cached_property
    def pairings(self) -> tuple[Pairing, ...]:
        """Which licences go together, as the content says that ships with the portal.

        Raises PortalError if it is not where the settings say, CompatibilityError if it is broken.
        """
        try:
            return read_pairings(self.settings.content_dir / "licenses")
        except OSError as error:
            raise PortalError("setting.value", name="PORTAL_CONTENT_DIR") from error

    @cached_property
    def policy(self) -> Policy:
        """What decides how much a table may tell: the city's own, if the settings name a file.

        Raises PortalError ``setting.disclosure_*`` if it is wrong.
        """
        return read_policy(self.settings.disclosure_file)

    def close(self) -> None:
        """Give back what is open."""
        if "tables" in self.__dict__:
            self.tables.close()
        self.database.close()


def open_services(settings: Settings, clock: Clock | None = None) -> Services:
    """Open the services that the settings name. Raises PortalError for an address that names none."""
    try:
        database = Database(settings.database)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise PortalError("setting.value", name="PORTAL_DATABASE_URL") from error
    return Services(settings, database, open_storage(settings.storage), clock or SystemClock())
