"""Experiments in the real window: offered, run by key, stopped, asked about, and what they tell."""

import contextlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from inspector.gui.compose.auth.kinds import kinds
from inspector.gui.response.reply_tabs import EXCHANGE, EXPERIMENTS
from inspector.gui.widgets.buttons import Button
from inspector.model.kinds.bearer import Bearer
from tests.fixtures import on_screen
from tests.fixtures.experimenting import MOST, Waiting, first_lines, methods
from tests.fixtures.scripted import ScriptedServer, reply

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LONGEST = 20_000
LONG = 12


@pytest.fixture
def driver(start):
    """The window; what its experiments send is spaced by a clock that does not wait."""
    made = start()
    made.program.tools.workbench.gate = Waiting().gate
    made.window.activateWindow()
    return made


def _press(driver, key, modifiers=Qt.KeyboardModifier.NoModifier):
    driver.qtbot.keyClick(QApplication.focusWidget() or driver.window, key, modifiers)


def _practise(driver, slug):
    driver.answer(lambda: driver.run("demo", slug))
    _wait_for_plans(driver)


def _tried(driver):
    attempts = driver.tab.attempts
    return attempts.experiments.of(attempts.current)


def _wait_for_plans(driver):
    driver.qtbot.waitUntil(lambda: bool(_tried(driver).plans), timeout=LONGEST)


def _run_all(driver):
    """Press the keys and return how many results were seen at each change."""
    seen = []
    kept = driver.tab.attempts.experiments
    kept.changed.connect(lambda _: seen.append(len(_tried(driver).done)))
    _press(driver, Qt.Key.Key_E, CTRL_SHIFT)
    assert _tried(driver).waiting
    _wait_for_end(driver)
    return seen


def _ask(driver, name):
    """Run one experiment by the key, which then stays the current row."""
    _list(driver).jump(name)
    _press(driver, Qt.Key.Key_Return)
    driver.qtbot.waitUntil(lambda: name in _tried(driver).done, timeout=LONGEST)
    _wait_for_end(driver)
    driver.settle()  # the list is told of the result a turn later


def _wait_for_end(driver):
    actions = driver.program.tools.actions
    driver.qtbot.waitUntil(lambda: not actions.can_run("stop"), timeout=LONGEST)


def _is_shown(driver, name):
    return any(each.isVisible() for each in driver.window.findChildren(QWidget, name))


def _list(driver):
    return driver.find(QWidget, "experiments_list")


def _row(driver, name):
    return next(row for row in _list(driver).rows if row.id == name)


def _tabs(driver):
    return driver.find(QWidget, "reply_tabs")


def test_a_wrong_password_is_told_from_a_missing_one_and_the_ladder_shows_where_it_stops(driver):
    _practise(driver, "wrong-password")
    assert driver.find(Button, "more_experiments").text().strip() == "Run 2 experiments"
    seen = _run_all(driver)
    assert max(seen) == 1  # the made-up one tells all that there is to tell
    _ask(driver, "without-credentials")
    assert _tabs(driver).currentIndex() == EXPERIMENTS
    assert _tabs(driver).mark(EXPERIMENTS).badge == 2
    spoken = [row.spoken for row in _list(driver).rows]
    assert any("No credentials: 401, differs" in text for text in spoken)
    assert any("Made-up credential: 401, same" in text for text in spoken)
    ladder = driver.find(QWidget, "ladder_card").ladder
    assert "Scheme passed, Login stopped here" in ladder.accessibleName()
    assert QApplication.focusWidget() is _list(driver)


def test_the_verdict_changes_and_f8_leads_to_the_experiment_that_proves_it(driver):
    _practise(driver, "key-in-the-wrong-place")
    before = driver.tab.attempts.current
    assert before.verdict.findings[0].certainty == "very-likely"
    _run_all(driver)
    answer = driver.tab.attempts.current
    assert answer.attempt is before.attempt
    assert answer.verdict.findings[0].certainty == "certain"
    link = driver.window.findChild(Button, "evidence_1")
    assert link.text().strip() == f"experiment {_row(driver, 'other-place-of-the-key').number}"
    driver.qtbot.waitUntil(link.isVisible)
    _tabs(driver).setCurrentIndex(EXCHANGE)
    _press(driver, Qt.Key.Key_F8)
    assert _tabs(driver).currentIndex() == EXPERIMENTS
    assert _list(driver).current_id == "other-place-of-the-key"
    assert _list(driver).flashed == "other-place-of-the-key"
    assert _row(driver, "other-place-of-the-key").pin == 1
    assert "The verdict now: " in driver.program.tools.notices.all[-1].text


def test_a_result_opens_its_exchange_by_key_and_leads_back(driver):
    _practise(driver, "wrong-password")
    _run_all(driver)
    _ask(driver, "without-credentials")
    driver.qtbot.waitUntil(lambda: _row(driver, "without-credentials").act == "open")
    _press(driver, Qt.Key.Key_Return)
    driver.qtbot.waitUntil(lambda: _is_shown(driver, "experiment_exchange"), timeout=LONGEST)
    shown = driver.find(QWidget, "experiment_exchange").toPlainText()
    assert "/scenario/wrong-password/account" in shown
    assert "Authorization" not in shown
    _press(driver, Qt.Key.Key_Escape)
    assert _list(driver).hasFocus()


