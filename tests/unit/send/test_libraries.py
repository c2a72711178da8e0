"""httpx or its successor, by a variable that only tests set."""

import importlib
import logging

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
