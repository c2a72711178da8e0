"""From an expired token to the fresh one: the comparison says that the renewal was it."""

import json

import jwt
from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton

from inspector.gui.compare.columns import column_of
from inspector.gui.compare.side_panel import CHANGES
from inspector.model.collection import Environment
from inspector.model.request import RequestHeader
from tests.fixtures.experimenting import Waiting
from tests.fixtures.scripted import reply

JSON = "Content-Type: application/json"
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _comparison(user, qtbot):
    page = user.window.area.findChild(QListView, "compare_view").parentWidget()
    while not hasattr(page, "comparison"):
        page = page.parentWidget()
    qtbot.waitUntil(lambda: bool(page.comparison.heads))
    return page


def _tokens(answers):
    """Return the tokens that were sent, each taken apart to be sure that it is one."""
    lines = [header for one in answers for header in one.attempt.exchanges[-1].request.headers]
    tokens = [line.value.partition(" ")[2] for line in lines if line.name == "Authorization"]
    assert all(jwt.decode(one, options={"verify_signature": False})["exp"] for one in tokens)
    return tokens


def test_expired_inspected_renewed_compared_exported(start, qtbot, tmp_path):
    user = start()
    user.answer(lambda: user.run("demo"))
    tab = user.tab
    user.run("inspect-token")
    qtbot.waitUntil(lambda: user.program.tools.tabs.active.kind == "token")
    user.program.tools.tabs.activate(tab)
    user.answer(lambda: user.run("apply-fix"))
    user.window.resize(1440, 900)
    user.find(QPushButton, "compare_button").click()
    assert user.program.tools.tabs.active.title == "Compare 401, 200"
    page = _comparison(user, qtbot)
    assert page.title.text() == "The token was renewed: the old one had expired"
    assert [head.status for head in page.comparison.heads] == [401, 200]

    for ending in (".md", ".html", ".json"):
        path = tmp_path / f"found{ending}"
        with qtbot.waitSignal(user.program.tools.notices.said):
            page._writing.write(page.comparison, path)
        text = path.read_text()
        for told in ("The token was renewed: the old one had expired", "renewed token",
                     "Attempt 1, ", "Attempt 2, ", "401 Unauthorized", "200 OK", "exp", "past",
                     "ahead", "invalid_token", "The access token expired"):  # fmt: skip
            assert told in text, (ending, told)
        for token in _tokens(tab.attempts.answers):
            assert token.rpartition(".")[2] not in text
    found = json.loads((tmp_path / "found.json").read_text())
    assert [head["status"] for head in found["heads"]] == [401, 200]
    assert found["certainty"] == "certain"
    assert [delta["id"] for delta in found["steps"][0]["deltas"]] == ["token-renewed"]
    rows = {line["name"]: line for part in found["sections"] for line in part["lines"]}
    assert [cell["state"] for cell in rows["exp"]["cells"]] == ["bad", "good"]


def test_experiments_run_beside_the_comparison(start, qtbot):
    user = start()
    user.program.tools.workbench.gate = Waiting().gate
    user.answer(lambda: user.run("demo"))
    user.answer(lambda: user.run("apply-fix"))
    user.window.resize(1440, 900)
    user.run("compare-previous")
    page = _comparison(user, qtbot)
    trial = page.side.trial
    qtbot.waitUntil(lambda: user.program.tools.actions.can_run("run-experiments"))
    user.run("run-experiments")
    qtbot.waitUntil(lambda: not trial.busy and bool(trial.answer.trial.ladder))
    assert trial.page.ladder.isVisible()
    stopped = next(rung for rung in trial.answer.trial.ladder if rung.state == "stopped-here")
    assert stopped.name == "Expiry"
    assert user.find(QLabel, "page_title").text() == page.title.text()
    qtbot.waitUntil(lambda: page._job is None)
    assert page.side.trial is trial
    trial.page.fix.click()
    qtbot.waitUntil(lambda: len(page._document.columns) == 3)
    assert page._document.columns[-1].status == 200


def test_in_a_narrow_window_the_keys_show_the_experiments_and_run_them(start, qtbot):
    user = start()
    user.program.tools.workbench.gate = Waiting().gate
    user.answer(lambda: user.run("demo"))
    user.answer(lambda: user.run("apply-fix"))
    user.window.resize(1000, 760)
    user.run("compare-previous")
    page = _comparison(user, qtbot)
    trial = page.side.trial
    assert not page.side.isVisible()
    qtbot.waitUntil(lambda: bool(trial.running.tried.open))
    page.side.tabs.setCurrentIndex(CHANGES)
    qtbot.keyClick(user.window, Qt.Key.Key_E, CTRL_SHIFT)
    assert trial.isVisible()
    qtbot.waitUntil(lambda: not trial.busy and bool(trial.answer.trial.ladder))
    page.aside.click()
    assert page.lines.isVisible()
    user.run("apply-fix")
    assert trial.page.fix.isVisible()
    assert user.program.tools.tabs.active.kind == "compare"


def test_several_changes_are_told_apart_one_by_one(start, qtbot):
    user = start()
    user.answer(lambda: user.run("demo"))
    user.answer(lambda: user.run("apply-fix"))
    tab = user.tab
    header = RequestHeader(name="X-Tenant-Id", value="blue")
    tab.current.replace(replace(tab.current.value, headers=(header,)), "a header")
    user.answer(lambda: user.run("send"))
    first, _renewed, last = tab.attempts.answers
    user.run("show-compare", (column_of(tab, first), column_of(tab, last)))
    page = _comparison(user, qtbot)
    document = page._document
    assert len(page.comparison.apart) == 2
    changes = page.side.changes
    assert page.side.tabs.currentIndex() == CHANGES
    changes.next.click()
    qtbot.waitUntil(lambda: len(page.comparison.heads) == 3)
    assert [column.status for column in document.columns] == [401, 200, 200]
    assert document.columns[1].label == "only this change: renewed token"
    assert page.title.text() == "The token was renewed: the old one had expired"
    assert page.lead.text().startswith("Certain.")
    assert not changes.next.isVisible()
    assert user.program.tools.tabs.active is document


def _tenants_only(request):
    """Accept whoever names the tenant; whatever else is sent is of no importance."""
    if b"x-tenant-id: blue" in request.lower():
        return reply("200 OK", JSON, body=b'{"orders": [{"id": 1}], "total": 1}')
    body = b'{"error": "refused", "hint": "ask the owner of this API"}'
    return reply("401 Unauthorized", JSON, "WWW-Authenticate: Bearer", body=body)


def _headers(user, *names):
    headers = tuple(RequestHeader(name=name, value="blue") for name in names)
    tab = user.tab
    tab.current.replace(replace(tab.current.value, headers=headers), "headers")
    user.answer(lambda: user.run("send"))


def test_where_nothing_tells_changes_apart_the_attempts_that_would_are_offered(
    start, scripted, qtbot
):
    user = start()
    server = scripted([_tenants_only])
    user.window.resize(1440, 900)
    token = jwt.encode({"sub": "ada", "exp": 4_000_000_000}, "k" * 40, algorithm="HS256")
    user.run("paste-anything", f"curl {server.url}/orders -H 'Authorization: Bearer {token}'")
    qtbot.waitUntil(lambda: user.tab is not None)
    _headers(user)
    _headers(user, "Origin", "X-Tenant-Id")
    user.run("compare-previous")
    page = _comparison(user, qtbot)
    changes, names = page.side.changes, {"added Origin", "added X-Tenant-Id"}
    assert page.title.text().startswith("2 changes can't be told apart: ")
    assert all(name in page.title.text() for name in names)
    assert "Trying one change alone would tell." in page.lead.text()
    assert page.side.tabs.currentIndex() == CHANGES
    while changes.next.isVisible():
        count = len(page.comparison.heads)
        changes.next.click()
        qtbot.waitUntil(lambda count=count: len(page.comparison.heads) > count)
    assert page.comparison.apart == ()
    assert "X-Tenant-Id" in page.title.text()
    assert "Origin" not in page.title.text()


def _rows_of(page, kind):
    return [row for row in page.model.rows if row.kind == kind]


def _is_whole(page, place):
    columns, shift = page.lines._columns, page.lines.horizontalScrollBar().value()
    cell = columns.cell(QRect(0, 0, columns.width, 1), place).translated(-shift, 0)
    return columns.fixed <= cell.left() < cell.right() <= columns.room


