"""The catalogue of the public side on a live loopback server, for clients that speak HTTP."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import ckanapi
import pytest
from flask.testing import FlaskClient

from portal.app import create_app
from portal.services import Services
from tests.integration.public.conftest import catalogue, catalogue_url, client
from tests.live import served

__all__ = ["catalogue", "catalogue_url", "client"]

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def address(catalogue: Services) -> Iterator[str]:
    """Give the address of a live server of the catalogue."""
    with served(create_app(catalogue)) as address:
        yield address


@pytest.fixture
def remote(address: str) -> Iterator[ckanapi.RemoteCKAN]:
    """Give ckanapi's client of that server."""
    with ckanapi.RemoteCKAN(address) as opened:
        yield opened


@pytest.fixture
def command(address: str) -> Command:
    """Give ckanapi's command on that server; its workers are started by name, so its folder is on the path."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        folder = Path(sys.executable).parent
        environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
        whole = [str(folder / "ckanapi"), *arguments, "-r", address]
        return subprocess.run(whole, env=environment, capture_output=True, text=True, timeout=120, check=False)

    return run


@pytest.fixture
def ask(client: FlaskClient) -> Callable[..., object]:
    """Give the result of an action by GET, parameters as they are in an address."""

    def asked(action: str, **parameters: object) -> object:
        answer = client.get(f"/api/3/action/{action}", query_string=parameters)
        body = answer.get_json()
        assert (answer.status_code, body["success"]) == (200, True), body
        return body["result"]

    return asked
