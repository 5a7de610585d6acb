"""What the web server's processes call to make the application."""

from flask import Flask

from portal.app import create_app
from portal.services import open_services
from portal.settings import load_settings

__all__ = ["make"]


def make() -> Flask:
    """Make the application from the settings, in the process that will answer."""
    return create_app(open_services(load_settings()))
