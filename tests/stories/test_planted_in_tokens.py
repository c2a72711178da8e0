"""Planted tokens driven through the token's pages: claims are shown there and nothing else."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton

from inspector.compare.writing import ENDINGS
from inspector.gui.tokens.compared_tokens import ComparedTokensPage
from inspector.gui.tokens.token_page import TokenPage
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import FormBody, FormField, Request
from tests.fixtures.planted_window import WAIT, PlantedWindow
from tests.fixtures.planting import found_in
from tests.fixtures.scripted import reply


@pytest.fixture
def planted(start, home, monkeypatch):
    return PlantedWindow(start(), home).listen(monkeypatch)


@pytest.fixture
def inspected(planted, scripted, qtbot):
    """The page of a token that was sent and refused."""
    server = scripted([reply("401 No", 'WWW-Authenticate: Bearer error="invalid_token"')])
    token = planted.tools.vault.put(planted.token("token", exp=1))
    planted.send(Request(name="Sent", url=f"{server.url}/v1", credential=Bearer(token=token)))
    planted.look_at_screen()
    planted.driver.run("inspect-token")
    page = planted.page(TokenPage)
    qtbot.waitUntil(lambda: "expired" in page.title.text(), timeout=WAIT)
    return page


def test_the_page_of_a_token_shows_its_claims_and_nothing_else(planted, inspected, qtbot):
    planted.look_at_screen(readable=(TokenPage,))
    QApplication.clipboard().clear()
    with qtbot.waitSignal(planted.tools.notices.said):
        _button(inspected, "Copy decoded").click()
    assert not found_in(QApplication.clipboard().text(), planted.secrets)
    QApplication.clipboard().clear()
    planted.leave()


def _button(page, text):
    return next(each for each in page.findChildren(QPushButton) if each.text().strip() == text)


def test_a_key_to_check_and_to_sign_with_is_never_shown(planted, inspected, qtbot):
    key = planted.secret("key")
    with qtbot.waitSignal(inspected.work.signature_found, timeout=WAIT):
        inspected.signature.key_given.emit(key)
    planted.look_at_screen(readable=(TokenPage,))
    with qtbot.waitSignal(planted.driver.window.sending.answered, timeout=WAIT):
        claims = json.dumps({"sub": "ada", "exp": 9999999999})
        inspected.change.click()
        inspected.edit.send_asked.emit(json.dumps({"alg": "HS256"}), claims, key)
    qtbot.waitUntil(lambda: planted.driver.tab is not None, timeout=WAIT)
    assert "signed here" in planted.driver.tab.notice
    planted.look_at_screen(readable=(TokenPage,))
    planted.leave()


def test_the_list_of_tokens_shows_none(planted, scripted, qtbot):
    def answer(request):
        body = {
            "access_token": planted.token("granted"),
            "refresh_token": planted.secret("granted refresh token"),
            "token_type": "Bearer",
        }
        return reply("200 OK", "Content-Type: application/json", body=json.dumps(body).encode())

    server = scripted([answer])
    fields = (FormField("client_secret", planted.secret("client_secret")),)
    asked = Request(
        name="Fetch", method="POST", url=f"{server.url}/t", body=FormBody(fields=fields)
    )
    planted.send(asked)
    planted.driver.run("show-tokens")
    shown = planted.driver.find(QListView, "tokens_list")
    qtbot.waitUntil(lambda: shown.count() >= 1, timeout=WAIT)
    planted.look_at_screen()
    paste = planted.driver.find(QLineEdit, "token_paste")
    paste.setText(planted.token("pasted"))
    qtbot.keyClick(paste, Qt.Key.Key_Return)
    planted.look_at_screen(readable=(TokenPage,))
    planted.leave()


@pytest.fixture
def compared(planted, inspected, qtbot):
    """The token that was sent beside a pasted one."""
    QApplication.clipboard().setText(planted.token("pasted", exp=2))
    inspected.comparing._with_pasted()
    QApplication.clipboard().clear()
    page = planted.page(ComparedTokensPage)
    qtbot.waitUntil(lambda: bool(page.comparison.heads), timeout=WAIT)
    return page


def test_compared_tokens_show_their_claims_and_nothing_else(planted, compared, qtbot):
    readable = (ComparedTokensPage, TokenPage)
    for row in range(compared.model.rowCount()):
        compared.model.toggle(compared.model.index(row))
    planted.look_at_screen(readable=readable)
    for row in range(compared.model.rowCount()):
        compared.lines.setCurrentIndex(compared.model.index(row))
        qtbot.keyClick(compared.lines, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert not found_in(QApplication.clipboard().text(), planted.secrets)
    assert QApplication.clipboard().text()
    QApplication.clipboard().clear()
    planted.leave()


@pytest.mark.parametrize("ending", list(ENDINGS))
def test_an_export_of_compared_tokens_holds_no_secret(planted, compared, qtbot, tmp_path, ending):
    path = tmp_path / f"tokens{ending}"
    with qtbot.waitSignal(planted.tools.notices.said, timeout=WAIT):
        compared._writing.write(compared.comparison, path)
    planted.written(path)
    planted.look_at_screen(readable=(ComparedTokensPage, TokenPage))


def test_a_damaged_token_is_shown_without_its_secret(planted, qtbot):
    head, payload, signature = planted.token("damaged").split(".")
    paste_at = f"{head}.{payload}%.{signature}"
    planted.driver.run("show-tokens")
    paste = planted.driver.find(QLineEdit, "token_paste")
    paste.setText(paste_at)
    qtbot.keyClick(paste, Qt.Key.Key_Return)
    page = planted.page(TokenPage)
    planted.look_at_screen(readable=(TokenPage,))
    _button(page, "Copy decoded").click()
    assert not found_in(QApplication.clipboard().text(), planted.secrets)
    QApplication.clipboard().clear()
    planted.leave()