def test_no_secret_is_shown_anywhere_after_experiments(driver):
    _practise(driver, "expired-token")
    secrets = [each for each in driver.program.tools.vault.known_values() if len(each) > LONG]
    _run_all(driver)
    for name in [row.id for row in _list(driver).rows if row.act == "open"]:
        _list(driver).jump(name)
        _press(driver, Qt.Key.Key_Return)
        _press(driver, Qt.Key.Key_Escape)
    shown = "\n".join(text for _where, text in on_screen.texts())
    assert secrets
    assert not [each for each in secrets if each in shown]


REFUSED = reply("401 Unauthorized", 'WWW-Authenticate: Bearer realm="r"', body=b"no")


def _send(driver, url, method="GET"):
    driver.run("new-tab")
    driver.find(QComboBox, "method_choice").setCurrentText(method)
    driver.find(QComboBox, "auth_type").activated.emit(_place_of(Bearer))
    _fill(driver, "credential_token", "opaque-token-of-a-user")
    field = driver.find(QLineEdit, "url_edit")
    field.clear()
    driver.qtbot.keyClicks(field, url)
    driver.answer(lambda: driver.qtbot.keyClick(field, Qt.Key.Key_Return))
    _wait_for_plans(driver)


def _place_of(kind):
    return [each.KIND for each in kinds()].index(kind)


def _fill(driver, name, text):
    field = driver.find(QLineEdit, name)
    field.setFocus()
    driver.qtbot.keyClicks(field, text)
    driver.qtbot.keyClick(field, Qt.Key.Key_Tab)


@pytest.fixture
def server():
    """Play what a test wrote: the n-th reply for the n-th request."""
    with contextlib.ExitStack() as stack:

        def begin(script):
            made = ScriptedServer(script)
            stack.callback(made.stop)
            return made

        yield begin


def test_what_is_sent_unasked_is_counted_and_only_reads(driver, server):
    api = server([REFUSED])
    _send(driver, f"{api.url}/v1/orders")
    _run_all(driver)
    assert 2 <= _tried(driver).requests <= MOST
    assert 3 <= len(api.requests) <= 1 + _tried(driver).requests  # one may ask for https in vain
    assert methods(api) == {"GET"}
    assert (
        driver.find(QLabel, "experiments_summary")
        .text()
        .startswith(
            f"{len(_tried(driver).done)} experiments run, {_tried(driver).requests} requests sent."
        )
    )


def test_a_post_is_sent_again_only_after_asking(driver, server):
    api = server([REFUSED])
    _send(driver, f"{api.url}/v1/orders", "POST")
    assert [plan.id for plan in _tried(driver).safe] == ["read-in-place-of-write"]
    _tabs(driver).setCurrentIndex(EXPERIMENTS)
    _list(driver).setFocus()
    _list(driver).jump("without-credentials")
    _press(driver, Qt.Key.Key_Return)
    asked = driver.find(QWidget, "experiment_consent")
    assert "It sends POST to 127.0.0.1" in asked.accessibleName()
    _press(driver, Qt.Key.Key_Escape)
    assert asked.isHidden()
    assert len(api.requests) == 1
    _press(driver, Qt.Key.Key_Return)
    driver.qtbot.mouseClick(driver.find(Button, "experiment_agree"), Qt.MouseButton.LeftButton)
    _wait_for_end(driver)
    assert [line.split(" ")[0] for line in first_lines(api)] == ["POST", "POST"]
    assert _row(driver, "without-credentials").result[1] == "401"


def test_a_server_that_asks_to_wait_is_left_alone(driver, server):
    api = server([REFUSED, reply("429 Too Many Requests", "Retry-After: 60")])
    _send(driver, f"{api.url}/v1/orders")
    _run_all(driver)
    assert len(api.requests) == 2
    assert _tried(driver).stopped
    assert _tried(driver).stopped in driver.find(QLabel, "experiments_summary").text()
    assert _tried(driver).stopped in driver.program.tools.notices.all[-1].text


def test_escape_stops_and_what_came_stays(driver, server):
    asked = []

    def script(connection):
        while request := connection.request():
            asked.append(request)
            if len(asked) > 3:
                connection.hang()
                return
            connection.send(REFUSED)

    api = server(script)
    _send(driver, f"{api.url}/v1/orders")
    _press(driver, Qt.Key.Key_E, CTRL_SHIFT)
    driver.qtbot.waitUntil(lambda: len(asked) > 3, timeout=LONGEST)
    driver.qtbot.waitUntil(lambda: len(_tried(driver).done) >= 1, timeout=LONGEST)
    _press(driver, Qt.Key.Key_Escape)
    _wait_for_end(driver)
    assert _tried(driver).stopped == "You stopped it."
    assert len(asked) == 4
    assert _tried(driver).done
    assert driver.find(Button, "experiments_run").isEnabled()
