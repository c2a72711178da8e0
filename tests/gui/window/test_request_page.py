"""The page of a request: panes, notice, marks, and the answer below where it is narrow."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector.gui.compose.request_pane import BODY
from inspector.gui.lists.key_value_table import KeyValueTable
from inspector.gui.response.answer_body import AnswerBody
from inspector.gui.response.reply_tabs import EXPERIMENTS
from inspector.gui.response.response_pane import ResponsePane
from inspector.gui.state.attempts import Attempts
from inspector.gui.state.documents import RequestDocument
from inspector.gui.window.request_page import ExperimentsShown, RequestPage
from inspector.model.request import Request
from tests.gui import answer_samples as samples
from tests.gui import trial_samples as trials
from tests.gui.answer_samples import expired


@pytest.fixture
def page(panel_tools, qtbot):
    document = RequestDocument(Request(url="http://x"))
    made = RequestPage(document, panel_tools)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def test_the_answer_stands_at_the_right(page):
    assert page.split.orientation() == Qt.Orientation.Horizontal
    assert abs(page.split.first_size() - 348) <= 1


def test_a_narrow_window_has_it_below(page):
    page.resize(900, 700)
    assert page.split.orientation() == Qt.Orientation.Vertical
    page.resize(1100, 700)
    assert page.split.orientation() == Qt.Orientation.Horizontal


def test_it_goes_below_where_the_sidebar_leaves_too_little(panel_tools, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    page = RequestPage(RequestDocument(Request(url="http://x")), panel_tools)
    row = QHBoxLayout(window)
    row.addWidget(page)
    window.resize(1300, 700)
    window.show()
    assert page.split.orientation() == Qt.Orientation.Horizontal
    row.setContentsMargins(700, 0, 0, 0)
    qtbot.waitUntil(lambda: page.split.orientation() == Qt.Orientation.Vertical)


def test_large_text_needs_more_room(page, panel_tools):
    panel_tools.theme.set_percent(150)
    assert page.split.orientation() == Qt.Orientation.Vertical
    panel_tools.theme.set_percent(100)
    assert page.split.orientation() == Qt.Orientation.Horizontal


def test_it_scrolls_to_the_answer_where_both_need_more_height(page, panel_tools, qtbot):
    bar = page.roll.verticalScrollBar()
    assert not bar.maximum()
    panel_tools.theme.set_percent(200)
    page._document.attempts.add(expired())
    qtbot.waitUntil(lambda: bar.value() > 0)
    qtbot.waitUntil(lambda: page.response.visibleRegion().boundingRect().height() > 300)


def test_it_can_be_chosen_below(page, panel_tools):
    panel_tools.choices.change(response_below=True)
    assert page.split.orientation() == Qt.Orientation.Vertical


def test_a_notice_is_a_line_above(page):
    assert page._banner.built is None
    page._document.set_notice("Practice server on this computer.")
    assert page._banner.built.isVisible()
    page._document.set_notice("")
    assert not page._banner.built.isVisible()


def test_a_new_page_is_made_of_little_more_than_is_seen(page):
    assert len(page.findChildren(QWidget)) < 130  # 549 where all parts were made with the page
    assert not page.findChildren(KeyValueTable)
    page.request.show_part(BODY)
    assert page.findChildren(KeyValueTable)


def test_an_import_shows_the_answer_alone(panel_tools, qtbot):
    page = RequestPage(RequestDocument(kind="reply"), panel_tools)
    qtbot.addWidget(page)
    assert page.split.count() == 1
    assert isinstance(page.split.widget(0), ResponsePane)


# ---------------- The command, the tab and the verdict follow what is tried
class Running(QObject):
    """Stands for the runs: remembers what it was asked for."""

    came = Signal(object)

    def __init__(self, attempts):
        super().__init__()
        self.attempts = attempts
        self.ready = True
        self.asked = []
        self.stopped = 0

    @property
    def tried(self):
        return self.attempts.experiments.of(self.attempts.current)

    def run(self, ids, consent):
        self.asked.append((ids, consent))

    def stop(self):
        self.stopped += 1


@pytest.fixture
def running(qapp):
    return Running(Attempts())


@pytest.fixture
def body(qtbot, panel_tools, running):
    made = AnswerBody(panel_tools)
    qtbot.addWidget(made)
    made.resize(780, 800)
    made.show()
    made.activateWindow()
    attempts = running.attempts
    attempts.selected.connect(lambda answer: made.show_answer(answer, 0))
    made.shown = ExperimentsShown(attempts, made, running, panel_tools)
    attempts.add(samples.expired())
    attempts.experiments.offer("a1", trials.PLANS)
    return made


def test_plans_reach_the_tab_and_the_verdict(body):
    assert len(body.tabs.experiments.list.rows) == 1 + len(trials.PLANS)
    assert body.card.findChild(QObject, "more_experiments").accessibleName() == "Run 4 experiments"


def test_the_command_turns_to_the_tab_and_runs_the_safe_ones(body, running, panel_tools, qtbot):
    assert panel_tools.actions.run("run-experiments")
    assert body.tabs.tabs.currentIndex() == EXPERIMENTS
    qtbot.waitUntil(body.tabs.experiments.list.hasFocus)
    safe = tuple(plan.id for plan in running.tried.safe)
    assert running.asked == [(safe, frozenset())]


def test_a_single_one_asks_where_it_must(body, running, panel_tools):
    panel_tools.actions.run("run-experiments", ("fresh-token",))
    assert running.asked == []
    body.tabs.experiments.consent.go.click()
    assert running.asked == [(("fresh-token",), frozenset({"uses-up-token"}))]


def test_the_command_waits_for_plans_and_for_the_run_before(body, running, panel_tools):
    running.ready = False
    assert not panel_tools.actions.can_run("run-experiments")
    running.ready = True
    assert panel_tools.actions.can_run("run-experiments")
    running.attempts.add(samples.success())
    assert not panel_tools.actions.can_run("run-experiments")


def test_results_of_another_answer_are_not_shown(body, running):
    running.attempts.add(samples.success())
    running.attempts.experiments.add("a1", trials.OUTCOMES[0])
    assert body.tabs.tabs.mark(EXPERIMENTS).badge == 0
    running.attempts.older()
    assert body.tabs.tabs.mark(EXPERIMENTS).badge == 1


def test_links_in_the_verdict_run_and_stop_stops(body, running):
    body.card.experiment_asked.emit(("final-address",))
    assert running.asked == [(("final-address",), frozenset())]
    body.tabs.experiments.stop_asked.emit()
    assert running.stopped == 1


def test_each_result_is_told_to_screen_readers(body, running, monkeypatch):
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    running.came.emit(trials.OUTCOMES[0])
    assert said[-1].message() == "No credentials: 401. The API asks for Bearer."
    assert said[-1].politeness() == QAccessible.AnnouncementPoliteness.Polite
