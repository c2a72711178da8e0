"""Documents: what their tabs show, and that titles hold no secret."""

import pytest

from inspector.gui.state.documents import Document, RequestDocument
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.model.request import Request
from inspector.workbench.answer import Answer


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://api.example.com/v1/orders?key=hush-hush", "orders"),
        ("https://user:hush@api.example.com/", "api.example.com"),
        ("https://user:hush@api.example.com", "api.example.com"),
        ("https://h/a#token=hush", "a"),
        ("", "New request"),
    ],
)
def test_a_title_never_shows_query_or_user(qapp, url, title):
    assert RequestDocument(Request(url=url)).title == title


def test_the_name_comes_first(qapp):
    assert RequestDocument(Request(name="List orders", url="http://x/y")).title == "List orders"


def test_an_edit_keeps_a_preview(qapp, qtbot):
    document = RequestDocument(Request(url="a"))
    document.set_preview(True)
    with qtbot.waitSignal(document.changed):
        document.current.replace(Request(url="b"), "Change the URL")
    assert not document.preview


def test_modified_means_other_than_the_file(qapp):
    document = RequestDocument(Request(url="a"))
    assert not document.modified
    document.mark_saved(document.current.value, "orders/list")
    document.current.replace(Request(url="b"), "Change the URL")
    assert document.modified
    document.current.undo()
    assert not document.modified


def test_the_status_is_that_of_the_last_reply(qapp):
    document = RequestDocument(Request(url="a"))
    assert document.status is None
    exchange = Exchange(request=Message(method="GET", url="a"), reply=Reply(status=401))
    document.attempts.add(Answer(attempt=Attempt(exchanges=(exchange,))))
    assert document.status == 401


def test_screens_open_once_and_texts_each_time(qapp):
    assert Document("settings", "Settings").key == Document("settings", "Settings").key
    assert Document("token", "Token").key != Document("token", "Token").key


def test_a_notice_is_told(qapp, qtbot):
    document = RequestDocument()
    with qtbot.waitSignal(document.changed):
        document.set_notice("Practice server on this computer.")
    assert document.notice.startswith("Practice")
