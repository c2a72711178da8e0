"""Facts about the connection, in a popup."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from inspector.gui.widgets.label import Label
from inspector.gui.window.details import Details, connection_facts
from inspector.model.attempt import Attempt
from inspector.model.exchange import Certificate, Connection, Exchange
from inspector.model.message import Header, Message, Reply
from inspector.workbench.answer import Answer

CHAIN = (
    Certificate(
        subject="CN=api.example.com",
        issuer="CN=Root",
        names=("api.example.com", "www.example.com"),
        not_after=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    ),
)


def facts(**connection):
    exchange = Exchange(request=Message(method="GET", url="x"), connection=Connection(**connection))
    return dict(connection_facts(Answer(attempt=Attempt(exchanges=(exchange,)))))


@pytest.mark.parametrize(
    ("offered", "agreed", "said"),
    [
        ("permessage-deflate", "permessage-deflate", "compressed by permessage-deflate"),
        ("permessage-deflate", "", "the server did not agree to permessage-deflate"),
        ("", "", "it was not offered"),
        ("", "x-one", "answers what was not offered"),
    ],
)
def test_how_the_messages_of_a_socket_travel(offered, agreed, said):
    name = "Sec-WebSocket-Extensions"
    asked = (Header("Upgrade", "websocket"), *((Header(name, offered),) if offered else ()))
    answered = (Header(name, agreed),) if agreed else ()
    exchange = Exchange(
        request=Message(method="GET", url="x", headers=asked),
        reply=Reply(status=101, headers=answered),
        connection=Connection(),
    )
    found = dict(connection_facts(Answer(attempt=Attempt(exchanges=(exchange,)))))
    assert said in found["Messages"]


def test_other_replies_have_no_messages():
    assert "Messages" not in facts(peer="127.0.0.1:80")


def test_nothing_sent_is_said():
    assert connection_facts(None) == (("Connection", "Nothing was sent in this tab yet."),)


def test_a_plain_connection():
    said = facts(peer="127.0.0.1:80")
    assert said["Connected to"] == "127.0.0.1:80"
    assert said["Proxy"] == "none"
    assert "everyone" in said["Encryption"]


@pytest.mark.parametrize(
    ("verified", "word"), [(True, "checked and trusted"), (False, "not checked")]
)
def test_a_certificate_is_described(verified, word):
    said = facts(tls_version="TLSv1.3", verified=verified, chain=CHAIN)
    assert said["Certificate"] == word
    assert said["Names"] == "api.example.com, www.example.com"
    assert said["Ends"] == "2026-01-02 03:04 UTC"


def test_what_the_handshake_said_is_shown_where_it_was_seen():
    said = facts(tls_version="TLSv1.3", server_name="a.test", alpn_offered=("h2",), alpn="h2")
    assert said["Name called (SNI)"] == "a.test"
    assert (said["Protocols offered (ALPN)"], said["Protocol agreed on"]) == ("h2", "h2")
    assert facts(tls_version="TLSv1.3", alpn_offered=("h2",))["Name called (SNI)"].startswith(
        "none"
    )
    assert "Name called (SNI)" not in facts(tls_version="TLSv1.3")  # of a recording


@pytest.fixture
def shown(light, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(800, 600)
    with qtbot.waitActive(parent):
        parent.show()
        parent.activateWindow()
    made = Details(parent, "Connection", (("Proxy", "none"),))
    made.show_above(QPoint(100, 500))
    yield made
    parent.close()


def test_it_shows_its_facts_above_the_place(shown):
    texts = [label.text() for label in shown.findChildren(Label)]
    assert texts == ["Connection", "Proxy", "none"]
    assert shown.geometry().bottom() < 500
    assert shown.hasFocus()
    assert shown.accessibleDescription() == "Proxy: none"


def test_escape_closes_it(shown, qtbot):
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.isHidden()


def test_a_click_elsewhere_closes_it(shown):
    shown.clearFocus()
    assert shown.isHidden()
