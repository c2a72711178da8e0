"""The verdict takes what it needs of the height, but leaves the bytes in sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.gui.diagnosis.verdict_card import VerdictCard
from inspector.gui.response.answer_body import AnswerBody, Veil, VerdictArea
from inspector.gui.response.reply_tabs import BODY, EXCHANGE, EXPERIMENTS
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials


@pytest.fixture
def body(qtbot, panel_tools):
    made = AnswerBody(panel_tools)
    qtbot.addWidget(made)
    made.resize(760, 700)
    made.show()
    return made


def _height(body):
    return body._area.height()


def test_the_card_is_as_high_as_its_text(qtbot, body):
    body.show_answer(samples.expired(), 0)
    qtbot.waitUntil(lambda: _height(body) == body.card.heightForWidth(760))
    assert body.card.height() == _height(body)


def test_in_a_short_pane_the_card_scrolls_and_the_bytes_stay(qtbot, body):
    body.show_answer(samples.expired(), 0)
    body.resize(760, 340)
    body.fit()
    qtbot.waitUntil(lambda: _height(body) < body.card.height())
    qtbot.waitUntil(lambda: body.tabs.height() >= 100)


def test_without_findings_there_is_no_card(body):
    body.show_answer(samples.success(), 0)
    assert body._area.isHidden()


def test_a_proof_leads_to_its_bytes_from_any_tab(qtbot, body):
    body.show_answer(samples.expired(), 0)
    body.tabs.tabs.setCurrentIndex(2)
    body.card.proof_chosen.emit(1)
    assert body.tabs.tabs.currentIndex() == 0
    assert body.tabs.exchange.view.current_line().number == 13


def test_line_numbers_in_the_card_follow_the_view(qtbot, body):
    answer = samples.redirected(2_000)
    body.show_answer(answer, 1_999)
    before = body.card._rows[1].link.text()
    offer = next(line for line in body.tabs.exchange.lines if line.action)
    body.tabs.exchange.view.asked.emit(offer)
    after = body.card._rows[1].link.text()
    assert before != after
    pinned = [line.number for line in body.tabs.exchange.lines if 2 in line.pins]
    assert after.strip() == f"line {pinned[0]}"


def test_the_old_answer_is_dimmed(body):
    body.set_dimmed(dimmed=True)
    assert not body._veil.isHidden()
    body.set_dimmed(dimmed=False)
    assert body._veil.isHidden()


def _tried(body):
    body.show_answer(trials.with_proof(), 0)
    body.show_experiments(trials.tried(ladder=trials.LADDER))


def test_next_and_previous_go_round_the_proofs_in_bytes_and_experiments(body):
    _tried(body)
    seen = []
    for step in (1, 1, 1, 1, -1):
        body.step(step)
        index = body.tabs.tabs.currentIndex()
        listed = body.tabs.experiments.list.current_id
        seen.append(listed if index == EXPERIMENTS else body.tabs.exchange.view.current_line().pins)
    assert seen == [(1,), (2,), "without-credentials", (1,), "without-credentials"]


def test_without_proofs_a_step_does_nothing(body):
    body.show_answer(samples.success(), 0)
    body.tabs.tabs.setCurrentIndex(BODY)
    body.step(1)
    assert body.tabs.tabs.currentIndex() == BODY


def test_a_proof_of_an_experiment_leads_to_its_row(body):
    _tried(body)
    body.card.proof_chosen.emit(3)
    assert body.tabs.tabs.currentIndex() == EXPERIMENTS
    assert body.tabs.experiments.list.flashed == "without-credentials"
    body.card.proof_chosen.emit(1)
    assert body.tabs.tabs.currentIndex() == EXCHANGE


def test_the_tab_is_marked_and_the_proof_says_which_experiment(body):
    _tried(body)
    mark = body.tabs.tabs.mark(EXPERIMENTS)
    assert (mark.badge, mark.pin) == (4, 3)
    assert body.card._rows[2].link.text().strip() == "experiment 1"


def test_the_ladder_takes_no_room_from_the_verdict(qtbot, body):
    body.resize(790, 720)
    _tried(body)
    body.turn_to_experiments()
    assert body.tabs.experiments.page.ladder.isVisible()
    qtbot.waitUntil(lambda: _height(body) == body.card.height())


def test_the_list_of_experiments_gets_room_while_it_is_looked_at(qtbot, body):
    _tried(body)
    body.resize(760, 480)
    qtbot.waitUntil(lambda: _height(body) > 240)
    body.turn_to_experiments()
    qtbot.waitUntil(lambda: body.tabs.height() >= 235)
    body.tabs.tabs.setCurrentIndex(EXCHANGE)
    qtbot.waitUntil(lambda: _height(body) > 240)


# ---------------- The area is as high as its card where there is room, else the card scrolls in i
OFF, ON = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAlwaysOn


@pytest.fixture
def area(qtbot, light):
    card = VerdictCard(light)
    made = VerdictArea(card)
    qtbot.addWidget(made)
    card.show_verdict(samples.expired().verdict, (), "")
    made.resize(700, 400)
    made.show()
    return made


def test_with_room_it_is_as_high_as_the_card(area):
    area.fit(700, 2000)
    assert area.sizeHint().height() == area.widget().height() == area.widget().heightForWidth(700)
    assert area.verticalScrollBarPolicy() == OFF


def test_without_room_it_scrolls_and_may_become_low(area):
    area.fit(700, 150)
    assert area.sizeHint().height() == 150
    assert area.widget().height() > 150
    assert area.widget().width() < 700
    assert area.verticalScrollBarPolicy() == ON
    assert area.minimumSizeHint().height() <= 80


# ---------------- The veil dims what it covers and lets clicks through
def test_it_covers_and_uncovers(qtbot, light):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(100, 100)
    veil = Veil(light, parent)
    parent.show()
    clear = parent.grab().toImage()
    veil.lay(on=True)
    parent.resize(200, 120)
    assert veil.size() == parent.size()
    assert veil.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    veil.lay(on=False)
    parent.resize(100, 100)
    assert parent.grab().toImage() == clear
