"""The question before a risky experiment: Cancel has the focus, and nothing waits for it."""

import msgspec
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionViewItem

from inspector.gui.experiments.experiment_list import ExperimentList
from inspector.gui.experiments.experiments_page import (
    ConsentCard,
    ExperimentsPage,
    Ladder,
    LadderCard,
)
from inspector.gui.experiments.experiments_tab import ExperimentsTab, OutcomeView
from inspector.gui.experiments.row_paint import ROW, ExperimentModel, RowPaint, action_words, places
from inspector.presentation.experiments.experiment_rows import own_row, rows
from inspector.presentation.experiments.tried import Tried
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials


@pytest.fixture
def card(qtbot, light):
    made = ConsentCard(light)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.ask(trials.plan("fresh-token"), ("It uses up a token.",), "2 requests, GET")
    return made


def test_it_says_what_and_what_could_happen(card):
    assert card.isVisible()
    assert card.accessibleName() == (
        "Run “Fresh token”? It costs 2 requests, GET. Asks https://login.example.com/oauth2/token "
        "for a token, then sends yours with it. It uses up a token."
    )


def test_agreeing_names_the_experiment_once(card, qtbot):
    with qtbot.waitSignal(card.agreed) as agreed:
        qtbot.mouseClick(card.go, Qt.MouseButton.LeftButton)
    assert agreed.args == ["fresh-token"]
    assert card.isHidden()
    assert card.asked == ""


@pytest.mark.parametrize("way", ["button", "escape"])
def test_cancelling_sends_nothing(card, qtbot, way):
    with qtbot.waitSignal(card.closed), qtbot.assertNotEmitted(card.agreed):
        if way == "button":
            qtbot.mouseClick(card.cancel, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.isHidden()


def test_cancel_has_the_focus(card, qtbot):
    qtbot.waitExposed(card)
    card.activateWindow()
    qtbot.waitUntil(card.cancel.hasFocus)


# ---------------- The list: run and opened by key or click
@pytest.fixture
def listed(qtbot, light):
    made = ExperimentList(light)
    qtbot.addWidget(made)
    made.show_rows((own_row(401), *rows(trials.tried(trials.OUTCOMES[:1]), "GET", {})))
    made.resize(700, made.sizeHint().height())
    made.show()
    qtbot.waitExposed(made)
    return made


def _go(listed, name):
    listed.setCurrentIndex(listed.model().place(name))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_run_what_was_not_run(listed, qtbot, key):
    _go(listed, "garbage-credentials")
    with qtbot.waitSignal(listed.run_asked) as asked:
        qtbot.keyClick(listed, key)
    assert asked.args == ["garbage-credentials"]


def test_keys_open_what_came_of_it(listed, qtbot):
    _go(listed, "without-credentials")
    with qtbot.waitSignal(listed.open_asked) as asked:
        qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert asked.args == ["without-credentials"]


def test_what_cannot_be_run_does_nothing(listed, qtbot):
    _go(listed, "without-cookies")
    with qtbot.assertNotEmitted(listed.run_asked), qtbot.assertNotEmitted(listed.open_asked):
        qtbot.keyClick(listed, Qt.Key.Key_Return)


def test_a_click_on_the_button_runs_and_one_beside_it_does_not(listed, qtbot):
    index = listed.model().place("garbage-credentials")
    corner = listed.visualRect(index).topLeft()
    button = listed.itemDelegate().action(index).translated(corner).center()
    view = listed.viewport()
    with qtbot.waitSignal(listed.run_asked):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=button)
    with qtbot.assertNotEmitted(listed.run_asked):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=listed.visualRect(index).center())
    assert listed.current_id == "garbage-credentials"


def test_a_double_click_opens_but_never_sends(listed, qtbot):
    view, place = listed.viewport(), listed.model().place
    with qtbot.assertNotEmitted(listed.run_asked):
        where = listed.visualRect(place("garbage-credentials")).center()
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(listed.open_asked):
        where = listed.visualRect(place("without-credentials")).center()
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=where)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_all_rows_are_shown_whole_at_every_size(listed, qtbot, light, percent):
    light.set_percent(percent)
    listed.resize(500, 100)
    listed.resize(500, listed.sizeHint().height())
    last = listed.model().index(listed.model().rowCount() - 1, 0)
    qtbot.waitUntil(lambda: listed.visualRect(last).bottom() == listed.viewport().height() - 1)


