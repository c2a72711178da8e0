"""A WebSocket in its tab: a refused handshake is explained, then it is talked over until its end."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from inspector.gui.response.reply_tabs import BODY, ReplyTabs
from inspector.gui.widgets.marks import Pill
from inspector.model.kinds.bearer import Bearer
from tests.fixtures.socket_peer import SocketPeer, echo, with_token

VALUE, WRONG = "tok-" + "q" * 40, "tok-" + "w" * 40


@pytest.fixture(scope="module")
def peer():
    made = SocketPeer(echo, with_token(VALUE))
    yield made
    made.stop()


@pytest.fixture
def opened(story, peer):
    """Open a socket in the window, after a token that was refused."""
    story.refusal = story.type(peer.url, Bearer, credential_token=WRONG)
    story.fill("credential_token", VALUE)
    story.driver.run("send")
    story.qtbot.waitUntil(lambda: _pill(story) == "101 Switching Protocols, live")
    return story


def _pill(story):
    return story.driver.find(Pill, "status_pill").text


def _reply(story):
    return next(each for each in story.driver.window.findChildren(ReplyTabs) if each.isVisible())


def _rows(story):
    view = _reply(story).body.events
    return [view.rows.words(row)[1:] for row in range(len(view.rows))]


def _say(story, text):
    """Type a message and send it with Enter."""
    box = story.driver.find(QWidget, "say_edit")
    story.qtbot.keyClicks(box, text)
    story.qtbot.keyClick(box, Qt.Key.Key_Return)


def _until(story, count):
    story.qtbot.waitUntil(lambda: len(_rows(story)) == count)


def _send_words(story):
    return story.driver.find(QPushButton, "send_button").text().strip()


def test_a_refusal_is_explained_and_then_messages_go_both_ways(opened):
    assert opened.refusal.attempt.exchanges[-1].reply.status == 401
    assert opened.refusal.verdict.is_told
    assert _send_words(opened) == "Disconnect"
    _say(opened, '{"a": {"b": [1]}}')
    _until(opened, 2)
    assert [name for name, _ in _rows(opened)] == ["sent", "received"]
    _see_tree(opened)
    _say_bytes(opened)
    _until(opened, 4)
    assert _rows(opened)[-1] == ("received, hex", "00 ff")


def _see_tree(opened):
    """Show the second message in full, and close it again, which keeps the connection."""
    body = _reply(opened).body
    body.events.go_to(1)
    opened.qtbot.keyClick(body.events, Qt.Key.Key_Return)
    tree = body.event_pane.detail.tree
    assert tree.isVisible()
    assert tree.rows.text(1).strip() == '"a": {'
    opened.qtbot.keyClick(tree, Qt.Key.Key_Escape)
    assert not tree.isVisible()
    assert opened.driver.tab.attempts.running


def _say_bytes(opened):
    press = opened.qtbot.mouseClick
    button = opened.driver.find(QPushButton, "say_button")
    press(_reply(opened).body.event_pane.say.ways.button("hex"), Qt.MouseButton.LeftButton)
    box = opened.driver.find(QWidget, "say_edit")
    opened.qtbot.keyClicks(box, "00 f")
    assert not button.isEnabled()
    opened.qtbot.keyClicks(box, "f")
    press(button, Qt.MouseButton.LeftButton)


def test_the_server_ends_it_for_a_reason_and_the_reason_is_judged(opened):
    ended = opened.driver.answer(lambda: _say(opened, "bye"))
    assert ended.attempt.exchanges[-1].reply.status == 101
    assert ended.verdict.is_told
    _reply(opened).tabs.setCurrentIndex(BODY)
    assert _rows(opened)[-1] == ("closed", "4401 token expired")
    assert not _reply(opened).body.event_pane.say.isVisible()


def test_it_is_closed_by_its_button_and_what_was_said_stays(opened):
    _say(opened, "key {{unknown}}")
    _until(opened, 1)
    _say(opened, "hello")
    _until(opened, 3)
    button = opened.driver.find(QPushButton, "send_button")
    opened.driver.answer(lambda: opened.qtbot.mouseClick(button, Qt.MouseButton.LeftButton))
    assert _reply(opened).tabs.currentIndex() == BODY
    assert [name for name, _ in _rows(opened)] == ["not sent", "sent", "received", "closed"]
    assert _send_words(opened) == "Connect"
