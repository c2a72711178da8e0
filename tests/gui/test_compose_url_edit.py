"""The address line."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector.gui.compose.url_edit import UrlEdit, describe, is_command
from inspector.model.collection import Environment
from inspector.model.secret import SecretRef


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