def test_a_jump_flashes_its_row_once(listed, qtbot):
    with qtbot.waitSignal(listed.in_sight):
        assert listed.jump("final-address")
    assert listed.current_id == "final-address"
    assert listed.flashed == "final-address"
    qtbot.waitUntil(lambda: listed.flashed == "")
    assert not listed.jump("unknown")


def test_with_reduced_motion_nothing_flashes(listed):
    listed.set_still(still=True)
    assert listed.jump("final-address")
    assert listed.flashed == ""


def test_a_result_leaves_the_current_row_alone(listed):
    _go(listed, "signature-altered")
    listed.show_rows((own_row(401), *rows(trials.tried(), "GET", {})))
    assert listed.current_id == "signature-altered"


def test_the_current_row_is_read_aloud(listed):
    _go(listed, "without-credentials")
    assert listed.accessibleDescription().startswith("1. No credentials: 401, differs")


# ---------------- The model changes single rows, and says each as a sentence
def _rows(outcomes, **more):
    return rows(trials.tried(outcomes, **more), "GET", {})


def test_a_result_changes_its_row_alone(qtbot, qapp):
    model = ExperimentModel()
    model.show_rows(_rows(()))
    changed = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_rows(_rows(trials.OUTCOMES[1:2]))
    assert changed == [(1, 1)]


def test_other_experiments_are_other_rows(qtbot, qapp):
    model = ExperimentModel()
    with qtbot.waitSignal(model.modelReset):
        model.show_rows(_rows(()))
    assert model.rowCount() == len(trials.PLANS)
    assert model.place("final-address").row() == 4
    assert not model.place("unknown").isValid()


def test_rows_are_spoken_and_explained(qapp):
    model = ExperimentModel()
    model.show_rows(_rows(()))
    index = model.place("other-scheme")
    assert index.data(ROW).id == "other-scheme"
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == index.data(ROW).spoken
    assert "Enter runs it, after asking" in said
    assert "Asks first: counts as a login" in index.data(Qt.ItemDataRole.ToolTipRole)


# ---------------- The page of the list: what its buttons say, and where the ladder finds room
@pytest.fixture
def page(qtbot, light):
    made = ExperimentsPage(light)
    qtbot.addWidget(made)
    made.resize(780, 420)
    made.show()
    return made


def _show(page, tried):
    page.show_tried((own_row(401), *rows(tried, "GET", {})), tried)


def test_run_and_stop_take_turns(page, qtbot):
    _show(page, trials.tried(()))
    assert (page.run.isVisible(), page.stop.isVisible()) == (True, False)
    with qtbot.waitSignal(page.run_asked):
        qtbot.mouseClick(page.run, Qt.MouseButton.LeftButton)
    _show(page, trials.tried((), waiting=("final-address",)))
    assert (page.run.isVisible(), page.stop.isVisible()) == (False, True)
    with qtbot.waitSignal(page.stop_asked):
        qtbot.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    _show(page, trials.tried())
    assert (page.run.isVisible(), page.stop.isVisible()) == (False, False)
    assert page.findChild(QLabel, "experiments_summary").text().startswith("4 experiments run")


@pytest.mark.parametrize(("size", "beside"), [((780, 420), True), ((500, 420), False)])
def test_the_ladder_is_beside_the_list_where_there_is_room_else_above(page, qtbot, size, beside):
    page.resize(*size)
    _show(page, trials.tried(ladder=trials.LADDER))
    qtbot.waitUntil(page.ladder.isVisible)

    def placed():
        ladder, listed = (each.mapTo(page, each.rect().topLeft()) for each in _both(page))
        return (ladder.x() > listed.x() + 100) is beside and (ladder.y() < listed.y()) is not beside

    qtbot.waitUntil(placed)


def _both(page):
    return page.ladder, page.list


