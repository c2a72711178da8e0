"""The raw view: both sides, text and hexadecimal, never a secret while they are hidden."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from inspector.gui.trace.raw_view import RawView
from inspector.gui.widgets.buttons import Button
from tests.gui import answer_samples as samples


@pytest.fixture
def view(qtbot, panel_tools):
    made = RawView(panel_tools)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def _press(qtbot, view, text):
    button = next(b for b in view.findChildren(Button) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _text(view):
    rows = view.lines.rows
    return "\n".join(rows.text(row) for row in range(len(rows)))


def _exchange():
    message = msgspec.structs.replace(samples.request_message(), http_version="1.1")
    reply = msgspec.structs.replace(samples.refusal(), http_version="1.1")
    return samples.exchange(request=message, reply=reply)


def test_received_bytes_come_first_then_sent_ones(qtbot, view):
    view.show_exchange(_exchange())
    assert _text(view).startswith("HTTP/1.1 401")
    _press(qtbot, view, "Sent")
    assert _text(view).startswith("GET /v1/orders")
    assert samples.TOKEN not in _text(view)


def test_hexadecimal_hides_the_bytes_of_secrets(qtbot, view):
    view.show_exchange(_exchange())
    _press(qtbot, view, "Sent")
    _press(qtbot, view, "Hex")
    assert _text(view).startswith("00000000  47 45 54 20")
    assert "•• •• ••" in _text(view)
    assert samples.TOKEN[:24].encode().hex(" ") not in _text(view).replace("\n", " ")


def test_revealing_shows_the_exact_bytes(qtbot, view, panel_tools):
    view.show_exchange(_exchange())
    _press(qtbot, view, "Sent")
    panel_tools.choices.change(secrets_hidden=False)
    view.renew()
    assert samples.TOKEN in _text(view)


def test_many_bytes_are_prepared_elsewhere(qtbot, view):
    big = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 60 + b"\n" * 300_000
    view.show_exchange(msgspec.structs.replace(_exchange(), raw_received=big))
    assert _text(view) == "Reading the bytes…"
    qtbot.waitUntil(lambda: len(view.lines.rows) > 100_000)


def test_nothing_to_show_is_no_error(view):
    view.show_exchange(None)
    assert _text(view) == ""
