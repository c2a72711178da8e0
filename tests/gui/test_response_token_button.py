"""The tokens of a reply's body open from beside it."""

import json

import jwt
import pytest
from PySide6.QtWidgets import QMenu

from inspector.gui.response.token_button import TokenButton
from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply

TOKEN = jwt.encode({"sub": "ada"}, "k" * 40, algorithm="HS256")


def _exchange(**members):
    body = json.dumps(members).encode()
    return Exchange(
        request=Message(method="POST", url="http://a.test/token"),
        reply=Reply(status=200, body=body),
    )


@pytest.fixture
def chosen(panel_tools):
    made = []
    panel_tools.actions.provide("inspect-token", made.append)
    return made


@pytest.fixture
def button(qtbot, panel_tools):
    made = TokenButton(panel_tools)
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_without_a_token(button):
    for exchange in (None, _exchange(error="invalid_grant")):
        button.show_exchange(exchange)
        assert button.isHidden()


def test_the_only_one_opens_at_once(button, chosen):
    exchange = _exchange(access_token=TOKEN)
    button.show_exchange(exchange)
    assert not button.isHidden()
    button.click()
    assert [(each.found.secret, each.exchange) for each in chosen] == [(TOKEN, exchange)]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_of_several_one_is_chosen(button, chosen, qtbot):
    button.show_exchange(_exchange(access_token=TOKEN, refresh_token="r" * 40))
    button.show()
    button.click()
    menu = button.findChild(QMenu)
    texts = [action.text() for action in menu.actions()]
    assert texts == [
        "access_token in the body received",
        "refresh_token in the body received",
    ]
    menu.actions()[1].trigger()
    assert chosen[0].found.kind == "refresh"
    with qtbot.waitSignal(menu.destroyed):
        menu.close()