def test_a_ladder_that_comes_up_is_scrolled_to(page, qtbot):
    page.resize(500, 200)
    _show(page, trials.tried(()))
    bar = page.roll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    _show(page, trials.tried(ladder=trials.LADDER))
    assert bar.value() == 0


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("width", [460, 740])
def test_the_question_is_never_cut(page, qtbot, light, percent, width):
    light.set_percent(percent)
    page.resize(width, light.px(240))
    _show(page, trials.tried(()))
    sentences = ("It sends DELETE to api.example.com: if the server accepts it, data may change.",)
    page.consent.ask(trials.plan("fresh-token"), sentences, "2 requests, DELETE")
    card = page.consent
    qtbot.waitUntil(lambda: card.height() >= card.heightForWidth(card.width()) > 0)


# ---------------- The tab through its states
@pytest.fixture
def tab(qtbot, panel_tools):
    made = ExperimentsTab(panel_tools)
    qtbot.addWidget(made)
    made.resize(780, 420)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def offered(tab):
    tab.show_tried(trials.with_proof(), trials.tried(()))
    return tab


def _shown(tab):
    return [label.text() for label in tab.findChildren(QLabel) if label.isVisible()]


def test_where_nothing_can_be_tried_it_says_when_it_can(tab):
    tab.show_tried(samples.success(), Tried())
    assert "Nothing to try here" in _shown(tab)


def test_the_button_runs_all_safe_ones(offered, qtbot):
    assert offered.page.run.text().strip() == "Run all safe ones (4)"
    with qtbot.waitSignal(offered.run_asked) as asked:
        qtbot.mouseClick(offered.page.run, Qt.MouseButton.LeftButton)
    ids = ("without-credentials", "garbage-credentials", "signature-altered", "final-address")
    assert asked.args == [ids, frozenset()]


def test_while_it_runs_there_is_stop_instead(offered, qtbot):
    offered.show_tried(trials.with_proof(), trials.tried((), waiting=("final-address",)))
    assert offered.page.run.isHidden()
    with qtbot.waitSignal(offered.stop_asked):
        qtbot.mouseClick(offered.page.stop, Qt.MouseButton.LeftButton)


def test_the_first_row_is_the_own_request(offered):
    assert offered.list.rows[0].title == "Your request, unchanged"
    assert offered.list.rows[0].result[1] == "401"
    assert [row.pin for row in offered.list.rows[1:3]] == [3, 0]


def test_a_harmless_experiment_is_run_at_once(offered, qtbot):
    with qtbot.waitSignal(offered.run_asked) as asked:
        offered.list.run_asked.emit("final-address")
    assert asked.args == [("final-address",), frozenset()]


def test_one_that_needs_consent_is_asked_about_first(offered, qtbot):
    with qtbot.assertNotEmitted(offered.run_asked):
        offered.list.run_asked.emit("other-scheme")
    assert offered.consent.isVisible()
    assert "api.example.com may count it as a failed login" in offered.consent.accessibleName()
    with qtbot.waitSignal(offered.run_asked) as asked:
        qtbot.mouseClick(offered.consent.go, Qt.MouseButton.LeftButton)
    assert asked.args == [("other-scheme",), frozenset({"login-attempt", "production"})]


def test_the_question_is_gone_with_the_answer_it_was_about(offered, qtbot):
    offered.list.run_asked.emit("other-scheme")
    offered.show_tried(samples.untold(), trials.tried(()))
    assert offered.consent.isHidden()


def test_a_result_opens_its_exchange_and_leads_back(tab, qtbot):
    tab.show_tried(trials.with_proof(), trials.tried())
    tab.list.open_asked.emit("final-address")
    assert tab.outcome.isVisible()
    assert "x-tried: final-address" in tab.outcome.panel.view.toPlainText()
    tab.outcome.left.emit()
    assert tab.list.isVisible()
    qtbot.waitUntil(tab.list.hasFocus)


def test_a_result_that_comes_in_leaves_the_open_exchange_alone(tab):
    answer = trials.with_proof()
    tab.show_tried(answer, trials.tried(trials.OUTCOMES[:1], waiting=("final-address",)))
    tab.list.open_asked.emit("without-credentials")
    tab.show_tried(answer, trials.tried())
    assert tab.outcome.isVisible()


