"""The card that asks what of a log is kept."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from inspector.gui.logs import keep_card
from inspector.gui.logs.keep_card import KeepCard, LogKeeping
from inspector.gui.logs.log_document import LogDocument, LogOpening
from inspector.gui.logs.log_page import LogHead, LogPage, ReadingView, numbers_of, problem_words
from inspector.gui.logs.log_table import LogTableView
from inspector.gui.logs.refusal_chart import RefusalChart, gathered
from inspector.gui.opening.opening import Opening
from inspector.gui.state.documents import RequestDocument
from inspector.logs.report import Column, Kind, LogLine, LogReport, ReadLog, Spike
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.presentation.logs.log_rows import LogTable
from inspector.record import read_filter
from inspector.record.database import HistoryError
from inspector.record.writing import Limits
from inspector.workbench.answer import Answer
from tests.fixtures import log_samples


@pytest.fixture
def keeping(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return LogKeeping((path,))


@pytest.fixture
def card(keeping, panel_tools, qtbot):
    panel_tools.settings.set("history.days", 0)
    made = KeepCard(keeping, panel_tools)
    qtbot.addWidget(made)
    made.resize(700, 200)
    return made


def test_it_shows_itself_when_asked(card, keeping):
    assert card.isHidden()
    keeping.ask(("orders",))
    assert not card.isHidden()
    assert "Only lines with these words: orders." in card.words.text()
    card.cancel.click()
    assert card.isHidden()


def test_what_is_no_host_is_said_at_once(card, keeping, qtbot):
    keeping.ask(())
    qtbot.keyClicks(card.host, "a.test/x")
    assert not card.keep.isEnabled()
    assert "no host" in card.bad.text
    qtbot.keyClick(card.host, Qt.Key.Key_Return)
    assert not keeping.running
    card.host.setText("Shop.test")
    assert (card.keep.isEnabled(), card.bad.text, keeping.host) == (True, "", "shop.test")


def test_enter_keeps_and_progress_is_shown(card, keeping, panel_tools, qtbot):
    keeping.ask(())
    card.show()
    card.host.setText("shop.test")
    with qtbot.waitSignal(panel_tools.notices.said):
        qtbot.keyClick(card.host, Qt.Key.Key_Return)
        assert card.bar.isVisible()
        assert card.stop.isVisible()
        assert not card.host.isVisible()
    qtbot.waitUntil(card.isHidden)
    history = panel_tools.history._get()
    assert history.count(read_filter("host:shop.test is:refused")).result(60) == 484


def test_esc_puts_it_away_and_hands_the_focus_on(card, keeping, qtbot):
    keeping.ask(())
    qtbot.waitUntil(card.host.hasFocus)
    with qtbot.waitSignal(card.left):
        qtbot.keyClick(card.host, Qt.Key.Key_Escape)
    assert (card.isHidden(), keeping.asked) == (True, False)


def test_the_focus_is_on_stop_during_the_work(card, keeping, qtbot):
    keeping.ask(())
    qtbot.waitUntil(card.host.hasFocus)
    keeping.running = True
    keeping.renewed.emit()
    assert card.stop.hasFocus()
    qtbot.keyClick(card.stop, Qt.Key.Key_Escape)
    assert keeping.asked


# ---------------- A log tab reads in another process
@pytest.fixture
def log(tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return path


def ended(qtbot, document):
    qtbot.waitUntil(lambda: not document.running)


def test_it_reads_and_holds_the_report(qtbot, panel_tools, log):
    document = LogDocument((log,))
    assert (document.kind, document.title) == ("log", "access.log")
    document.read(panel_tools.background)
    assert document.running
    ended(qtbot, document)
    assert document.report.refused == 484
    assert not document.problems


def test_several_logs_are_one(qtbot, panel_tools, log, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all,\n")
    document = LogDocument((log, tmp_path / "letter.txt"))
    assert document.title == "access.log and 1 more"
    document.read(panel_tools.background)
    ended(qtbot, document)
    assert document.report.refused == 484
    assert [problem.where for problem in document.problems] == [str(tmp_path / "letter.txt")]


def test_a_large_one_tells_of_progress_and_can_be_stopped(qtbot, panel_tools, log):
    log.write_bytes(log.read_bytes() * 400)
    document = LogDocument((log,))
    document.read(panel_tools.background)
    qtbot.waitUntil(lambda: document.done > 0)
    assert document.done < document.size == log.stat().st_size
    document.stop()
    ended(qtbot, document)
    assert document.stopped
    assert document.report is None


def test_what_vanished_is_told_and_can_be_read_when_it_is_back(qtbot, panel_tools, log):
    data = log.read_bytes()
    log.unlink()
    document = LogDocument((log,))
    document.read(panel_tools.background)
    ended(qtbot, document)
    assert document.report is None
    assert document.problems
    log.write_bytes(data)
    document.read(panel_tools.background)
    ended(qtbot, document)
    assert document.report.refused == 484
    assert not document.problems


# ---------------- The head of a log tab
KIND = Kind(slug="x", level="alarm", count=5, sentence="One client loops.", advice="Find it.")
LOG = ReadLog(file="a.log", format="combined", title="access log", lines=9, size=99)


@pytest.fixture
def head(qtbot, light):
    made = LogHead(light)
    qtbot.addWidget(made)
    made.show()
    return made


def document(**fields):
    made = LogDocument((Path("a.log"),))
    made.report = LogReport(**{"headline": "Nothing unusual.", "logs": (LOG,), **fields})
    return made


def test_an_alarm(head):
    head.show_document(document(headline=KIND.sentence, kinds=(KIND,)))
    assert head.level.text == "Somebody should act"
    assert (head.headline.text(), head.advice.text()) == ("One client loops.", "Find it.")


def test_a_spike_alone_is_worth_a_look(head):
    spike = Spike(start=0, end=60, count=99, usual=1)
    head.show_document(document(spikes=(spike,)))
    assert head.level.text == "Worth a look"
    assert not head.advice.isVisible()


def test_nothing_unusual(head):
    head.show_document(document())
    assert head.level.text == "Nothing to worry about"
    assert not head.remarks.isVisible()


def test_what_could_not_be_read_is_told(head):
    shown = document(
        unreadable=3,
        first_unreadable=LogLine(file="a.log", number=7, text="x"),
        logs=(ReadLog(file="a.gz", format="x", title="t", lines=1, size=1, fault="it ends early"),),
    )
    shown.problems = (Problem(what="No format fits.", where="b.txt"),)
    head.show_document(shown)
    for words in ("3 lines could not be read; the first is line 7", "it ends early", "b.txt: No"):
        assert words in head.remarks.text


def test_numbers_say_about_only_where_they_are_estimates():
    report = LogReport(headline="x", requests=100, refused=5, statuses={401: 5}, about=True)
    assert "5 of about 100 requests" in numbers_of(report)
    assert "5 × 401" in numbers_of(report)


# ---------------- Refused lines go into the history from a log tab
@pytest.fixture
def log_keeping_log(tmp_path, panel_tools):
    panel_tools.settings.set("history.days", 0)
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.looping()))
    return path


def _rows(tools, text=""):
    return tools.history._get().count(read_filter(text)).result(60)


def _ended(qtbot, keeping):
    qtbot.waitUntil(lambda: not keeping.running)


def test_lines_are_kept_and_it_is_said(qtbot, panel_tools, log_keeping_log):
    keeping = LogKeeping((log_keeping_log,))
    heard = []
    keeping.renewed.connect(lambda: heard.append(keeping.share))
    keeping.ask(())
    keeping.host = "api.example.com"
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        keeping.start(panel_tools)
        assert keeping.running
        assert keeping.start(panel_tools) is None
        keeping.ask(("other",))
    _ended(qtbot, keeping)
    assert said.args[0].text.startswith("48")
    assert _rows(panel_tools, "is:refused host:api.example.com") == 484
    assert max(heard) == 1.0
    assert not keeping.asked
    shown = []
    panel_tools.actions.provide("show-history", shown.append)
    said.args[0].do()
    assert shown == ["is:imported"]


def test_only_lines_with_the_words(qtbot, panel_tools, log_keeping_log):
    keeping = LogKeeping((log_keeping_log,))
    keeping.ask(("poller/1.4", "orders"))
    keeping.start(panel_tools)
    _ended(qtbot, keeping)
    assert _rows(panel_tools, "is:refused") == 480
    assert _rows(panel_tools, "is:accepted path:/api/orders") == 1


def test_old_lines_are_kept_too(qtbot, panel_tools, log_keeping_log):
    panel_tools.settings.set("history.days", 1)
    log_keeping_log.write_text(log_keeping_log.read_text().replace("2026:", "2016:"))
    keeping = LogKeeping((log_keeping_log,))
    keeping.start(panel_tools)
    _ended(qtbot, keeping)
    panel_tools.history.prune(Limits(days=1))
    assert _rows(panel_tools, "is:refused") == 484


def test_it_can_be_stopped(qtbot, panel_tools, log_keeping_log):
    log_keeping_log.write_bytes(log_keeping_log.read_bytes() * 400)
    keeping = LogKeeping((log_keeping_log,))
    keeping.stop()
    with qtbot.waitSignal(panel_tools.notices.said) as said:
        keeping.start(panel_tools)
        keeping.stop()
    _ended(qtbot, keeping)
    assert said.args[0].text == "Nothing was kept: you stopped it."
    assert _rows(panel_tools) == 0


def test_it_is_dismissed(panel_tools, log_keeping_log):
    keeping = LogKeeping((log_keeping_log,))
    keeping.ask(())
    keeping.dismiss()
    assert not keeping.asked


def test_a_mistake_of_ours_is_not_hidden_a_broken_history_was_said(panel_tools):
    with pytest.raises(ValueError, match="ours"):
        keep_card._fail(panel_tools, ValueError("ours"))
    from inspector.model.collection import Problem

    keep_card._fail(panel_tools, HistoryError("full", Problem(what="x")))
    assert panel_tools.notices.all == ()


# ---------------- Opening logs: alone or together, told from other files, and for an attempt
def shown_log(qtbot, tools):
    def there():
        active = tools.tabs.active
        assert isinstance(active, LogDocument)
        assert not active.running

    qtbot.waitUntil(there)
    return tools.tabs.active


def test_logs_opened_together_share_a_tab_and_others_do_not(qtbot, panel_tools, log, tmp_path):
    opening = Opening(panel_tools)
    error = tmp_path / "error.log"
    error.write_bytes(b"\n".join(line for line, _ in log_samples.LINES["nginx-error"]))
    reply = tmp_path / "reply.txt"
    reply.write_bytes(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
    opening.open_files([log, error, reply])

    def kinds_open():
        return {each.kind: each for each in panel_tools.tabs.documents}

    qtbot.waitUntil(lambda: set(kinds_open()) == {"log", "reply"})
    kinds = kinds_open()
    assert kinds["log"].paths == (log, error)
    qtbot.waitUntil(lambda: not kinds["log"].running)
    assert {each.slug for each in kinds["log"].report.reasons} == {
        "password-mismatch",
        "user-not-found",
    }


def test_an_attempt_is_found_in_a_log(qtbot, panel_tools, log):
    LogOpening(panel_tools)
    assert not panel_tools.actions.can_run("find-in-log")
    document = RequestDocument(kind="reply")
    exchange = Exchange(
        request=Message(method="GET", url="https://api.example.com/api/orders"),
        reply=Reply(status=401),
        started=datetime.fromtimestamp(log_samples.START + 1800, UTC),
    )
    document.attempts.add(Answer(attempt=Attempt(exchanges=(exchange,))))
    panel_tools.tabs.open(document)
    panel_tools.actions.run("find-in-log", (log,))
    found = shown_log(qtbot, panel_tools).report.belongs
    assert found[0].line.at == log_samples.START + 1800
    assert "same second" in found[0].because


def test_closing_the_tab_stops_the_reading(qtbot, panel_tools, log):
    opening = LogOpening(panel_tools)
    log.write_bytes(log.read_bytes() * 400)
    opening.open((log,))
    document = panel_tools.tabs.active
    panel_tools.tabs.close(document)
    qtbot.waitUntil(lambda: not document.running)
    assert document.stopped


# ---------------- The page of a log tab
@pytest.fixture
def page(qtbot, panel_tools, tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(log_samples.data_of(log_samples.guessing()))
    document = LogDocument((path,))
    made = LogPage(document, panel_tools)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    document.read(panel_tools.background)
    qtbot.waitUntil(lambda: not document.running)
    return made


def test_while_it_reads_there_is_stop(qtbot, panel_tools, tmp_path):
    document = LogDocument((tmp_path / "none.log",))
    made = LogPage(document, panel_tools)
    qtbot.addWidget(made)
    made.show()
    document.read(panel_tools.background)
    assert made.reading.stop.isVisible()
    qtbot.waitUntil(lambda: not document.running)
    assert (
        "There is no file" in made.reading.more.text() or "No such file" in made.reading.more.text()
    )
    assert made.reading.again.isVisible()
    assert not made.again.isVisible()


def test_it_shows_head_chart_and_tables(page):
    assert "user names and passwords" in page.head.headline.text()
    assert page.chart.isVisible()
    assert "unusually many" in page.chart_words.text()
    assert [page.tabs.tabText(i) for i in range(page.tabs.count())][:3] == [
        "Signs",
        "Paths",
        "Clients",
    ]


def test_tabs_change_the_table_and_the_filter_its_rows(qtbot, page):
    page.tabs.setCurrentIndex(2)
    before = page.table.rows
    assert page.counted.text() == f"{before} of {before} rows"
    qtbot.keyClicks(page.filter, "203.0.113.1")
    assert page.table.rows == 1
    assert page.counted.text() == f"1 of {before} rows"


def test_a_period_counts_alone_in_headline_and_tables_until_all_is_wanted(qtbot, page):
    whole = page._document.report
    first, last = whole.columns[0].at, whole.columns[-1].at
    middle = (first + last) / 2
    page.chart.chosen.emit(first, middle)
    qtbot.waitUntil(lambda: not page._document.running)
    part = page._document.report
    assert 0 < part.requests < whole.requests
    assert first <= part.start <= part.end <= middle + whole.width
    assert "in every tab" in page.period.text()
    assert page.whole.isVisible()
    assert all(first <= line.at <= middle for kind in part.kinds for line in kind.evidence)
    assert page._document.keeping.period == (first, middle)
    page.whole.click()
    qtbot.waitUntil(lambda: not page._document.running)
    assert page._document.report.requests == whole.requests
    assert not page.whole.isVisible()


def test_the_refused_lines_can_be_kept_those_that_fit_the_filter(qtbot, page, panel_tools):
    assert page.keep.isVisible()
    assert page.keeping.isHidden()
    page.filter.setText("203.0.113.1 login")
    panel_tools.actions.run("keep-in-history")
    assert page.keeping.isVisible()
    assert page._document.keeping.words == ("203.0.113.1", "login")
    page._document.keeping.dismiss()
    page.keep.click()
    assert page.keeping.isVisible()


def test_the_summary_is_copied(page):
    page.copy.click()
    assert page.head.headline.text() in QApplication.clipboard().text()


def test_reading_again_keeps_the_page(qtbot, page):
    page.again.click()
    assert page.reading.isVisible()
    qtbot.waitUntil(lambda: not page._document.running)
    assert page.head.isVisible()


def test_every_control_has_a_name(page):
    for each in page.findChildren(QWidget):
        if each.isVisible() and each.focusPolicy().value & 1 and each.isEnabled():
            named = each.accessibleName() or (isinstance(each, QAbstractButton) and each.text())
            assert named or each.objectName().startswith("qt_"), each


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_button_is_clipped(qtbot, page, panel_tools, percent):
    panel_tools.theme.set_percent(percent)
    page.resize(720, 600)
    qtbot.wait(20)
    for each in page.findChildren(QPushButton):
        if each.isVisible():
            assert each.width() >= each.sizeHint().width() - 1, each.text()
            seen = each.visibleRegion().boundingRect().width()
            assert seen in {0, each.width()}, each.text()


# ---------------- The table of a log tab
TABLE = LogTable(
    "Clients",
    ("Refusals", "Share", "Client"),
    (("30", "75 %", "192.0.2.7"), ("10", "25 %", "192.0.2.8")),
    "counts",
    2,
    (0.75, 0.25),
    ("192.0.2.7 whole", "192.0.2.8 whole"),
)


@pytest.fixture
def table(qtbot, light):
    made = LogTableView(light)
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.show_table(TABLE)
    made.show()
    return made


def test_it_shows_the_rows_and_names_itself(table):
    assert table.rows == 2
    assert table.accessibleName() == "Clients, table"
    assert table.model().headerData(2, Qt.Orientation.Horizontal) == "Client"
    assert table.columnWidth(2) > table.columnWidth(0) + table.columnWidth(1)


def test_the_filter_wants_all_words_and_stays_for_the_next_table(table):
    table.look_for("192 .8")
    assert table.rows == 1
    assert table.model().index(0, 2).data() == "192.0.2.8"
    table.show_table(TABLE)
    assert table.rows == 1
    table.look_for("nothing like it")
    assert table.rows == 0
    table.look_for("")
    assert table.rows == 2


def test_chosen_rows_are_copied_whole(qtbot, table):
    table.selectRow(1)
    table.setFocus()
    qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QApplication.clipboard().text() == "192.0.2.8 whole"


def test_a_share_has_its_bar(table):
    model = table.model()
    assert model.share(model.index(0, 1)) == 0.75
    assert model.share(model.index(0, 0)) is None
    colour = table._theme.colour("err_fill")
    picture = table.viewport().grab().toImage()
    found = [
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y) == colour
    ]
    assert found


# ---------------- While a log is read
@pytest.fixture
def view(qtbot, light):
    made = ReadingView(light, LogDocument((Path("access.log"),)))
    qtbot.addWidget(made)
    made.show()
    return made


def test_progress(view):
    document = view._document
    document.running, document.size, document.done = True, 200, 50
    view.renew()
    assert view.stop.isVisible()
    assert not view.again.isVisible()
    assert view.bar.value() * 4 == view.bar.maximum()
    assert "25" in view.more.text()


def test_stopped(view):
    view._document.stopped = True
    view.renew()
    assert view.words.text() == "Reading was stopped."
    assert view.again.isVisible()
    assert not view.bar.isVisible()


def test_nothing_could_be_read(view):
    problem = Problem(what="No format fits.", where="access.log", todo="Give another.")
    view._document.problems = (problem,)
    view.renew()
    assert view.more.text() == problem_words(problem) == "access.log: No format fits. Give another."


# ---------------- The chart: read by arrow keys and mouse, told in words
def report(counts, **more):
    columns = tuple(
        Column(at=60.0 * i, counts={401: n, 403: 1} if n else {}, requests=100, spike=n > 50)
        for i, n in enumerate(counts)
    )
    return LogReport(headline="x", width=60, columns=columns, refused=sum(counts), **more)


@pytest.fixture
def chart(qtbot, light):
    made = RefusalChart(light)
    qtbot.addWidget(made)
    made.resize(500, 132)
    made.show_report(report([1, 0, 99, 2]))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_says_how_many_columns_have_unusually_many(chart):
    assert "1 column has unusually many refusals" in chart.words
    assert chart.accessibleDescription() == chart.words


def test_arrow_keys_go_through_the_columns(qtbot, chart):
    chart.setFocus()
    with qtbot.waitSignal(chart.told) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert told.args[0].startswith("1970-01-01 00:00:00 UTC, 60 seconds: 1 × 401, 1 × 403")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "none refused" in chart.words
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "99 × 401, 1 × 403 (unusually many), of 100 requests" in chart.words
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "00:03:00" in chart.words
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.words.startswith("One column is 60 seconds.")


def test_the_mouse_tells_of_the_column_below_it(qtbot, chart):
    qtbot.mouseMove(chart, QPoint(310, 60))
    assert "99 × 401" in chart.words


def test_a_dragged_range_is_chosen_and_a_click_is_none(qtbot, chart):
    found = []
    chart.chosen.connect(lambda *period: found.append(period))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(310, 60))
    qtbot.mousePress(chart, Qt.MouseButton.LeftButton, pos=QPoint(310, 60))
    qtbot.mouseMove(chart, QPoint(140, 60))
    assert chart.words.startswith("From 1970-01-01 00:01:00 to 1970-01-01 00:03:00 UTC")
    assert chart._is_marked(1)
    assert chart._is_marked(2)
    assert not chart._is_marked(3)
    qtbot.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=QPoint(140, 60))
    assert [(since, round(until)) for since, until in found] == [(60, 180)]
    assert found[0][1] < 180


def test_a_range_is_marked_by_keys(qtbot, chart):
    found = []
    chart.chosen.connect(lambda *period: found.append(period))
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert [(since, round(until)) for since, until in found] == [(0, 120), (180, 240)]


def test_a_spike_is_marked_by_shape(chart):
    picture = chart.grab().toImage()
    text = chart._theme.colour("text")
    marks = {
        int(x * 4 / picture.width())
        for x in range(picture.width())
        for y in range(round(14 * picture.devicePixelRatio()))
        if picture.pixelColor(x, y) == text
    }
    assert 2 in marks


def test_many_columns_are_gathered_without_loss():
    columns = report(list(range(700))).columns
    few = gathered(columns, 200)
    assert len(few) <= 200
    assert sum(column.refused for column in few) == sum(column.refused for column in columns)
    assert gathered((), 200) == ()


def test_nothing_refused_hides_it(chart):
    chart.show_report(report([0, 0]))
    assert not chart.isVisible()
