"""The portal's settings: typed, from ``PORTAL_*`` environment variables or one TOML file, each with its source."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portal.errors import PortalError

__all__ = ["Settings", "load_settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the portal is told from outside. Field ``data_dir`` is ``PORTAL_DATA_DIR``, and so on.

    sources: where each value came from: ``environment``, ``file`` or ``default``.
    """

    data_dir: Path = field(default=Path("var"), metadata={"help": "folder that holds everything the portal keeps"})
    database_url: str = field(
        default="", metadata={"help": "SQLAlchemy URL; default: SQLite, portal.db in the data folder"}
    )
    storage_url: str = field(default="", metadata={"help": "file: URL of the blobs; default: blobs in the data folder"})
    search_url: str = field(
        default="", metadata={"help": "whoosh: URL of the index; default: index in the data folder"}
    )
    site_url: str = field(
        default="", metadata={"help": "address that the public uses; default: the one serve was given"}
    )
    site_name: str = field(default="开放", metadata={"help": "name of the portal in Chinese"})
    site_name_en: str = field(default="Kaifang", metadata={"help": "name of the portal in English"})
    time_zone: str = field(default="Asia/Shanghai", metadata={"help": "zone in which times are shown"})
    secret_key: str = field(default="", metadata={"help": "signs sessions; default: made by init", "secret": "yes"})
    signing_key: str = field(
        default="", metadata={"help": "folder of the ledger's keys; default: keys in the data folder"}
    )
    max_upload_bytes: int = field(default=200_000_000, metadata={"help": "largest upload at the desk, in bytes"})
    query_seconds: int = field(
        default=30, metadata={"help": "how long one query of a table may run, in seconds; 0: no limit"}
    )
    table_cache_bytes: int = field(
        default=20_000_000_000,
        metadata={"help": "how large the files to query tables from may grow in cache/tables, in bytes"},
    )
    rate_limit: str = field(
        default="3000 per minute",
        metadata={"help": "how often one address may ask the API, feeds, search and tables; empty: no limit"},
    )
    answer_cache_bytes: int = field(
        default=32_000_000,
        metadata={"help": "memory in which each web process keeps answers it has made, in bytes; 0: none"},
    )
    trusted_proxies: int = field(
        default=0, metadata={"help": "how many proxies stand before the portal, whose X-Forwarded-For is believed"}
    )
    content_dir: Path = field(
        default=Path(__file__).resolve().parent.parent,
        metadata={"help": "folder that holds licenses/ and datapackages/"},
    )
    disclosure_file: str = field(
        default="", metadata={"help": "TOML or JSON file of what is the city's own in disclosure control"}
    )
    production: bool = field(default=False, metadata={"help": "refuse unsafe combinations; cookies over HTTPS only"})
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are shown."""
        return ZoneInfo(self.time_zone)

    @property
    def database(self) -> str:
        """The database's URL, the default filled in. Raises PortalError for a kind that is neither of the two."""
        if not self.database_url:
            return f"sqlite:///{(self.data_dir / 'portal.db').absolute()}"
        if self.database_url.partition(":")[0].partition("+")[0] not in ("sqlite", "postgresql"):
            raise PortalError("setting.value", name="PORTAL_DATABASE_URL")
        return self.database_url

    @property
    def storage(self) -> str:
        """The blob store's URL, the default filled in. Raises PortalError if this version cannot store into it."""
        if not self.storage_url:
            return f"file:{(self.data_dir / 'blobs').absolute()}"
        scheme, _, place = self.storage_url.partition(":")
        if scheme != "file" or not place.removeprefix("//"):
            raise PortalError("setting.value", name="PORTAL_STORAGE_URL")
        return self.storage_url

    @property
    def index_dir(self) -> Path:
        """The folder of the search index. Raises PortalError if this version has no such engine."""
        if not self.search_url:
            return self.data_dir / "index"
        scheme, _, place = self.search_url.partition(":")
        if scheme != "whoosh" or not place.removeprefix("//"):
            raise PortalError("setting.value", name="PORTAL_SEARCH_URL")
        return Path(place.removeprefix("//"))

    @property
    def key_dir(self) -> Path:
        """The folder of the ledger's keys."""
        return Path(self.signing_key) if self.signing_key else self.data_dir / "keys"


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; ``PORTAL_CONFIG`` names the TOML file, whose keys are the fields' names.

    Raises PortalError for an unknown key, a value of the wrong kind, or a file that cannot be read.
    """
    file = _read_file(environment.get("PORTAL_CONFIG", ""))
    known = {one.name: one for one in fields(Settings) if one.name != "sources"}
    for key in file:
        if key not in known:
            raise PortalError("setting.unknown", name=key)
    values: dict[str, object] = {}
    sources = dict.fromkeys(known, "default")
    for name, one in known.items():
        variable = f"PORTAL_{name.upper()}"
        if variable in environment:
            values[name], sources[name] = _typed(variable, environment[variable], one.default), "environment"
        elif name in file:
            values[name], sources[name] = _typed(name, str(file[name]), one.default), "file"
    settings = Settings(**values, sources=sources)  # type: ignore[arg-type]  # each value has been typed by its default
    try:
        _ = settings.zone
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PortalError("setting.value", name="PORTAL_TIME_ZONE") from error
    return settings


def _typed(name: str, text: str, default: object) -> object:
    try:
        if isinstance(default, bool):
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}[
                text.lower()
            ]
        if isinstance(default, int):
            return _not_negative(int(text))
    except (KeyError, ValueError) as error:
        raise PortalError("setting.value", name=name) from error
    return Path(text) if isinstance(default, Path) else text


def _not_negative(number: int) -> int:
    if number < 0:
        raise ValueError(number)
    return number


def _read_file(name: str) -> dict[str, object]:
    if not name:
        return {}
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:  # not there, not UTF-8, not TOML
        raise PortalError("setting.file", path=name) from error