def test_a_jump_leaves_the_exchange_and_scrolls_to_the_row(tab, qtbot):
    tab.resize(780, 200)
    tab.show_tried(trials.with_proof(), trials.tried())
    tab.list.open_asked.emit("without-credentials")
    assert tab.jump("other-scheme")
    view = tab.page.roll.viewport()
    row = tab.list.visualRect(tab.list.currentIndex())

    def seen():
        top, bottom = (tab.list.mapTo(view, at).y() for at in (row.topLeft(), row.bottomLeft()))
        return top >= 0 and bottom < view.height()

    qtbot.waitUntil(seen)
    assert tab.list.flashed == "other-scheme"


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [440, 780])
def test_no_button_is_clipped(offered, qtbot, panel_tools, percent, width):
    panel_tools.theme.set_percent(percent)
    offered.resize(width, 420)
    offered.list.run_asked.emit("other-scheme")
    buttons = (offered.page.run, offered.consent.go, offered.consent.cancel)
    for button in buttons:
        qtbot.waitUntil(lambda each=button: each.width() >= each.sizeHint().width())
        right = button.mapTo(offered, button.rect().topRight()).x()
        assert right <= offered.width()


# ---------------- The ladder is read aloud, and turns into a list where its names would touch
@pytest.fixture
def ladder(qtbot, light):
    made = Ladder(light)
    qtbot.addWidget(made)
    made.show_ladder(trials.LADDER)
    return made


def _colours(ladder):
    ladder.show()
    image = ladder.grab().toImage()
    size = image.size()
    return {image.pixel(x, y) for x in range(size.width()) for y in range(size.height())}


def test_it_is_named_with_all_checks(ladder):
    assert ladder.accessibleName().startswith("How far your credential gets: Scheme passed")
    assert "Audience stopped here" in ladder.accessibleName()


@pytest.mark.parametrize("width", [340, 120])
def test_passed_and_stopped_are_painted_beside_or_below_each_other(ladder, light, width):
    ladder.resize(width, ladder.heightForWidth(width))
    seen = _colours(ladder)
    for token in ("ok_fill", "err_fill", "on_fill"):
        assert QColor(light.tokens.colour(token)).rgb() in seen, token


def test_a_narrow_one_is_a_list(ladder):
    assert ladder.heightForWidth(120) > 3 * ladder.heightForWidth(400)
    assert ladder.sizeHint().height() == ladder.heightForWidth(400)


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_name_is_wider_than_its_place(ladder, light, percent):
    light.set_percent(percent)
    width = ladder.sizeHint().width()
    assert ladder.heightForWidth(width) < ladder.heightForWidth(width - 6)


# ---------------- The card is there only when there is something to say
@pytest.fixture
def ladder_card_card(qtbot, light):
    made = LadderCard(light)
    qtbot.addWidget(made)
    return made


def test_without_results_it_is_hidden(ladder_card_card):
    ladder_card_card.show_tried(trials.tried(()))
    assert ladder_card_card.isHidden()


def test_with_a_ladder_it_shows_and_explains_it(ladder_card_card):
    ladder_card_card.show_tried(trials.tried(ladder=trials.LADDER))
    assert not ladder_card_card.ladder.isHidden()
    assert "stops at “Audience”" in ladder_card_card.sentence.text()


def test_where_all_refusals_are_alike_it_says_that_alone(ladder_card_card):
    same = tuple(msgspec.structs.replace(one, result="same") for one in trials.OUTCOMES)
    ladder_card_card.show_tried(trials.tried(same))
    assert ladder_card_card.ladder.isHidden()
    assert ladder_card_card.sentence.text() == "Every refusal looks the same."


# ---------------- The exchange of one experiment, and the ways back to the list
@pytest.fixture
def view(qtbot, panel_tools):
    made = OutcomeView(panel_tools)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.show_outcome(trials.OUTCOMES[1])
    return made


def test_it_shows_what_was_sent_and_answered_with_remarks(view, qtbot):
    text = view.panel.view.toPlainText()
    assert "x-tried: garbage-credentials" in text
    assert samples.TOKEN not in text
    qtbot.waitUntil(lambda: any(line.notes for line in view.panel.lines))
    assert not any(line.pins for line in view.panel.lines)


