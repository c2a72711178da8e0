"""A command loads what it needs and no more: the start of the process is part of its time."""

import subprocess
import sys

import pytest

from tests.benchmarks._refusing import refusing

RUN = """
import sys
from inspector.__main__ import main
status = main()
print("LOADED", *sys.modules)
sys.exit(status)
"""
# cryptography: only for TLS and tokens; _main: httpx's own command line; the rest: other commands
NEVER = {
    "cryptography",
    "rich",
    "click",
    "pygments",
    "tomlkit",
    "sqlite3",
    "lxml",
    "jinja2",
    "PySide6",
}
# stand-ins until HTTP/2, SOCKS or Mozilla's certificates are wanted; modules of files that none asks for
STOOD_IN = {"h2.stream", "hpack.hpack", "hyperframe.flags", "socksio.socks5", "certifi.core"}
UNUSED = {
    "inspector.annotate.annotators.status",
    "inspector.vault.choose",
    "inspector.workbench.keys",
}


def _loaded(*arguments, home):
    run = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"REQUEST_INSPECTOR_HOME": str(home), "PATH": ""},
    )
    assert "401" in run.stdout, run.stderr
    return set(run.stdout.rpartition("LOADED")[2].split())


def test_sending_over_plain_http_loads_neither_certificates_nor_command_lines(tmp_path):
    with refusing() as url:
        loaded = _loaded("send", url, home=tmp_path)
    assert not (NEVER | STOOD_IN | UNUSED) & loaded
    assert "httpx" in loaded


@pytest.mark.parametrize("unneeded", ["httpx", "httpcore", "asyncio", "ssl"])
def test_diagnosing_a_file_loads_no_network(tmp_path, unneeded):
    file = tmp_path / "exchange.http"
    file.write_bytes(
        b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\nHTTP/1.1 401 Unauthorized\r\n"
        b'WWW-Authenticate: Bearer error="invalid_token"\r\nContent-Length: 0\r\n\r\n'
    )
    assert unneeded not in _loaded("diagnose", str(file), home=tmp_path)
