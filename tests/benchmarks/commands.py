"""Whole commands, start of the process included, against HTTPie sending the same request."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks._figure import Figure, in_turns
from tests.benchmarks._refusing import refusing

ROUNDS = 15
PROGRAMS = Path(sys.executable).parent
ONE_EXCHANGE = """{url_line}Authorization: Bearer abc\r
\r
HTTP/1.1 401 Unauthorized\r
WWW-Authenticate: Bearer realm="orders", error="invalid_token"\r
Content-Type: application/json\r
Content-Length: 26\r
\r
{{"error": "invalid_token"}}"""


def _run(*command, home):
    """Run a command; every one of these must have met the refusal."""
    environment = {
        **os.environ,
        "REQUEST_INSPECTOR_HOME": str(home / "ours"),
        "HTTPIE_CONFIG_DIR": str(home / "httpie"),
    }
    run = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=home
    )
    assert "401" in run.stdout, (command, run.stdout[-500:], run.stderr[-500:])


def _commands(url, home):
    file = home / "exchange.http"
    line = f"GET / HTTP/1.1\r\nHost: {url.split('/')[2]}\r\n"
    file.write_text(ONE_EXCHANGE.format(url_line=line), encoding="utf-8", newline="")
    ours = PROGRAMS / "request-inspector"
    yield "send URL", (ours, "send", url)
    yield "diagnose FILE", (ours, "diagnose", file)


def measure():
    """Yield a figure for each command; the peer prints headers and body."""
    with tempfile.TemporaryDirectory() as folder, refusing() as url:
        home = Path(folder)
        peer = (
            PROGRAMS / "http",
            "--ignore-stdin",
            "--print=hb",
            "GET",
            url,
        )
        for name, command in _commands(url, home):
            _run(*command, home=home)
            _run(*peer, home=home)
            ours, theirs = in_turns(
                lambda command=command: _run(*command, home=home),
                lambda: _run(*peer, home=home),
                rounds=ROUNDS,
            )
            detail = f"{ours * 1000:.0f} ms against {theirs * 1000:.0f} ms"
            yield Figure(f"{name} / HTTPie", ours / theirs, 1, detail)