def test_remarks_on_another_experiment_come_too_late(view, qtbot):
    view.show_outcome(trials.OUTCOMES[0])
    qtbot.waitUntil(lambda: any(line.notes for line in view.panel.lines))
    assert "x-tried: without-credentials" in view.panel.view.toPlainText()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Backspace])
def test_keys_lead_back(view, qtbot, key):
    with qtbot.waitSignal(view.left):
        qtbot.keyClick(view.panel.view, key)


def test_the_button_leads_back(view, qtbot):
    with qtbot.waitSignal(view.left):
        qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)


def test_secrets_are_shown_when_that_is_chosen(view, panel_tools):
    panel_tools.choices.change(secrets_hidden=False)
    view.renew()
    assert samples.TOKEN in view.panel.view.toPlainText()


# ---------------- The parts of a row never lie over each other and never leave the row
ROWS = (
    own_row(401),
    *rows(trials.tried(()), "GET", {}),
    *rows(trials.tried(), "GET", {"without-credentials": 3}),
    *rows(trials.tried((), waiting=("final-address",)), "GET", {}),
)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [380, 559, 560, 760, 1200])
def test_nothing_overlaps_or_is_cut(light, percent, width):
    light.set_percent(percent)
    for row in ROWS:
        made = places(light, row, width)
        whole = QRect(0, 0, width, made.height)
        parts = [
            made.title if row.title else QRect(),
            made.text,
            made.code,
            made.action if row.act else QRect(),
        ]
        for at, part in enumerate(parts):
            assert part.isNull() or whole.contains(part), (row.title, part, whole)
            assert not any(part.intersects(other) for other in parts[at + 1 :]), row.title


def test_buttons_are_large_enough_to_hit(light):
    for row in ROWS:
        action = places(light, row, 760).action
        if row.act:
            assert min(action.width(), action.height()) >= 24
        assert bool(action_words(row)) == (row.act in ("run", "ask"))


# ---------------- A row is painted with its result
@pytest.fixture
def paint(light):
    model = ExperimentModel()
    model.show_rows(rows(trials.tried(), "GET", {"without-credentials": 3}))
    return RowPaint(light, model), model


def _row_paint_colours(paint, name, state=QStyle.StateFlag.State_None):
    delegate, model = paint
    index = model.place(name)
    option = QStyleOptionViewItem()
    size = delegate.sizeHint(option, index)
    option.rect = QRect(0, 0, size.width(), size.height())
    option.state = state
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    delegate.paint(painter, option, index)
    painter.end()
    return {image.pixel(x, y) for x in range(size.width()) for y in range(size.height())}


def _rgb(theme, token):
    return QColor(theme.tokens.colour(token)).rgb()


def test_a_refusal_is_red_and_an_acceptance_green(paint, light):
    assert _rgb(light, "err") in _row_paint_colours(paint, "garbage-credentials")
    assert _rgb(light, "ok") in _row_paint_colours(paint, "final-address")


def test_evidence_has_its_pin_and_band(paint, light):
    seen = _row_paint_colours(paint, "without-credentials")
    assert {_rgb(light, "err_fill"), _rgb(light, "err_soft")} <= seen


def test_the_flashed_row_is_lit_up(paint, light):
    paint[0].flashed = "final-address"
    assert _rgb(light, "err_line") in _row_paint_colours(paint, "final-address")
    assert _rgb(light, "err_line") not in _row_paint_colours(paint, "garbage-credentials")


def test_selection_and_focus_show(paint, light):
    state = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    seen = _row_paint_colours(paint, "final-address", state)
    assert {_rgb(light, "accent_soft"), _rgb(light, "accent")} <= seen


def test_in_a_narrow_list_the_question_goes_on_below_a_result_with_nothing_under_it(light):
    """It broke early, in the column of the title, with empty room right of it."""
    found = places(light, own_row(401), light.px(376))
    assert found.result.left() > found.title.right()
    assert found.text.height() < 2 * light.px(16)
    assert found.text.right() > found.title.right()
    assert not found.text.intersects(found.result)
