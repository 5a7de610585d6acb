"""portal openapi."""

import click
from flask import Flask

from portal.api.v1 import api_v1
from portal.api.v1.openapi import openapi
from portal.canonical import pretty
from portal.cli.base import N_, Command

__all__ = ["command"]


@click.command(
    cls=Command,
    help=N_("Print the description of the API (OpenAPI 3.1).\n\nExample: portal openapi > openapi.json"),
)
def command() -> None:
    """Describe the API; no portal has to be prepared for it."""
    app = Flask("portal.openapi", static_folder=None)
    app.register_blueprint(api_v1)
    click.echo(pretty(openapi(app, {})), nl=False)
