"""Settings come typed from where they are said to come, and the docs list each."""

from dataclasses import fields
from pathlib import Path

import pytest

from portal.errors import PortalError
from portal.services import open_services
from portal.settings import Settings, load_settings

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def test_the_docs_list_every_setting() -> None:
    listed = {line.split("`")[1] for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")}
    assert listed == {f"PORTAL_{one.name.upper()}" for one in fields(Settings) if one.name != "sources"}


def test_environment_goes_before_the_file_and_both_before_the_default(tmp_path: Path) -> None:
    file = tmp_path / "portal.toml"
    file.write_text('site_name = "城市"\nmax_upload_bytes = 5\n', encoding="utf-8")
    settings = load_settings({"PORTAL_CONFIG": str(file), "PORTAL_MAX_UPLOAD_BYTES": "7", "PORTAL_PRODUCTION": "yes"})
    assert (settings.site_name, settings.max_upload_bytes, settings.production) == ("城市", 7, True)
    assert settings.sources["site_name"] == "file"
    assert settings.sources["max_upload_bytes"] == "environment"
    assert settings.sources["time_zone"] == "default"


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"PORTAL_MAX_UPLOAD_BYTES": "many"}, "setting.value"),
        ({"PORTAL_PRODUCTION": "perhaps"}, "setting.value"),
        ({"PORTAL_MAX_UPLOAD_BYTES": "-1"}, "setting.value"),
        ({"PORTAL_TIME_ZONE": "Nowhere/City"}, "setting.value"),
        ({"PORTAL_TIME_ZONE": "../etc/passwd"}, "setting.value"),
        ({"PORTAL_TIME_ZONE": ""}, "setting.value"),
        ({"PORTAL_CONFIG": "/no/such/file"}, "setting.file"),
    ],
)
def test_what_cannot_be_read_is_named(environment: dict[str, str], code: str) -> None:
    with pytest.raises(PortalError) as caught:
        load_settings(environment)
    assert caught.value.code == code


def test_an_unknown_key_of_the_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "portal.toml"
    file.write_text('colour = "blue"\n')
    with pytest.raises(PortalError, match=r"setting\.unknown"):
        load_settings({"PORTAL_CONFIG": str(file)})


def test_the_data_folder_can_be_moved(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    assert str(tmp_path) in settings.database
    assert settings.index_dir.parent == settings.key_dir.parent == tmp_path


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "portal.toml"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(PortalError, match=r"setting\.file"):
        load_settings({"PORTAL_CONFIG": str(file)})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("database_url", "nonsense"),
        ("database_url", "mysql://somewhere/portal"),
        ("database_url", "sqlite:nonsense"),
        ("storage_url", "s3://bucket"),
        ("storage_url", "file://"),
        ("search_url", "typesense://somewhere"),
    ],
)
def test_an_address_that_this_version_cannot_use_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(PortalError) as caught:
        _ = open_services(Settings(data_dir=tmp_path, **{name: value})).search
    assert (caught.value.code, caught.value.params) == ("setting.value", {"name": f"PORTAL_{name.upper()}"})
