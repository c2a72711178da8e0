"""Every attempt is found again: sent, refused, restarted, filtered, opened, sent again."""

from PySide6.QtWidgets import QLineEdit, QListView


def _ids(panel):
    return [row.id for row in panel.model.rows]


def test_attempts_are_found_again_after_a_restart(start, qtbot, home):
    user = start()
    user.answer(lambda: user.run("demo"))
    user.answer(lambda: user.run("apply-fix"))
    user.run("show-history")
    panel = user.window.sidebar.currentWidget()
    qtbot.waitUntil(lambda: len(panel.model.rows) == 3)
    _, fetched, refused = panel.model.rows
    assert [row.status for row in panel.model.rows] == [200, 200, 401]
    assert refused.finding == "token-expired"
    assert (fetched.method, fetched.origin, fetched.parent) == ("POST", "fix", refused.id)
    token = user.tab.attempts.answers[0].attempt.exchanges[-1].request.headers
    secret = next(h.value for h in token if h.name == "Authorization").rpartition(".")[2]

    again = start(user.program.tools.vault)
    again.run("show-history")
    panel = again.window.sidebar.currentWidget()
    qtbot.waitUntil(lambda: len(panel.model.rows) == 3)
    with qtbot.waitSignal(panel.model.filled):
        again.find(QLineEdit, "history_filter").setText("cause:expired")
    assert len(panel.model.rows) == 1
    with qtbot.waitSignal(again.program.tools.tabs.activated):
        again.find(QListView, "history_list").open_asked.emit(panel.model.rows[0], True)
    answer = again.tab.attempts.current
    assert answer.verdict.findings[0].slug == "token-expired"
    written = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert secret.encode() not in written
