"""httpx or its successor, by a variable that only tests set."""

import importlib
import logging
import subprocess
import sys

import pytest

from inspector.send import libraries


@pytest.mark.parametrize(("value", "name"), [("", "httpcore"), ("httpx2", "httpcore2")])
def test_the_choice(monkeypatch, value, name):
    monkeypatch.setenv("REQUEST_INSPECTOR_HTTP", value)
    spec = importlib.util.spec_from_file_location("chosen", libraries.__file__)
    chosen = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(chosen)
    assert chosen.httpcore.__name__ == name
    assert chosen.httpx.__name__ == name.replace("core", "x")


@pytest.mark.parametrize("name", ["httpcore.http11", "httpcore.connection", "hpack.hpack", "h2"])
def test_no_header_reaches_a_log(name):
    assert not logging.getLogger(name).isEnabledFor(logging.INFO)


def _after(code):
    code = f"import sys; from inspector.send.libraries import *; {code}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.split()


@pytest.mark.parametrize(
    "use",
    [
        "load_protocols()",
        "import h2.connection, socksio; h2.connection.H2Connection; socksio.socks5",
        "from h2.connection import H2Connection; from socksio import socks5",
    ],
)
def test_protocols_are_loaded_when_they_are_asked_for(use):
    watched = "print(*({'h2.stream', 'socksio.socks5'} & set(sys.modules)))"
    assert _after(watched) == []
    assert sorted(_after(f"{use}; {watched}")) == ["h2.stream", "socksio.socks5"]


def test_a_stand_in_has_what_the_module_has():
    same = "import h2.events as held; names = dir(held); load_protocols(); import h2.events as now"
    assert _after(f"{same}; print(held.Event is now.Event, held.Event.__module__)") == [
        "True",
        "h2.events",
    ]


def test_what_a_module_lacks_is_said_as_ever():
    code = (
        "import hpack\ntry:\n    hpack.nothing\nexcept AttributeError as error:\n    print(error)"
    )
    assert "nothing" in " ".join(_after(f"exec({code!r})"))
