"""CPU time of an answer of the portal beside a bare Flask route that returns the same bytes.

``python -m benchmarks.http_speed``: a dataset's JSON, its 304, a page, and a download beside ``send_file``, in one
process, through the same WSGI harness; the median of several rounds. Answers are measured twice: kept in memory from
the first time they were asked for, as the portal runs, and made anew for each request.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flask import Flask, Response, request, send_file
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app

from portal.app import create_app
from portal.demo import demo_people, load_demo
from portal.services import Services, open_services
from portal.settings import Settings
from portal.setup import prepare

_ROUNDS, _REQUESTS = 9, 60
_JSON = "/api/v1/datasets/metro-stations"
_PAGE = "/datasets/metro-stations"
_FILE = "/datasets/air-quality-daily/releases/1/air-quality-daily-v1.zip"


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="kaifang-bench-") as folder:
        services = open_services(Settings(data_dir=Path(folder) / "var", rate_limit="1000000 per minute"))
        prepare(services)
        demo_people(services)
        load_demo(services, progress=lambda *_: None)
        try:
            _compare(services, Path(folder))
        finally:
            services.close()
    return 0


def _compare(services: Services, folder: Path) -> None:
    portal = create_app(services)
    services.settings = replace(services.settings, answer_cache_bytes=0)
    unkept = create_app(services)
    client = Client(portal)
    whole = {path: client.get(path) for path in (_JSON, _PAGE, _FILE)}
    file = folder / "same.zip"
    file.write_bytes(whole[_FILE].get_data())
    bare = _bare({path: answer.get_data() for path, answer in whole.items()}, file)
    tag = whole[_JSON].headers["ETag"]
    rows: list[tuple[str, Flask, str, dict[str, str]]] = [
        ("a dataset's JSON", portal, _JSON, {}),
        ("a dataset's JSON, made anew", unkept, _JSON, {}),
        ("its 304", portal, _JSON, {"If-None-Match": tag}),
        ("a dataset's page", portal, _PAGE, {}),
        ("a dataset's page, made anew", unkept, _PAGE, {}),
        (f"a download of {file.stat().st_size:,} bytes", portal, _FILE, {}),
    ]
    print(f"{'answer':36}  portal us  bare us  ratio")
    for what, app, path, headers in rows:
        ours, theirs = _cost(app, path, headers), _cost(bare, path, headers)
        print(f"{what:36}  {ours * 1e6:9.0f}  {theirs * 1e6:7.0f}  {ours / theirs:5.2f}")


def _bare(bodies: dict[str, bytes], file: Path) -> Flask:
    """Make the peer: one route a path, the same bytes, Flask's own conditional answers and ``send_file``."""
    app = Flask("bare")

    def answer(path: str) -> Callable[[], Response]:
        def view() -> Response:
            if path == _FILE:
                return send_file(file, mimetype="application/zip")
            made = Response(bodies[path], mimetype="application/json" if path == _JSON else "text/html")
            made.set_etag("fixed")
            return made.make_conditional(request)

        return view

    for number, path in enumerate(bodies):
        app.add_url_rule(path, f"view{number}", answer(path))
    return app


def _cost(app: Flask, path: str, headers: dict[str, str]) -> float:
    """Return CPU seconds a request, the body read to its end."""
    if app.name == "bare" and headers:
        headers = {"If-None-Match": '"fixed"'}
    costs = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        for _ in range(_REQUESTS):
            environ = EnvironBuilder(path=path, headers=headers).get_environ()
            body, status, _ = run_wsgi_app(app, environ)
            for _chunk in body:
                pass
            getattr(body, "close", lambda: None)()
            assert status.startswith(("200", "304")), status
        costs.append((time.process_time() - started) / _REQUESTS)
    return statistics.median(costs)


if __name__ == "__main__":
    sys.exit(main())
