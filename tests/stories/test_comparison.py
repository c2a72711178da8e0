"""From an expired token to the fresh one: the comparison says that the renewal was it."""

import jwt
from PySide6.QtWidgets import QListView, QPushButton

from inspector.gui.compare.compared import ComparedDocument


def _comparison(user, qtbot):
    page = user.window.area.findChild(QListView, "compare_view").parentWidget()
    while not hasattr(page, "comparison"):
        page = page.parentWidget()
    qtbot.waitUntil(lambda: bool(page.comparison.heads), timeout=10_000)
    return page


def test_expired_renewed_compared_exported(start, qtbot, tmp_path):
    user = start()
    user.answer(lambda: user.run("demo"))
    user.answer(lambda: user.run("apply-fix"))
    user.window.resize(1440, 900)
    answers = user.tab.attempts.answers
    user.find(QPushButton, "compare_button").click()
    assert isinstance(user.program.tools.tabs.active, ComparedDocument)
    page = _comparison(user, qtbot)
    assert page.title.text() == "The token was renewed: the old one had expired"
    assert [head.status for head in page.comparison.heads] == [401, 200]

    path = tmp_path / "found.html"
    with qtbot.waitSignal(user.program.tools.notices.said, timeout=5000):
        page._writing.write(page.comparison, path)
    text = path.read_text()
    assert "The token was renewed" in text
    for answer in answers:
        for header in answer.attempt.exchanges[-1].request.headers:
            if header.name == "Authorization":
                token = header.value.partition(" ")[2]
                assert jwt.decode(token, options={"verify_signature": False})["exp"]
                assert token.rpartition(".")[2] not in text


def test_what_works_elsewhere_is_taken_over(start, qtbot):
    from PySide6.QtWidgets import QApplication

    user = start()
    user.answer(lambda: user.run("demo"))
    user.answer(lambda: user.run("apply-fix"))
    good = user.tab.attempts.current.attempt.exchanges[-1].request
    token = next(h.value for h in good.headers if h.name == "Authorization")
    user.tab.attempts.older()
    QApplication.clipboard().setText(f"curl '{good.url}' -H 'Authorization: {token}'")
    user.run("compare-pasted")
    document = user.program.tools.tabs.active
    qtbot.waitUntil(lambda: len(document.columns) == 2, timeout=10_000)
    page = _comparison(user, qtbot)
    assert "renewed" in page.title.text()
    sent = user.answer(lambda: page.changes.try_asked.emit(0, "token-renewed"))
    assert sent.attempt.exchanges[-1].reply.status == 200
