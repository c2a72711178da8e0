"""The head says which attempt is tried and what that cost."""

from msgspec.structs import replace
from PySide6.QtWidgets import QLabel

from inspector.gui.compare.trial_panel import TrialHead, sent_words
from tests.gui import trial_samples as trials


def test_it_counts_and_says_that_only_reading_was_done():
    assert sent_words(trials.tried(())) == ""
    assert sent_words(trials.tried()) == "4 sent, GET only"


def test_other_methods_are_not_called_reading():
    outcome = trials.OUTCOMES[0]
    exchange = outcome.attempt.exchanges[0]
    posted = replace(exchange, request=replace(exchange.request, method="POST"))
    other = replace(outcome, attempt=replace(outcome.attempt, exchanges=(posted,)))
    assert sent_words(trials.tried((other, *trials.OUTCOMES[1:]))) == "4 sent"


def test_it_names_the_attempt(light, qtbot):
    head = TrialHead(light, 2)
    qtbot.addWidget(head)
    head.show_tried(trials.tried())
    head.show_number(3)
    texts = [label.text() for label in head.findChildren(QLabel)]
    assert "Experiments on attempt 3" in texts
    assert "4 sent, GET only" in texts
