"""The raw view: both sides, text and hexadecimal, never a secret while they are hidden."""

import msgspec
import pytest
from PySide6.QtCore import Qt

from inspector.gui.trace.raw_view import RawView, raw_bytes
from inspector.gui.widgets.buttons import Button
from inspector.presentation.bodies.body_rows import masked
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


# ---------------- Exact bytes with the ranges of secrets; HTTP/2 header blocks only decoded while
HEAD = b"GET /v1/orders?access_token=" + b"q" * 40 + b" HTTP/1.1\r\n"
SENT = HEAD + b"Host: a\r\nAuthorization: Bearer " + samples.TOKEN.encode() + b"\r\n\r\n"


def _http1(**more):
    message = msgspec.structs.replace(samples.request_message(), http_version="1.1")
    return samples.exchange(request=message, raw_sent=SENT, raw_secret=(), **more)


def test_recorded_bytes_are_masked_by_range():
    raw = raw_bytes(_http1(), "request", revealed=False)
    assert raw.data == SENT
    text = masked(raw.data, raw.secrets.all())
    assert samples.TOKEN.encode() not in text
    assert b"q" * 20 not in text
    assert b"Host: a" in text


def test_revealed_bytes_are_exact():
    raw = raw_bytes(_http1(), "request", revealed=True)
    assert (raw.data, raw.secrets) == (SENT, None)


def test_http2_is_shown_decoded_while_secrets_are_hidden():
    exchange = samples.exchange(raw_sent=b"\x00\x00\x12\x01frame")
    raw = raw_bytes(exchange, "request", revealed=False)
    assert raw.data.startswith(b"GET /v1/orders?limit=20 HTTP/2\r\n")
    assert "HTTP/2" in raw.note
    assert samples.TOKEN.encode() not in masked(raw.data, raw.secrets.all())
    assert raw_bytes(exchange, "request", revealed=True).data == b"\x00\x00\x12\x01frame"


def test_what_was_not_recorded_is_written_and_said():
    raw = raw_bytes(samples.exchange(raw_received=b""), "reply", revealed=True)
    assert raw.data.startswith(b"HTTP/2 401\r\nserver: envoy\r\n")
    assert raw.data.endswith(samples.BODY)
    assert "not recorded" in raw.note


def test_nothing_received_is_said():
    raw = raw_bytes(samples.refused_connection().attempt.exchanges[0], "reply", revealed=False)
    assert raw.data == b""
    assert raw.note == "Nothing was received"


def test_a_token_in_a_reply_body_is_masked_too():
    body = b'{"access_token":"' + b"t" * 48 + b'"}'
    received = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + body
    reply = msgspec.structs.replace(samples.refusal(), http_version="1.1", body=body)
    raw = raw_bytes(_http1(reply=reply, raw_received=received), "reply", revealed=False)
    assert b"t" * 20 not in masked(raw.data, raw.secrets.all())
