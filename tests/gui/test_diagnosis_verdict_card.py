"""The verdict card: sentence, proofs with their lines, fixes, other causes, room to grow."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from inspector.gui.diagnosis.verdict_card import VerdictCard, numbers_of
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.marks import Meter
from inspector.model.finding import Limit, Verdict
from inspector.model.fix import Action, Fix
from inspector.presentation.exchange.exchange_lines import View, exchange_lines
from inspector.presentation.exchange.pins import pins
from inspector.presentation.verdict.verdict_card import announcement
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials


def _lines(answer):
    shown = View(entries=frozenset(range(len(answer.attempt.exchanges))))
    return exchange_lines(answer.attempt, answer.annotations, answer.verdict, shown)


def _card(qtbot, theme, answer):
    card = VerdictCard(theme)
    qtbot.addWidget(card)
    card.show_verdict(answer.verdict, _lines(answer), "Alt+Enter")
    card.resize(756, 300)
    card.show()
    return card


def _filled(card):
    shown = [each for each in card.findChildren(Button) if each.isVisible()]
    return [each.objectName() for each in shown if each.property("kind") == "primary"]


def _title(card):
    return card.findChild(QLabel, "verdict_title")


def test_sentence_proofs_and_fixes(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    assert _title(card).text() == "Your access token expired 27 minutes ago"
    assert card.findChild(Button, "evidence_1").text().strip() == "line 13"
    assert card.findChild(Button, "evidence_2").text().strip() == "lines 4, 9"
    assert card.findChild(Button, "fix_primary").text().strip() == "Get a fresh token and resend"
    assert card.first_fix.id == "fresh-token"


def test_exactly_one_button_is_filled(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    assert _filled(card) == ["fix_primary"]


def test_a_proof_is_chosen_and_focused(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    with qtbot.waitSignal(card.proof_chosen) as chosen:
        qtbot.mouseClick(card.findChild(Button, "evidence_2"), Qt.MouseButton.LeftButton)
    assert chosen.args == [2]
    card.focus_proof(1)
    assert card.focusWidget() is card.findChild(Button, "evidence_1")


def test_the_sentence_takes_the_focus_and_shows_it(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    card.activateWindow()
    card.findChild(Button, "fix_primary").setFocus()
    before = _title(card).grab().toImage()
    card.focus_title()
    qtbot.waitUntil(_title(card).hasFocus)
    assert _title(card).grab().toImage() != before


def test_the_question_is_text_where_nothing_can_be_told(qtbot, light):
    card = _card(qtbot, light, samples.untold())
    texts = [label.text() for label in card.findChildren(QLabel) if not label.isHidden()]
    assert "What would tell: Is the reply the same without a token?" in texts
    assert _filled(card) == []


def test_a_later_verdict_leaves_nothing_of_the_one_before(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    answer = samples.refused_connection()
    card.show_verdict(answer.verdict, _lines(answer), "")
    assert _title(card).text().startswith("Nothing listens")

    def shown():
        return sorted(b.objectName() for b in card.findChildren(Button) if b.isVisible())

    qtbot.waitUntil(lambda: shown() == ["copy_verdict", "evidence_1", "fix_primary"])


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_longer_text_and_larger_fonts_fit(qtbot, light, percent):
    found = samples.finding()
    title, text = (
        f"{part} {part[: len(part) * 2 // 5]}" for part in (found.title, found.explanation)
    )
    card = _card(qtbot, light, samples.expired(title=title, explanation=text))
    light.set_percent(percent)
    try:
        card.arrange(760)
        height = card.heightForWidth(760)
        card.resize(760, height)
        qtbot.waitUntil(lambda: card.layout().geometry().width() == 760)
        card.resize(760, card.heightForWidth(760))
        QApplication.processEvents()
        for label in card.findChildren(QLabel):
            if label.isVisible() and label.text() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        for button in card.findChildren(Button):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width(), button.text()
    finally:
        light.set_percent(100)


def test_every_focusable_part_has_a_name(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    nameless = [
        widget
        for widget in card.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.accessibleName()
    ]
    assert not nameless


def test_each_place_of_a_proof_gives_one_line_number():
    answer = samples.expired()
    assert [numbers_of(pin, _lines(answer)) for pin in pins(answer.verdict)] == [(13,), (4, 9)]


def test_where_two_causes_fit_the_experiment_is_the_filled_button(qtbot, light):
    answer = samples.untold()
    card = _card(qtbot, light, answer)
    card.show_experiments(answer.verdict, trials.tried(()), "Ctrl+Shift+E")
    assert _title(card).text().startswith("Two causes fit: ")
    assert _filled(card) == ["run_experiments"]
    with qtbot.waitSignal(card.experiment_asked) as asked:
        qtbot.mouseClick(card.findChild(Button, "run_experiments"), Qt.MouseButton.LeftButton)
    assert asked.args == [("without-credentials",)]


def test_the_rest_can_be_run_from_the_other_causes(qtbot, light):
    answer = trials.with_proof()
    card = _card(qtbot, light, answer)
    card.show_experiments(answer.verdict, trials.tried(trials.OUTCOMES[:1]), "Ctrl+Shift+E")
    card.show_lines(answer.verdict, _lines(answer))
    assert _filled(card) == ["fix_primary"]
    assert card.findChild(Button, "evidence_3").text().strip() == "experiment 1"
    link = card.findChild(Button, "more_experiments")
    assert link.text().strip() == "Run 3 more experiments"
    with qtbot.waitSignal(card.experiment_asked) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == [()]


def test_lines_shown_twice_at_once_leave_no_window_behind(qtbot, light):
    answer = samples.expired()
    card = _card(qtbot, light, answer)
    card.show_lines(answer.verdict, _lines(answer))
    card.show_lines(answer.verdict, _lines(answer))
    shown = []
    qtbot.wait(20)
    shown += [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert shown == [card]


LIMIT = Limit(
    scheme="NTLM",
    title="This program can't send NTLM yet",
    text="a.test asks for NTLM and nothing else.",
    fix=Fix(
        id="copy-curl",
        title="Copy the curl command",
        action=Action("copy-command"),
        message="curl x",
    ),
)


def test_what_can_t_be_sent_has_a_command_and_no_rank(qtbot, light):
    card = _card(qtbot, light, samples.expired())
    card.show_verdict(Verdict(entry=0, limit=LIMIT), (), "Alt+Enter")
    assert _title(card).text() == LIMIT.title
    assert card.findChild(QLabel, "curl_command").text() == "curl x"
    assert card.first_fix is LIMIT.fix
    qtbot.waitUntil(lambda: _filled(card) == ["fix_primary"])
    assert not card.findChildren(Meter)[0].isVisible()
    assert not card.findChild(Button, "advice_fold").isVisible()
    assert "Certain" not in announcement("401", Verdict(limit=LIMIT), 0)
    card.show_verdict(samples.expired().verdict, _lines(samples.expired()), "Alt+Enter")
    assert not card.findChild(QLabel, "curl_command").isVisible()
    assert card.findChildren(Meter)[0].isVisible()


def test_it_stands_below_a_cause_as_well(qtbot, light):
    answer = samples.expired()
    both = msgspec.structs.replace(answer.verdict, limit=LIMIT)
    card = _card(qtbot, light, answer)
    card.show_verdict(both, _lines(answer), "Alt+Enter")
    assert _title(card).text() == "Your access token expired 27 minutes ago"
    assert card.findChild(QLabel, "curl_command").isVisible()
    assert card.findChildren(Meter)[0].isVisible()
