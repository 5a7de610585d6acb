"""Signing in and out."""

import posixpath
from urllib.parse import unquote, urlsplit

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as WerkzeugResponse

from portal import accounts
from portal.errors import PortalError
from portal.web.desk.blueprint import desk
from portal.web.desk.forms import SignInForm
from portal.web.desk.session import current_person, forget_person, keep_person
from portal.web.reading import services

__all__ = ["login", "logout"]

Answer = str | WerkzeugResponse | tuple[str, int]


@desk.route("/login", methods=["GET", "POST"])
def login() -> Answer:
    """Ask for name and password, and lead to where the person wanted to go."""
    wanted = _own_path(request.values.get("next", ""))
    if request.method == "GET":
        if current_person() is not None:
            return redirect(wanted, 303)
        return render_template("desk/login.html", form=SignInForm(), wanted=wanted, error=None)
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("desk/login.html", form=form, wanted=wanted, error=None), 400
    name = (form.name.data or "").strip()
    address, password = request.remote_addr or "", form.password.data or ""
    try:
        user = accounts.sign_in(
            services().database, services().clock.now(), name=name, password=password, address=address
        )
    except PortalError as error:
        status = 429 if isinstance(error, accounts.TooManyAttempts) else 403
        return render_template("desk/login.html", form=form, wanted=wanted, error=error), status
    keep_person(user)
    return redirect(wanted, 303)


@desk.post("/logout")
def logout() -> WerkzeugResponse:
    """End the session."""
    forget_person()
    return redirect(url_for("public.home"), 303)


def _own_path(wanted: str) -> str:
    """Return where to go after signing in: a page of the desk of this site, whatever the address asked for."""
    home = url_for("desk.home")
    if "\\" in wanted or any(ord(character) < 0x21 for character in wanted):
        return home
    target = urlsplit(wanted)
    path = posixpath.normpath(unquote(target.path))  # as a browser reads it: dots lead up, encoded ones too
    inside = path == home or path.startswith(f"{home}/")
    return wanted if inside and not target.scheme and not target.netloc else home
