"""Rows of a running send appear as they happen; after ten seconds it says what it waits for."""

from types import SimpleNamespace

import pytest

from inspector.gui.response import sending_view
from inspector.gui.response.sending_view import SendingView


def _step(index, purpose, stage, url="https://u:p@api.example.com/v1/orders?key=secret"):
    return SimpleNamespace(
        index=index, purpose=purpose, stage=stage, method="GET", url=url, elapsed_ms=31
    )


@pytest.fixture
def view(qtbot, light):
    made = SendingView(light)
    qtbot.addWidget(made)
    return made


def test_each_exchange_has_one_row_that_follows_its_stage(view):
    view.begin()
    view.add((_step(0, "token", "dns"), _step(0, "token", "body"), _step(1, "main", "connect")))
    assert view.lines == (
        "Token request: GET api.example.com/v1/orders, reading the body, 31 ms",
        "Request: GET api.example.com/v1/orders, connecting, 31 ms",
    )


def test_no_row_holds_password_or_query(view):
    view.begin()
    view.add((_step(0, "main", "wait"),))
    assert "secret" not in view.lines[0]
    assert "u:p" not in view.lines[0]


@pytest.mark.parametrize(
    ("stage", "text"),
    [
        ("wait", "Still waiting: connected, no reply yet"),
        ("dns", "Still waiting: looking up the host"),
        (None, "Still waiting: nothing was sent yet"),
    ],
)
def test_a_long_wait_is_explained(qtbot, view, monkeypatch, stage, text):
    monkeypatch.setattr(sending_view, "LONG_MILLIS", 1)
    view.begin()
    if stage:
        view.add((_step(0, "main", stage),))
    assert view.waiting == ""
    qtbot.waitUntil(lambda: view.waiting == text)
    view.end()
    assert view.isHidden()


def test_a_new_send_starts_empty(view):
    view.begin()
    view.add((_step(0, "main", "wait"),))
    view.begin()
    assert view.lines == ()
    view.end()
