"""The verdict takes what it needs of the height, but leaves the bytes in sight."""

import pytest

from inspector.gui.response.answer_body import AnswerBody
from tests.gui import answer_samples as samples


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
