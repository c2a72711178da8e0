"""Secrets typed into the address or the body move to the vault, and Undo brings them back."""

import pytest

from inspector.gui.compose.body_tab import BodyTab
from inspector.gui.compose.draft import ToVault
from inspector.gui.compose.url_bar import UrlBar
from inspector.gui.state.current_request import CurrentRequest
from inspector.gui.state.documents import RequestDocument
from inspector.model.request import JsonBody, Request

KEY = "vWCr0PYtHEoShSWuPL6EBHvwF2RscNIZetXZ8vCyvNv1"


@pytest.fixture
def written(qapp):
    return CurrentRequest(
        Request(
            url=f"http://a.example/x?api_key={KEY}&page=2",
            body=JsonBody(text=f'{{"client_secret": "{KEY}", "page": 2}}'),
        )
    )


@pytest.mark.parametrize("part", ["url", "body"])
def test_a_secret_moves_and_undo_brings_it_back_for_good(written, compose_tools, part):
    before, mover = written.value, ToVault(written, compose_tools)
    move = mover.move_url if part == "url" else mover.move_body
    move()
    moved = repr(getattr(written.value, part))
    assert KEY not in moved
    assert "{{vault." in moved
    assert KEY in compose_tools.vault.known_values()
    assert KEY not in written.undo_label
    notice = compose_tools.notices.all[-1]
    assert KEY not in notice.text
    notice.do()
    assert written.value == before
    move()
    assert written.value == before


def test_what_holds_no_secret_stays(qapp, compose_tools):
    current = CurrentRequest(Request(url="http://a.example/{{path}}?page=2&token={{token}}"))
    ToVault(current, compose_tools).move_url()
    assert not current.can_undo
    assert not compose_tools.notices.all


def test_undo_does_not_take_back_what_was_typed_since(written, compose_tools):
    ToVault(written, compose_tools).move_url()
    later = Request(url="http://b.example/")
    written.replace(later, "Change the address")
    compose_tools.notices.all[-1].do()
    assert written.value == later


def test_the_address_and_the_body_move_theirs(qtbot, written, draft, compose_tools):
    bar = UrlBar(RequestDocument(written.value), compose_tools)
    body = BodyTab(written, draft, compose_tools)
    for widget in (bar, body):
        qtbot.addWidget(widget)
    bar.url.editingFinished.emit()
    assert KEY not in bar.url.text()
    body.text.left.emit()
    assert KEY not in body.text.toPlainText()
