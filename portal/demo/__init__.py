"""The packages that ship with the portal, taken through the whole pipeline by demo officials."""

from portal.demo.load import load_demo
from portal.demo.people import CITY, DemoPerson, demo_people, kept_people

__all__ = ["CITY", "DemoPerson", "demo_people", "kept_people", "load_demo"]
