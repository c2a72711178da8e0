"""Presentation mode hides what tokens claim, too: no screen shows or tells a planted claim."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector.gui.compare.compare_page import ComparePage
from inspector.gui.matrix.matrix_page import MatrixPage
from inspector.gui.tokens.compared_tokens import ComparedTokens, ComparedTokensPage
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_page import TokenPage
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from tests.fixtures.planted_window import WAIT, PlantedWindow
from tests.fixtures.planting import found_in
from tests.fixtures.planting import planted as planted_text
from tests.fixtures.scripted import reply

REFUSED = 'WWW-Authenticate: Bearer error="invalid_token"'


@pytest.fixture
def planted(start, home, monkeypatch):
    return PlantedWindow(start(), home).listen(monkeypatch)


@pytest.fixture
def sent(planted, scripted):
    """A request that was refused twice, with tokens that name a person."""
    server = scripted([reply("401 No", REFUSED)])
    for turn in ("first", "second"):
        person = {
            name: planted_text(f"{turn} {name}") for name in ("sub", "email", "name", "client_id")
        }
        planted.claims.update((f"{turn} {name}", text) for name, text in person.items())
        token = planted.tools.vault.put(planted.token(f"{turn} token", exp=1, **person))
        request = Request(name="Sent", url=f"{server.url}/v1", credential=Bearer(token=token))
        if turn == "first":
            planted.send(request)
        else:
            planted.driver.tab.current.replace(planted.hidden(request), "Change it")
            planted.driver.answer(lambda: planted.driver.run("send"))
    return server


def _present(planted):
    planted.driver.run("toggle-presentation")
    assert planted.tools.choices.value.presentation
    planted.driver.settle()


def test_a_request_and_its_reply(planted, sent):
    _present(planted)
    planted.look_at_screen()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_token(planted, sent, when, qtbot):
    if when == "before":
        _present(planted)
    planted.driver.run("inspect-token")
    page = planted.page(TokenPage)
    for index in range(page.claims.tabs.count()):
        page.claims.tabs.setCurrentIndex(index)
    if when == "after":
        _present(planted)
    planted.look_at_screen()
    with qtbot.waitSignal(planted.tools.notices.said):
        page._copy()
    assert not found_in(QApplication.clipboard().text(), planted.claims)


@pytest.mark.parametrize("when", ["before", "after"])
def test_tokens_beside_each_other(planted, sent, when, qtbot):
    tokens = (planted.token(name, exp=1) for name in ("one", "two"))
    if when == "before":
        _present(planted)
    planted.tools.tabs.open(ComparedTokens(tuple(map(TokenDocument, tokens))))
    page = planted.page(ComparedTokensPage)
    if when == "after":
        _present(planted)
    planted.driver.settle()
    assert page.comparison.heads
    _copy_each(planted, page, qtbot)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_comparison(planted, sent, when, qtbot):
    if when == "before":
        _present(planted)
    planted.driver.run("compare-previous")
    page = planted.page(ComparePage)
    planted.driver.settle()
    if when == "after":
        _present(planted)
    assert page.comparison.heads
    _copy_each(planted, page, qtbot)


def _copy_each(planted, page, qtbot):
    for row in range(page.model.rowCount()):
        page.model.toggle(page.model.index(row))
    planted.look_at_screen()
    for row in range(page.model.rowCount()):
        page.lines.setCurrentIndex(page.model.index(row))
        qtbot.keyClick(page.lines, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert not found_in(QApplication.clipboard().text(), planted.claims)


@pytest.mark.parametrize("when", ["before", "after"])
def test_the_matrix(planted, sent, when, qtbot):
    if when == "before":
        _present(planted)
    planted.driver.run("credential-matrix")
    page = planted.page(MatrixPage)
    page.choice.run.button.click()
    qtbot.waitUntil(lambda: bool(page.matrix.cells), timeout=WAIT)
    if when == "after":
        _present(planted)
    planted.look_at_screen()


def test_lists_at_the_side(planted, sent, qtbot):
    _present(planted)
    for command in ("show-tokens", "show-history"):
        planted.driver.run(command)
        planted.driver.settle()
        planted.look_at_screen()
