"""The bar above a request."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector.gui.compose.url_bar import UrlBar, UrlEdit, describe, is_command, without_login
from inspector.gui.state.documents import RequestDocument
from inspector.model.collection import Environment
from inspector.model.credential import Basic
from inspector.model.request import Request
from inspector.model.secret import SecretRef


@pytest.fixture
def document(qapp):
    return RequestDocument(Request(url="http://a.example/x"))


@pytest.fixture
def bar(qtbot, document, compose_tools):
    made = UrlBar(document, compose_tools)
    qtbot.addWidget(made)
    made.resize(1150, 52)
    made.show()
    return made


def test_enter_sends(qtbot, bar, compose_tools):
    sent = []
    compose_tools.actions.provide("send", sent.append)
    qtbot.keyClick(bar.url, Qt.Key.Key_Return)
    assert sent == [None]


def test_the_address_has_a_line_of_its_own_where_room_is_little(bar, compose_tools, qtbot):
    assert abs(bar.url.geometry().center().y() - bar.send.geometry().center().y()) < 3
    compose_tools.theme.set_percent(200)
    bar.resize(700, 160)
    qtbot.waitUntil(lambda: bar.url.y() > bar.send.geometry().bottom())
    assert bar.url.width() > 600
    compose_tools.theme.set_percent(100)
    qtbot.waitUntil(lambda: bar.url.y() < bar.send.geometry().bottom())


def test_any_method_can_be_typed(bar, document):
    bar.method.setEditText("PROPFIND")
    assert document.current.value.method == "PROPFIND"
    document.current.undo()
    assert bar.method.currentText() == "GET"


def test_a_login_in_the_address_moves_to_auth(bar, document, compose_tools):
    bar.url.setText("http://ada:p%40ss@a.example/x")
    bar.url.textEdited.emit(bar.url.text())
    bar.url.editingFinished.emit()
    request = document.current.value
    assert request.url == "http://a.example/x"
    assert isinstance(request.credential, Basic)
    assert compose_tools.vault.peek(request.credential.password) == "p@ss"
    assert "p@ss" not in str([notice.text for notice in compose_tools.notices.all])
    compose_tools.notices.all[-1].do()
    assert document.current.value.url == "http://ada:p%40ss@a.example/x"


@pytest.mark.parametrize("url", ["http://a/x@y", "{{u}}@a", "http://a/", "mailto:a@b", "http://[@"])
def test_an_address_without_login_stays(url):
    assert without_login(Request(url=url)) is None


def test_send_becomes_stop(bar, document, compose_tools):
    stopped = []
    compose_tools.actions.provide("stop", stopped.append)
    document.attempts.start()
    assert bar.send.accessibleName() == "Stop"
    bar.send.click()
    assert stopped == [None]
    document.attempts.end("Stopped.")
    assert bar.send.accessibleName() == "Send"


def test_environments_are_chosen_and_edited(bar, compose_tools):
    asked = []
    compose_tools.actions.provide("environments", asked.append)
    compose_tools.environments.replace((Environment(name="Staging"), Environment(name="Live")))
    bar.environment.activated.emit(2)
    assert compose_tools.environments.active_name == "Live"
    bar.environment.activated.emit(bar.environment.count() - 1)
    assert asked == [None]
    assert bar.environment.currentText() == "Live"


# ---------------- The address line
@pytest.fixture
def edit(qtbot, compose_tools):
    values = {"api": "https://api.example.com", "key": SecretRef(place="keyring", name="k")}
    compose_tools.environments.replace((Environment(name="Staging", values=values),))
    compose_tools.environments.choose("Staging")
    made = UrlEdit(compose_tools)
    qtbot.addWidget(made)
    made.resize(500, 36)
    made.show()
    return made


def test_a_variable_says_what_it_stands_for_and_never_a_secret(edit, compose_tools):
    assert describe(compose_tools, "api") == "api is https://api.example.com, from Staging."
    assert describe(compose_tools, "key") == "key is a secret, from Staging."
    assert "no value" in describe(compose_tools, "other")


def test_a_known_variable_is_a_pill_of_another_colour_than_an_unknown_one(edit, compose_tools):
    edit.setText("{{api}}/{{none}}")
    picture = edit.grab().toImage()
    colours = {picture.pixelColor(x, 18).name().upper() for x in range(picture.width())}
    assert compose_tools.theme.tokens.accent_soft in colours
    assert compose_tools.theme.tokens.warn_soft in colours
    assert "example.com" in edit._said(30)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("curl -i http://a", True),
        ("curl.exe http://a", True),
        ("http://curl/", False),
        ("curl", False),
    ],
)
def test_a_command_is_told_from_an_address(text, command):
    assert is_command(text) is command


def test_pasting_a_command_asks_to_open_it(qtbot, edit):
    QApplication.clipboard().setText("curl -u a:b http://a/")
    with qtbot.waitSignal(edit.pasted) as caught:
        qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert caught.args == ["curl -u a:b http://a/"]
    assert edit.text() == ""
