"""How the portal works, in short; and the schema of what its descriptors hold beside the standard."""

from flask import Response, render_template

from portal.package import profile_bytes
from portal.web.public.blueprint import public_pages

__all__ = ["about", "profile_schema"]


@public_pages.get("/about")
def about() -> str:
    """Say how data gets here and how it can be trusted."""
    return render_template("public/about.html")


@public_pages.get("/profiles/1.json")
def profile_schema() -> Response:
    """Give the JSON Schema that ships in each zip as ``profile.json``."""
    answer = Response(profile_bytes(), content_type="application/schema+json")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer
