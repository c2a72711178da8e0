"""From an expired token to the fresh one: the comparison says that the renewal was it."""

import json

import jwt
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton

from inspector.gui.compare.column_sources import column_of
from inspector.gui.compare.side_panel import CHANGES
from inspector.model.collection import Environment
from inspector.model.request import RequestHeader
from tests.fixtures.experimenting import Waiting


def _comparison(user, qtbot):
    page = user.window.area.findChild(QListView, "compare_view").parentWidget()
    while not hasattr(page, "comparison"):
        page = page.parentWidget()
    qtbot.waitUntil(lambda: bool(page.comparison.heads), timeout=10_000)
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
    qtbot.waitUntil(lambda: user.program.tools.tabs.active.kind == "token", timeout=5000)
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
        with qtbot.waitSignal(user.program.tools.notices.said, timeout=5000):
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
    qtbot.waitUntil(lambda: user.program.tools.actions.can_run("run-experiments"), timeout=10_000)
    user.run("run-experiments")
    qtbot.waitUntil(lambda: not trial.busy and bool(trial.answer.trial.ladder), timeout=20_000)
    assert trial.page.ladder.isVisible()
    stopped = next(rung for rung in trial.answer.trial.ladder if rung.state == "stopped-here")
    assert stopped.name == "Expiry"
    assert user.find(QLabel, "page_title").text() == page.title.text()
    qtbot.waitUntil(lambda: page._job is None, timeout=10_000)
    assert page.side.trial is trial
    trial.page.fix.click()
    qtbot.waitUntil(lambda: len(page._document.columns) == 3, timeout=15_000)
    assert page._document.columns[-1].status == 200


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
    qtbot.waitUntil(lambda: len(page.comparison.heads) == 3, timeout=15_000)
    assert [column.status for column in document.columns] == [401, 200, 200]
    assert document.columns[1].label == "only this change: renewed token"
    assert page.title.text() == "The token was renewed: the old one had expired"
    assert page.lead.text().startswith("Certain.")
    assert not changes.next.isVisible()
    assert user.program.tools.tabs.active is document


def test_what_works_elsewhere_is_taken_over(start, qtbot):
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
    tries = [one for one in page.side.changes.findChildren(QPushButton) if one.isEnabled()]
    next(one for one in tries if one.accessibleName() == "Try alone: renewed token").click()
    qtbot.waitUntil(lambda: len(document.columns) == 3, timeout=15_000)
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
    qtbot.waitUntil(lambda: len(page.comparison.heads) == 3, timeout=15_000)
    entries["Send it in elsewhere"].do()
    qtbot.waitUntil(lambda: len(page.comparison.heads) == 4, timeout=15_000)
    unsent, sent = page._document.columns[2:]
    assert (unsent.status, unsent.label) == (None, "in elsewhere, not sent")
    assert sent.label == "in elsewhere"
    assert sent.answer.attempt.environment == "elsewhere"
    assert sent.answer.attempt.exchanges[-1].request.url.startswith(f"{base}/nowhere")
