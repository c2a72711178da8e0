"""Expired token, inspector, renew, compare: the screens lead from one to the next."""

from PySide6.QtWidgets import QPushButton

from inspector.gui.compare.compare_page import ComparePage
from inspector.gui.tokens.token_document import TokenDocument
from inspector.gui.tokens.token_page import TokenPage
from inspector.record import Filter


def _page(user):
    return user.window.area.findChild(TokenPage)


def _notes(user):
    """Return the notes of the attempts that the history keeps."""
    rows = user.program.tools.history._get().page(Filter()).result(60)
    return [row.note for row in rows]


def test_expired_inspected_renewed_compared(start, qtbot):
    user = start()
    user.window.resize(1440, 900)
    user.answer(lambda: user.run("demo"))
    user.find(QPushButton, "inspect_token").click()
    assert isinstance(user.program.tools.tabs.active, TokenDocument)
    page = _page(user)
    assert "expired" in page.title.text()
    assert page.claims.closing.text().startswith("Only exp fails.")
    answer = user.answer(page.renew.click)
    assert answer.attempt.exchanges[-1].reply.status == 200
    user.run("compare-previous")
    comparison = user.window.area.findChild(ComparePage)
    qtbot.waitUntil(lambda: bool(comparison.comparison.heads))
    assert comparison.title.text() == "The token was renewed: the old one had expired"


def test_an_edited_token_shows_whether_the_signature_is_checked(start, qtbot):
    user = start()
    user.window.resize(1440, 900)
    user.answer(lambda: user.run("demo"))
    tab = user.tab
    user.run("inspect-token")
    page = _page(user)
    page.change.click()
    claims = page.edit.claims.toPlainText().replace('"exp": 1', '"exp": 9')
    answer = user.answer(
        lambda: page.edit.send_asked.emit(page.edit.header.toPlainText(), claims, "")
    )
    assert user.tab is tab
    assert answer.attempt.exchanges[-1].reply.status == 401
    assert "edited here" in tab.notice
    qtbot.waitUntil(lambda: "Token edited here" in _notes(user))
    user.run("undo")
    again = user.answer(lambda: user.run("send"))
    assert again.verdict.findings[0].slug == "token-expired"
