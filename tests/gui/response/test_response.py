"""The verdict takes what it needs of the height, but leaves the bytes in sight."""

import json

import jwt
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractSlider, QLineEdit, QMenu, QPlainTextEdit, QWidget

from inspector.gui.bodies.body_bar import MOST, FindBar
from inspector.gui.diagnosis.verdict_card import VerdictCard
from inspector.gui.response.answer_body import AnswerBody, Veil
from inspector.gui.response.body_view import BodyView
from inspector.gui.response.reply_tabs import (
    BODY,
    EXCHANGE,
    EXPERIMENTS,
    RAW,
    TIMELINE,
    EntryBar,
    ReplyTabs,
)
from inspector.gui.response.status_line import StatusLine
from inspector.gui.response.token_button import TokenButton
from inspector.gui.response.verdict_area import VerdictArea
from inspector.gui.state.attempts import Attempts
from inspector.gui.widgets.buttons import Button, IconButton
from inspector.gui.widgets.label import Label
from inspector.gui.widgets.marks import Pill
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.presentation.bodies.body_rows import AT_ONCE
from inspector.presentation.exchange.status_words import status_words
from tests.fixtures.faces import asked, refused
from tests.fixtures.pdfs import pdf
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


def test_in_a_short_pane_a_card_unfolded_by_hand_scrolls_and_the_bytes_stay(qtbot, body):
    body.show_answer(samples.expired(), 0)
    body.resize(760, 340)
    qtbot.waitUntil(lambda: body.card.is_folded)
    body.toggle_fold()
    qtbot.waitUntil(lambda: _height(body) < body.card.height())
    qtbot.waitUntil(lambda: body.tabs.height() >= 100)


def test_without_findings_there_is_no_card(body):
    body.show_answer(samples.success(), 0)
    assert body._area.isHidden()
    assert body.grip.isHidden()


def test_where_twelve_lines_do_not_fit_the_card_folds_until_it_is_unfolded(qtbot, body):
    body.show_answer(samples.expired(), 0)
    assert not body.card.is_folded
    qtbot.waitUntil(lambda: _height(body) == body.card.heightForWidth(760))
    whole = _height(body)
    body.resize(760, 550)
    qtbot.waitUntil(lambda: body.card.is_folded and _height(body) < whole - 60)
    title, fix = (body.card.findChild(QWidget, name) for name in ("verdict_title", "fix_primary"))
    assert title.isVisible()
    assert fix.isVisible()
    qtbot.mouseClick(body.card.findChild(IconButton, "fold_verdict"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not body.card.is_folded)
    body.resize(760, 700)
    qtbot.waitUntil(lambda: _height(body) == whole)
    body.resize(760, 550)
    body.show_answer(samples.expired(), 0)
    assert not body.card.is_folded  # as chosen in this tab


def test_a_folded_card_has_its_proofs_as_pins_that_lead_to_their_bytes(qtbot, body):
    body.show_answer(samples.expired(), 0)
    body.toggle_fold()
    pins = [each for each in body.card.findChildren(Button) if "Evidence" in each.accessibleName()]
    shown = [each for each in pins if each.isVisible()]
    assert [each.accessibleName()[:11] for each in shown] == ["Evidence 1:", "Evidence 2:"]
    with qtbot.waitSignal(body.card.proof_chosen) as chosen:
        qtbot.mouseClick(shown[1], Qt.MouseButton.LeftButton)
    assert chosen.args == [2]


def test_the_border_is_dragged_and_moved_by_keys(qtbot, body):
    body.show_answer(samples.expired(), 0)
    qtbot.waitUntil(lambda: _height(body) == body.card.heightForWidth(760))
    usual = _height(body)
    grip = body.grip
    qtbot.keyClick(grip, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: usual + 15 < _height(body) < usual + 30)
    assert grip.accessibleName() == f"Height of the verdict, {_height(body)} pixels"
    qtbot.keyClick(grip, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _height(body) == usual)
    qtbot.keyClick(grip, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: body.card.is_folded)
    qtbot.mouseDClick(grip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _height(body) == usual)
    at = grip.rect().center()
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(grip, at + QPoint(0, 60))
    qtbot.waitUntil(lambda: _height(body) == usual + 60)
    qtbot.mouseMove(grip, grip.mapFromGlobal(body.mapToGlobal(QPoint(380, 60))))
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: body.card.is_folded)