def test_six_attempts_are_reached_and_read_by_keyboard(start, scripted, qtbot):
    user = start()
    server = scripted([_tenants_only])
    user.window.resize(1180, 760)
    user.run("paste-anything", f"curl {server.url}/orders")
    qtbot.waitUntil(lambda: user.tab is not None)
    for names in ((), ("X-Client-Id",), ("X-Tenant-Id",), (), ("X-A",), ("X-Tenant-Id", "X-A")):
        _headers(user, *names)
    tab = user.tab
    user.run("show-compare", tuple(column_of(tab, each) for each in tab.attempts.answers))
    page = _comparison(user, qtbot)
    bar = page.lines.horizontalScrollBar()
    assert [head.status for head in page.comparison.heads] == [401, 401, 200, 401, 401, 200]
    page.heads.setFocus()
    for _ in range(5):
        qtbot.keyClick(page.heads, Qt.Key.Key_Right)
    assert _is_whole(page, 5)
    assert bar.value() > 0
    assert page.heads.accessibleDescription().startswith("Attempt 6, ")
    for _ in range(5):
        qtbot.keyClick(page.heads, Qt.Key.Key_Left)
    assert bar.value() == 0

    rows = _rows_of(page, "code")
    assert rows[0].text == "JSON"
    page.only.click()
    assert _rows_of(page, "code")
    assert all(any(line and line.differs for line in row.code) for row in _rows_of(page, "code"))
    page.lines.setFocus()
    qtbot.keyClick(page.lines, Qt.Key.Key_End)
    at = next(at for at, row in enumerate(page.model.rows) if row.kind == "code")
    page.lines.setCurrentIndex(page.model.index(at))
    qtbot.keyClick(page.lines, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().count("\t") == 5


def test_what_works_elsewhere_is_taken_over(start, qtbot):
    user = start()
    user.answer(lambda: user.run("demo"))
    user.answer(lambda: user.run("apply-fix"))
    good = user.tab.attempts.current.attempt.exchanges[-1].request
    token = next(h.value for h in good.headers if h.name == "Authorization")
    user.tab.attempts.older()
    QApplication.clipboard().setText(f"curl '{good.url}' -H 'Authorization: {token}'")
    user.run("compare-pasted")
    user.settle()
    document = user.program.tools.tabs.active
    qtbot.waitUntil(lambda: len(document.columns) == 2)
    page = _comparison(user, qtbot)
    assert "renewed" in page.title.text()
    tries = [one for one in page.side.changes.findChildren(QPushButton) if one.isEnabled()]
    next(one for one in tries if one.accessibleName() == "Try alone: renewed token").click()
    qtbot.waitUntil(lambda: len(document.columns) == 3)
    assert [column.status for column in document.columns] == [401, 200, None]


def test_the_same_request_in_another_environment(start, qtbot):
    user = start()
    user.answer(lambda: user.run("demo"))
    user.answer(lambda: user.run("apply-fix"))
    tab = user.tab
    base = tab.current.value.url.partition("?")[0]
    tab.current.replace(replace(tab.current.value, url="{{base}}"), "a variable")
    here = Environment(name="here", values={"base": base})
    other = Environment(name="elsewhere", values={"base": f"{base}/nowhere"})
    user.program.tools.environments.replace((here, other))
    user.program.tools.environments.choose("here")
    user.answer(lambda: user.run("send"))
    user.run("compare-previous")
    page = _comparison(user, qtbot)
    entries = {entry.text: entry for entry in page._adding.entries()}
    entries["Show it as for elsewhere, unsent"].do()
    qtbot.waitUntil(lambda: len(page.comparison.heads) == 3)
    entries["Send it in elsewhere"].do()
    qtbot.waitUntil(lambda: len(page.comparison.heads) == 4)
    unsent, sent = page._document.columns[2:]
    assert (unsent.status, unsent.label) == (None, "in elsewhere, not sent")
    assert sent.label == "in elsewhere"
    assert sent.answer.attempt.environment == "elsewhere"
    assert sent.answer.attempt.exchanges[-1].request.url.startswith(f"{base}/nowhere")
