"""A header that nobody knows is asked about where it stands, once; the answer changes the masks."""

import msgspec
import pytest

from inspector.gui.trace.exchange_panel import ExchangePanel
from inspector.model.message import Header
from inspector.settings.judged import judge, judged_names
from inspector.settings.places import places
from inspector.settings.store import Settings
from tests.gui import answer_samples as samples

ONE, TWO = "pLq0Xz1Kt2rWn3bYc4dHs5gJ6kQx7wZp", "zQ8vR1tY6wE3uI9oP2aS5dF7gH4jK0lM"


def _answer(**received):
    """An answer whose reply has these headers, too; `_` stands for `-`."""
    answer = samples.expired()
    exchange = answer.attempt.exchanges[-1]
    more = tuple(Header(name.replace("_", "-"), value) for name, value in received.items())
    reply = msgspec.structs.replace(exchange.reply, headers=exchange.reply.headers + more)
    exchange = msgspec.structs.replace(exchange, reply=reply)
    exchanges = (*answer.attempt.exchanges[:-1], exchange)
    attempt = msgspec.structs.replace(answer.attempt, exchanges=exchanges)
    return samples.answer(attempt, answer.annotations, answer.verdict)


@pytest.fixture
def panel(qtbot, panel_tools):
    made = ExchangePanel(panel_tools)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def test_one_after_the_other_is_asked_about(panel, qtbot):
    panel.show_answer(_answer(X_Acme_Blub=ONE, X_Other=TWO))
    question, shown = panel.question, panel.view.toPlainText
    assert question.isVisible()
    assert "X-Acme-Blub" in question.accessibleName()
    assert ONE not in shown()
    with qtbot.waitSignal(question.judged):
        question.open.click()
    assert ONE in shown()
    assert TWO not in shown()
    assert "X-Other" in question.accessibleName()
    with qtbot.waitSignal(question.judged):
        question.secret.click()
    assert not question.isVisible()
    assert ONE in shown()
    assert TWO not in shown()


def test_the_answer_is_kept_by_name_alone(panel, panel_tools, qtbot):
    panel.show_answer(_answer(X_Acme_Blub=ONE))
    panel.question.open.click()
    qtbot.waitUntil(places().settings.exists)
    again = Settings(places().settings)
    again.load()
    assert judged_names(again).harmless == {"x-acme-blub"}
    assert ONE not in places().settings.read_text()
    other = ExchangePanel(panel_tools)
    qtbot.addWidget(other)
    other.show_answer(_answer(x_acme_blub=TWO))
    assert not other.question.isVisibleTo(other)
    assert TWO in other.view.toPlainText()


def test_an_answer_changed_in_the_settings_counts_at_once(panel, panel_tools):
    panel.show_answer(_answer(X_Acme_Blub=ONE))
    judge(panel_tools.settings, "X-Acme-Blub", is_secret=False)
    assert ONE in panel.view.toPlainText()
    judge(panel_tools.settings, "X-Acme-Blub", is_secret=True)
    assert ONE not in panel.view.toPlainText()
    assert not panel.question.isVisible()


def test_nothing_is_asked_where_nothing_is_unknown(panel):
    panel.show_answer(samples.expired())
    assert not panel.question.isVisible()
    panel.show_answer(None)
    assert not panel.question.isVisible()


def test_the_name_of_a_server_is_no_markup_and_cut(panel):
    name = "X-<b>" + "acme-" * 40 + "v"
    panel.show_answer(_answer(**{name: ONE}))
    said = panel.question.accessibleName()
    assert "X-<b>acme-" in said
    assert len(said) < 150