def test_the_border_never_leaves_a_proof_half_in_sight(qtbot, body):
    body.show_answer(samples.expired(), 0)
    qtbot.waitUntil(lambda: _height(body) == body.card.heightForWidth(760))
    usual = _height(body)
    for by in (-3, -30, -60):
        body.grip.gripped.emit()
        body.grip.moved.emit(by)
        qtbot.waitUntil(lambda: _height(body) == body.card.height())
        assert body.card.is_folded == (by < -20)
        body.grip.reset.emit()
        qtbot.waitUntil(lambda: _height(body) == usual)
    for key, folded in ((Qt.Key.Key_Up, True), (Qt.Key.Key_Down, False)):
        qtbot.keyClick(body.grip, key)
        qtbot.waitUntil(lambda folded=folded: body.card.is_folded is folded)
        qtbot.waitUntil(lambda: _height(body) == body.card.height())


THREE = "Authorization: Bearer Bearer " + jwt.encode({"exp": 1764079512}, "k" * 32, "HS256")
SIGNED = (
    'WWW-Authenticate: Bearer error="invalid_token", error_description="The signature is not valid"'
)


@pytest.mark.parametrize("width", [1000, 760, 560, 420, 330])
def test_folded_no_proof_is_cut_and_the_buttons_are_one_row(qtbot, body, width):
    told = asked(refused(THREE, reply=(SIGNED,)))
    body.resize(width, 700)
    body.show_answer(told, 0)
    body.toggle_fold()
    qtbot.waitUntil(lambda: _height(body) == body.card.height())
    pins = [
        each
        for each in body.card.findChildren(Button)
        if "Evidence" in each.accessibleName() and each.isVisible()
    ]
    assert len(pins) == 3
    for each in pins:
        assert "…" not in each.text()
        assert each.geometry().right() < each.parentWidget().width()
    row = [body.card.findChild(QWidget, name) for name in ("fix_primary", "more_fixes")]
    assert len({each.geometry().center().y() // 8 for each in row if each.isVisible()}) == 1


@pytest.mark.parametrize("height", [720, 690])  # the latter in a window of 1440 x 900
def test_a_short_exchange_leaves_the_room_to_the_causes_in_doubt(qtbot, body, height):
    body.resize(760, height)
    body.show_answer(asked(refused("Authorization: Bearer 3f1c9a7e5b2d48f0")), 0)
    qtbot.waitUntil(lambda: _height(body) == body.card.height() > 400)
    assert not body.card.is_folded


def test_on_arrival_the_pins_are_in_sight_and_scrolling_by_hand_ends_that(qtbot, body):
    body.resize(760, 510)
    body.show_answer(samples.expired(), 0)
    view = body.tabs.exchange.view
    layout, pinned = view.document().documentLayout(), [
        at for at, line in enumerate(view.lines) if line.pins
    ]  # fmt: skip

    def seen():
        top = view.verticalScrollBar().value()
        boxes = [layout.blockBoundingRect(view.document().findBlockByNumber(at)) for at in pinned]
        return all(
            top <= box.top() and box.bottom() <= top + view.viewport().height() for box in boxes
        )

    assert len(pinned) == 4
    qtbot.waitUntil(seen)
    assert view.verticalScrollBar().value() > 0
    body.resize(760, 505)
    qtbot.waitUntil(seen)
    view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    body.resize(760, 480)
    assert view.verticalScrollBar().value() == 0


def test_where_not_all_pins_fit_the_first_wins(qtbot, body):
    body.show_answer(samples.expired(), 0)
    body.resize(760, 300)
    view = body.tabs.exchange.view
    layout = view.document().documentLayout()
    firsts = [at for at, line in enumerate(view.lines) if 1 in line.pins]
    boxes = [layout.blockBoundingRect(view.document().findBlockByNumber(at)) for at in firsts]
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() <= boxes[0].top())
    bottom = view.verticalScrollBar().value() + view.viewport().height()
    assert boxes[0].bottom() <= bottom


def test_a_proof_leads_to_its_bytes_from_any_tab(qtbot, body):
    body.show_answer(samples.expired(), 0)
    body.tabs.tabs.setCurrentIndex(TIMELINE)
    body.card.proof_chosen.emit(1)
    assert body.tabs.tabs.currentIndex() == EXCHANGE
    assert body.tabs.exchange.view.current_line().number == 13


def test_line_numbers_in_the_card_follow_the_view(qtbot, body):
    answer = samples.redirected(2_000)
    body.show_answer(answer, 1_999)
    before = body.card._proofs.rows[1].link.text()
    offer = next(line for line in body.tabs.exchange.lines if line.action)
    body.tabs.exchange.view.asked.emit(offer)
    after = body.card._proofs.rows[1].link.text()
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
    assert body.card._proofs.rows[2].link.text().strip() == "experiment 1"


def test_the_ladder_takes_no_room_from_the_verdict(qtbot, body):
    body.resize(790, 720)
    _tried(body)
    body.turn_to_experiments()
    assert body.tabs.experiments.page.ladder.isVisible()
    qtbot.waitUntil(lambda: _height(body) == body.card.height())


def test_the_list_of_experiments_gets_room_while_it_is_looked_at(qtbot, body):
    _tried(body)
    body.resize(760, 480)
    body.toggle_fold()
    qtbot.waitUntil(lambda: _height(body) > 240)
    body.turn_to_experiments()
    qtbot.waitUntil(lambda: body.tabs.height() >= 235)
    body.tabs.tabs.setCurrentIndex(EXCHANGE)
    qtbot.waitUntil(lambda: _height(body) > 240)


# ---------------- The area is as high as its card where there is room
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


# ---------------- The body tab: JSON, masks, hexadecimal, search, large bodies, plain text
JSON = (Header("Content-Type", "application/json"),)
TOKENS = b'{"access_token":"' + b"q" * 40 + b'","expires_in":3600}'


@pytest.fixture
def view(qtbot, panel_tools):
    made = BodyView(panel_tools)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def _text(view):
    rows = view.lines.rows
    return "\n".join(rows.text(row) for row in range(min(len(rows), 50)))


def _press(qtbot, view, text):
    button = next(b for b in view.findChildren(Button) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_json_is_indented_with_its_token_masked(view, panel_tools):
    view.show_body(TOKENS, JSON)
    assert '"expires_in": 3600' in _text(view)
    assert "q" * 20 not in _text(view)
    panel_tools.choices.change(secrets_hidden=False)
    view.renew()
    assert "q" * 40 in _text(view)


def test_a_pdf_says_that_it_is_read_until_its_text_is_there(qtbot, view):
    view.show_body(TOKENS, JSON)
    view.show_body(pdf(), (Header("Content-Type", "application/pdf"),))
    assert _text(view) == "Reading the body…"
    qtbot.waitUntil(view.page.isVisible)
    assert view.page.toPlainText() == "The text of the only page.\nHello"


def test_as_received_and_hexadecimal(qtbot, view):
    view.show_body(b'{"a":1}', JSON)
    _press(qtbot, view, "Text")
    assert _text(view) == '{"a":1}'
    _press(qtbot, view, "Hex")
    assert _text(view).startswith("00000000  7b 22")
    _press(qtbot, view, "Tree")
    assert _text(view).startswith("{\n")


def test_a_large_body_is_prepared_elsewhere_and_the_newest_wins(qtbot, view):
    large = b"first line\n" * (AT_ONCE // 5)
    view.show_body(large, ())
    assert _text(view) == "Reading the body…"
    view.show_body(b"small", ())
    assert _text(view) == "small"
    view.show_body(large, ())
    qtbot.waitUntil(lambda: len(view.lines.rows) > 1000)
    assert _text(view).startswith("first line\n")
    assert len(view.lines.rows) > 1000


def test_search_goes_to_the_match(qtbot, view):
    view.show_body(b"\n".join(b"row %d" % n for n in range(300)), ())
    view.begin_find()
    qtbot.keyClicks(view.find_bar.findChild(QLineEdit), "row 25")
    assert view.lines.current == 25
    qtbot.keyClick(view.find_bar.findChild(QLineEdit), Qt.Key.Key_Return)
    assert view.lines.current == 250
    for _ in range(2):  # one empties the field, the next leaves it
        qtbot.keyClick(view.find_bar.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert view.lines.hasFocus()


def test_what_is_wrong_with_the_body_is_said(view):
    view.show_body(b"abc", JSON, "cut at the limit")
    texts = [label.text() for label in view.findChildren(type(view._about))]
    assert "application/json, UTF-8  ·  1 line  ·  3 B  ·  cut at the limit" in texts


def test_it_opens_as_plain_text_with_masks(qtbot, view):
    view.show_body(TOKENS, JSON)
    window = view.open_plain()
    text = window.findChild(QPlainTextEdit).toPlainText()
    assert "expires_in" in text
    assert "q" * 20 not in text
    window.close()


# ---------------- The find bar asks while typing, and counts what it found
@pytest.fixture
def bar(qtbot, light):
    made = FindBar(light)
    qtbot.addWidget(made)
    made.show()
    return made


def _said(bar):
    return [label.text() for label in bar.findChildren(Label)][-1]


def test_typing_and_enter_ask(qtbot, bar):
    asked = []
    bar.wanted.connect(lambda text, step: asked.append((text, step)))
    edit = bar.findChild(QLineEdit)
    qtbot.keyClicks(edit, "ab")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked[:3] == [("a", 0), ("ab", 0), ("ab", 1)]
    assert asked[-1] == ("ab", -1)


def test_escape_leaves(qtbot, bar):
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar.findChild(QLineEdit), Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "Not found"), (1, "1 of 1"), (12, "1 of 12"), (MOST, "1 of 10,000 or more")],
)
def test_the_count_is_said(bar, count, text):
    bar.findChild(QLineEdit).setText("x")
    bar.show_count(count, 1)
    assert _said(bar) == text
    assert bar.findChild(QLineEdit).accessibleName() == f"Find in the body, {text}"


# ---------------- The tokens of a reply's body open from beside it
TOKEN = jwt.encode({"sub": "ada"}, "k" * 40, algorithm="HS256")


def _exchange(**members):
    body = json.dumps(members).encode()
    return Exchange(
        request=Message(method="POST", url="http://a.test/token"),
        reply=Reply(status=200, body=body),
    )


@pytest.fixture
def chosen(panel_tools):
    made = []
    panel_tools.actions.provide("inspect-token", made.append)
    return made


@pytest.fixture
def button(qtbot, panel_tools):
    made = TokenButton(panel_tools)
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_without_a_token(button):
    for exchange in (None, _exchange(error="invalid_grant")):
        button.show_exchange(exchange)
        assert button.isHidden()


def test_the_only_one_opens_at_once(button, chosen):
    exchange = _exchange(access_token=TOKEN)
    button.show_exchange(exchange)
    assert not button.isHidden()
    button.click()
    assert [(each.found.secret, each.exchange) for each in chosen] == [(TOKEN, exchange)]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_of_several_one_is_chosen(button, chosen, qtbot):
    button.show_exchange(_exchange(access_token=TOKEN, refresh_token="r" * 40))
    button.show()
    button.click()
    menu = button.findChild(QMenu)
    texts = [action.text() for action in menu.actions()]
    assert texts == [
        "access_token in the body received",
        "refresh_token in the body received",
    ]
    menu.actions()[1].trigger()
    assert chosen[0].found.kind == "refresh"
    with qtbot.waitSignal(menu.destroyed):
        menu.close()


# ---------------- The four tabs show the same attempt; the toggles tell what is chosen
@pytest.fixture
def tabs(qtbot, panel_tools):
    made = ReplyTabs(panel_tools)
    qtbot.addWidget(made)
    made.resize(760, 420)
    made.show_choice(panel_tools.choices.value)
    made.show()
    return made


def _show(tabs, answer, entry):
    tabs.exchange.show_answer(answer)
    tabs.show_attempt(answer.attempt, entry)


def _rows(view):
    return [view.lines.rows.text(row) for row in range(len(view.lines.rows))]


def test_body_and_bytes_are_those_of_the_exchange(tabs):
    _show(tabs, samples.expired(), 0)
    tabs.tabs.setCurrentIndex(BODY)
    assert '"error": "invalid_token",' in _rows(tabs.body)
    tabs.tabs.setCurrentIndex(RAW)
    assert _rows(tabs.raw)[0] == "HTTP/2 401"
    tabs.tabs.setCurrentIndex(TIMELINE)
    assert tabs.timeline.model().rowCount() == 1


def test_a_tab_out_of_sight_is_filled_when_it_is_turned_to(tabs):
    _show(tabs, samples.expired(), 0)
    assert _rows(tabs.body) == [""]
    tabs.tabs.setCurrentIndex(BODY)
    _show(tabs, samples.success(), 0)
    assert '"orders": [' in _rows(tabs.body)


def test_a_change_of_masks_reaches_a_tab_out_of_sight(tabs, panel_tools):
    _show(tabs, samples.expired(), 0)
    tabs.tabs.setCurrentIndex(RAW)
    tabs.raw._sent.click()
    tabs.tabs.setCurrentIndex(EXCHANGE)
    panel_tools.choices.change(secrets_hidden=False)
    tabs.renew()
    tabs.tabs.setCurrentIndex(RAW)
    assert samples.TOKEN in "".join(_rows(tabs.raw))


def test_a_round_picked_in_the_timeline_is_shown_in_the_others(qtbot, tabs):
    _show(tabs, samples.redirected(), 2)
    assert tabs.tabs.mark(TIMELINE).badge == 3
    tabs.tabs.setCurrentIndex(TIMELINE)
    assert tabs.timeline.currentIndex().row() == 2
    tabs.timeline.chosen.emit(0)
    tabs.tabs.setCurrentIndex(RAW)
    assert _rows(tabs.raw)[0].startswith("HTTP/1.1 401 Unauthorized")
    assert not tabs.bars[0].isHidden()


def test_notes_can_be_toggled_only_beside_the_exchange(qtbot, tabs):
    for index, shown in ((BODY, False), (RAW, False), (EXCHANGE, True)):
        tabs.tabs.setCurrentIndex(index)
        assert tabs.notes.isHidden() is not shown


def test_the_toggles_say_what_is_chosen(qtbot, tabs, panel_tools):
    assert tabs.secrets.text().strip() == "Secrets hidden"
    panel_tools.choices.change(secrets_hidden=False, notes_on=False)
    tabs.show_choice(panel_tools.choices.value)
    assert tabs.secrets.text().strip() == "Secrets shown"
    assert tabs.notes.text().strip() == "Notes off"
    panel_tools.choices.change(presentation=True)
    tabs.show_choice(panel_tools.choices.value)
    assert not tabs.secrets.isEnabled()
    with qtbot.waitSignal(tabs.notes_clicked):
        qtbot.mouseClick(tabs.notes, Qt.MouseButton.LeftButton)


def test_find_opens_the_body(tabs):
    _show(tabs, samples.expired(), 0)
    tabs.begin_find()
    assert tabs.tabs.currentIndex() == BODY
    assert tabs.body.find_bar.findChild(QLineEdit).hasFocus()


def test_an_attempt_without_exchanges_is_empty(tabs):
    _show(tabs, samples.expired(), 0)
    tabs.show_attempt(samples.Attempt(), -1)
    for index, view in ((BODY, tabs.body), (RAW, tabs.raw)):
        tabs.tabs.setCurrentIndex(index)
        assert _rows(view) == [""]


def test_in_a_narrow_pane_the_toggles_keep_their_icons_and_names(tabs):
    tabs.resize(400, 420)
    assert tabs.secrets.text() == ""
    assert tabs.secrets.accessibleName() == "Secrets hidden"
    assert tabs.secrets.toolTip() == "Secrets hidden"
    tabs.resize(760, 420)
    assert tabs.secrets.text().strip() == "Secrets hidden"


# ---------------- Which exchange of several is shown
def _bar(qtbot, theme, entry, count=3):
    bar = EntryBar(theme)
    qtbot.addWidget(bar)
    bar.show_entry(samples.redirected(count).attempt, entry)
    return bar


def test_it_names_the_exchange(qtbot, light):
    bar = _bar(qtbot, light, 1)
    assert bar.findChild(Label).text() == "Exchange 2 of 3: Redirect, 401"


def test_it_steps_within_the_trace(qtbot, light):
    bar = _bar(qtbot, light, 0)
    back, forth = bar.findChildren(IconButton)
    assert not back.isEnabled()
    with qtbot.waitSignal(bar.stepped) as stepped:
        qtbot.mouseClick(forth, Qt.MouseButton.LeftButton)
    assert stepped.args == [1]


def test_a_single_exchange_needs_no_bar(qtbot, light):
    bar = EntryBar(light)
    qtbot.addWidget(bar)
    bar.show_entry(samples.expired().attempt, 0)
    assert bar.isHidden()


# ---------------- The status line: pill, facts, which attempt, Export
@pytest.fixture
def attempts(qapp):
    return Attempts()


@pytest.fixture
def line(qtbot, panel_tools, attempts):
    made = StatusLine(attempts, panel_tools, "export")
    qtbot.addWidget(made)
    made.resize(700, 40)
    made.show()
    return made


def _texts(line):
    return [label.text() for label in line.findChildren(Label) if not label.isHidden()]


def test_a_refusal_is_red_and_its_facts_follow(line):
    line.show_status(status_words(samples.exchange()))
    assert line.pill.text == "401 Unauthorized"
    assert line.pill.accessibleName() == "401 Unauthorized"
    assert _texts(line) == ["143 ms", "412 B", "HTTP/2, TLS 1.3"]


def test_after_large_text_it_is_as_low_as_before(start):
    driver = start()
    driver.answer(lambda: driver.run("demo"))
    line = driver.find(Pill, "status_pill").parentWidget().parentWidget()
    theme = driver.program.tools.theme
    before = line.height()
    for percent in (200, 100):
        theme.set_percent(percent)
        driver.settle()
    assert line.height() == before


def test_without_an_answer_nothing_is_shown(line):
    line.show_status(None)
    assert line.pill.isHidden()
    assert line.export.isHidden()
    assert _texts(line) == []


def test_older_and_newer_appear_with_a_second_answer(qtbot, line, attempts):
    attempts.add(samples.expired())
    line.show_place()
    assert line.older.isHidden()
    attempts.add(samples.success())
    line.show_place()
    assert "2 of 2" in _texts(line)
    assert not line.newer.isEnabled()
    qtbot.mouseClick(line.older, Qt.MouseButton.LeftButton)
    assert attempts.index == 0


def test_export_runs_its_command(qtbot, line, panel_tools):
    line.show_status(status_words(samples.exchange()))
    ran = []
    panel_tools.actions.provide("export", ran.append)
    qtbot.mouseClick(line.export, Qt.MouseButton.LeftButton)
    assert ran == [None]


def test_a_200_that_hides_a_refusal_is_not_green(line):
    words = status_words(samples.success().attempt.exchanges[0])
    line.show_status(words)
    green = line.pill.grab().toImage()
    line.show_status(words, explained=True)
    assert line.pill.text == "200 OK"
    assert line.pill.grab().toImage() != green


def test_in_a_narrow_pane_the_buttons_stand_below(qtbot, line, attempts):
    pane = QWidget()  # as a window of its own it would not become that narrow
    qtbot.addWidget(pane)
    line.setParent(pane)
    for each in (samples.expired(), samples.success()):
        attempts.add(each)
    line.show_status(status_words(samples.exchange()))
    pane.show()
    buttons, least = line.export.parentWidget(), line.minimumSizeHint().width()
    for width, below in ((700, False), (least, True), (700, False)):
        line.resize(width, 120)
        qtbot.waitUntil(lambda below=below: (buttons.y() > line.pill.y()) is below)
    assert least < line.pill.width() + buttons.width()
    line.setParent(None)


def test_facts_without_room_are_left_to_the_tooltip(line, attempts):
    for each in (samples.expired(), samples.success()):
        attempts.add(each)
    line.resize(760, line.height())
    line.show_status(status_words(samples.exchange()))
    last = line._holders[-1]
    assert last.isVisible()
    one_row = line.height()
    needed = line.pill.width() + line._doing.sizeHint().width()
    line.resize(needed + 120, one_row)
    assert not last.isVisible()
    assert line._holders[0].isVisible()
    assert "TLS 1.3" in line.pill.toolTip()
    line.resize(900, one_row)
    assert last.isVisible()
