"""How the portal works, who can use it, what its pages are made of; and the schema of what descriptors hold."""

from flask import Response, render_template

from portal.catalog import public
from portal.package import profile_bytes
from portal.web.icons import icon_names
from portal.web.public.blueprint import public_pages
from portal.web.reading import read_session

__all__ = ["about", "accessibility", "profile_schema", "styleguide"]


@public_pages.get("/about")
def about() -> str:
    """Say how data gets here and how it can be trusted."""
    return render_template("public/about.html")


@public_pages.get("/accessibility")
def accessibility() -> str:
    """Say for whom the pages work, what does not yet, and whom to tell."""
    return render_template("public/accessibility.html")


@public_pages.get("/styleguide")
def styleguide() -> str:
    """Show each component in each state; for those who build pages, in no menu."""
    return render_template("public/styleguide.html", themes=public.themes(read_session()), icons=sorted(icon_names()))


@public_pages.get("/profiles/1.json")
def profile_schema() -> Response:
    """Give the JSON Schema that ships in each zip as ``profile.json``."""
    answer = Response(profile_bytes(), content_type="application/schema+json")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
