"""The story of a recording, as people see it, walk through it and hear it."""

from threading import Event

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from inspector.gui.diagnosis.evidence_row import EvidenceRow
from inspector.gui.export.produced import ExportChoices, make
from inspector.gui.recording.recording_document import RecordingDocument
from inspector.gui.recording.recording_tabs import ENTRIES, RecordingTabs
from inspector.gui.response.reply_tabs import EXCHANGE, STORY
from inspector.gui.response.response_pane import ResponsePane
from inspector.gui.state.documents import RequestDocument
from inspector.gui.story.story_pane import StoryPane
from inspector.gui.story.tiles import Tiles
from inspector.gui.theme import fonts
from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import Label
from inspector.model.finding import Verdict
from inspector.presentation.story import letter_widths
from inspector.presentation.story.layout import Room, layout
from inspector.presentation.story.outline import outline
from inspector.workbench.answer import Answer
from inspector.workbench.answer import answer as make_answer
from tests.fixtures import story_samples as samples

WAIT = 5000


@pytest.fixture
def opened(panel_tools, qtbot):
    """Return a function that opens the story of a sample in a page of that size."""

    def open_story(sample, size=(1368, 780)):
        attempt, story, verdict = sample
        answer = Answer(attempt=attempt, verdict=verdict)
        document = RecordingDocument(answer, ())
        page = RecordingTabs(
            document,
            QWidget(),
            panel_tools,
            lambda found, _: outline(found.attempt, story, found.verdict),
        )
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        view = page.story.view
        qtbot.waitUntil(
            lambda: (
                page.story.details.shown is not None
                and view.graph is not None
                and view.graph.width <= view.viewport().width() / panel_tools.theme.scale + 1
            ),
            timeout=WAIT,
        )
        return page

    return open_story


@pytest.fixture
def reused(opened):
    return opened(samples.refresh_reused())


def _numbers(page):
    row, column = page.story.view.current
    graph = page.story.graph
    return graph.rows[row].name, graph.columns[column].number


def _press(qtbot, page, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        qtbot.keyClick(page.story.view, key, modifier)


def test_the_story_is_the_first_tab_with_verdict_graph_and_details(reused):
    assert reused.tabs.tabText(reused.tabs.currentIndex()) == "Story"
    assert reused.tabs.accessibleTabName(ENTRIES) == "Entries, 87 entries"
    story = reused.story
    assert story.card.title.text() == (
        "Your refresh token was sent twice, so no new access token came"
    )
    assert story.details.shown.title == "Entry 36: refresh token …Kd82 refused"
    assert [line.text for line in story.details.view.lines if 3 in line.pins]
    assert not story.view.horizontalScrollBar().maximum()


def test_the_last_pin_is_chosen_first_else_the_first_reason(reused, opened):
    assert _numbers(reused) == ("Refresh token", "36")
    healthy = opened(samples.healthy_login())
    assert _numbers(healthy) == ("Access token", "6")
    assert healthy.story.details.shown.title == "Entry 6: answered as it should be"


def test_keys_walk_event_by_event(reused, qtbot):
    keys = Qt.Key
    _press(qtbot, reused, keys.Key_Left)
    assert _numbers(reused) == ("Refresh token", "20")
    _press(qtbot, reused, keys.Key_Down)
    assert _numbers(reused) == ("Refresh token, new", "20")
    _press(qtbot, reused, keys.Key_Down, keys.Key_End)
    assert _numbers(reused) == ("Access token", "37–86")
    _press(qtbot, reused, keys.Key_T)
    assert _numbers(reused)[1] == "35"
    _press(qtbot, reused, keys.Key_Right, modifier=Qt.KeyboardModifier.ControlModifier)
    assert _numbers(reused) == ("Entries", "87")
    _press(qtbot, reused, keys.Key_Home)
    assert _numbers(reused) == ("Entries", "1")


def test_the_details_follow_what_is_chosen(reused, qtbot):
    _press(qtbot, reused, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: reused.story.details.shown.entry == 19, timeout=WAIT)
    assert reused.story.details.shown.title == "Entry 20: refresh token …Kd82 accepted"


def test_a_proof_chooses_its_event(reused, qtbot):
    link = reused.findChild(Button, "story_proof_1")
    assert link.accessibleName() == (
        "Evidence 1: Refresh token …Kd82 used up, new one: …Zt4m, entry 20"
    )
    link.click()
    assert _numbers(reused) == ("Refresh token", "20")


def test_pins_are_gone_through_by_their_commands(reused, panel_tools):
    panel_tools.actions.run("next-evidence")
    assert _numbers(reused) == ("Refresh token", "20")
    panel_tools.actions.run("previous-evidence")
    assert _numbers(reused) == ("Refresh token", "36")


def test_a_click_chooses_what_stands_there(reused, qtbot):
    view = reused.story.view
    index = view.model().index(4, 5)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    assert _numbers(reused) == ("Entries", "6–19")  # its reply stands in another row
    row = [line.name for line in view.graph.rows].index("Access token")
    mark = view.visualRect(view.model().index(row, 5)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=mark)
    assert _numbers(reused) == ("Access token", "6–19")


def test_enter_and_the_link_open_the_entry(reused, qtbot):
    with qtbot.waitSignal(reused.story.open_asked, timeout=WAIT) as asked:
        _press(qtbot, reused, Qt.Key.Key_Return)
    assert asked.args == [35]
    assert reused.tabs.currentIndex() == ENTRIES


def test_the_pair_is_compared_with_one_click(reused, panel_tools, qtbot):
    found = []
    panel_tools.actions.provide("show-compare", found.append)
    reused.findChild(Button, "story_compare").click()
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT)
    accepted, refused = (each.answer.attempt.exchanges[0] for each in found[0])
    assert (accepted.reply.status, refused.reply.status) == (200, 400)


def test_fold_less_shows_more_steps_that_scroll(opened, qtbot):
    page = opened(samples.many_notes())
    less, more = (page.findChild(Button, name) for name in ("story_fold", "story_fold_more"))
    assert less.isVisible()
    assert not more.isVisible()
    before = len(page.story.graph.columns)
    less.click()
    qtbot.waitUntil(lambda: len(page.story.graph.columns) > before, timeout=WAIT)
    less.click()
    qtbot.waitUntil(lambda: page.story.graph.level == 2, timeout=WAIT)
    bar = page.story.view.horizontalScrollBar()
    assert bar.maximum() > 0
    _press(qtbot, page, Qt.Key.Key_Up, Qt.Key.Key_End)
    assert bar.value() > 0
    assert more.isVisible()


def test_space_opens_a_step_and_folds_it_again(reused, qtbot):
    view = reused.story.view
    reused.story.view.choose(1, 10)
    _press(qtbot, reused, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(view.graph.columns) == 18, timeout=WAIT)
    assert _numbers(reused) == ("Entries", "37")
    _press(qtbot, reused, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(view.graph.columns) == 12, timeout=WAIT)
    assert _numbers(reused) == ("Entries", "37–86")


def test_an_event_is_copied_as_a_line(reused, qtbot):
    _press(qtbot, reused, Qt.Key.Key_C, modifier=Qt.KeyboardModifier.ControlModifier)
    assert (
        QGuiApplication.clipboard()
        .text()
        .startswith("Refresh token ending Kd82, refused in entry 36, 14:16:02")
    )


def test_the_story_is_copied_as_text(reused, qtbot):
    reused.findChild(Button, "story_copy").click()
    clipboard = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: "Refresh …Kd82" in clipboard.text(), timeout=WAIT)
    assert "[3] …Kd82 was sent again: invalid_grant (entry 36)" in clipboard.text()


@pytest.mark.parametrize(("name", "begin"), [("a.svg", b"<svg"), ("a.png", b"\x89PNG")])
def test_the_picture_is_saved_in_the_format_of_its_name(reused, qtbot, tmp_path, name, begin):
    path = tmp_path / name
    drawing = reused.story.drawing
    reused.picture.write(path, drawing.outline, drawing.said)
    qtbot.waitUntil(path.exists, timeout=WAIT)
    assert path.read_bytes().startswith(begin)
    if name.endswith("png"):
        picture = QImage(str(path))
        assert picture.width() == 2 * 1296
        assert len({picture.pixel(x, 900) for x in range(0, picture.width(), 7)}) > 3


@pytest.mark.parametrize(("name", "part"), [("html", "<svg"), ("markdown", "```text")])
def test_a_report_holds_the_story_of_several_exchanges(name, part):
    attempt, _, verdict = samples.redirected()
    answer = Answer(attempt=attempt, verdict=verdict)
    exported = make(answer, ExportChoices(format=name), (), "x")
    assert part in exported.text
    assert not exported.leaks
    parts = tuple(each for each in ExportChoices().parts if each != "story")
    assert part not in make(answer, ExportChoices(format=name, parts=parts), (), "x").text


def test_screen_readers_find_a_table_with_the_words_of_each_event(reused):
    view = reused.story.view
    assert view.accessibleName() == (
        "Story: Your refresh token was sent twice, so no new access token came"
    )
    table = QAccessible.queryAccessibleInterface(view)
    assert table.role() == QAccessible.Role.Table
    row, column = view.current
    wide = view.model().columnCount() + 1  # with the heads of rows and steps
    cell = table.child((row + 1) * wide + column + 1)
    assert table.child((row + 1) * wide).text(QAccessible.Text.Name) == "Refresh token, …Kd82"
    said = cell.text(QAccessible.Text.Name)
    assert said.startswith("Refresh token ending Kd82, refused in entry 36")
    assert cell.rect().isValid()
    assert view.accessibleDescription() == said


def test_the_pointer_lets_a_step_or_a_line_stand_out(reused, qtbot):
    view = reused.story.view
    before = view.grab().toImage()
    column = view.graph.columns[5]
    qtbot.mouseMove(view.viewport(), QPoint(round(column.middle), 60))
    assert view.grab().toImage() != before
    names = view.grab().toImage()
    qtbot.mouseMove(view.viewport(), QPoint(60, round(view.graph.rows[-1].y)))
    assert view.grab().toImage() != names


def test_all_places_of_a_pin_have_a_ring_while_one_is_pointed_at(reused, qtbot):
    view = reused.story.view
    plain = view.grab().toImage()
    head, mark = (disc for disc in view.graph.pin_places() if disc.number == 1)
    view.point_at(1)
    ringed = view.grab().toImage()
    for disc in (head, mark):
        around = QPoint(round(disc.x) + 10, round(disc.y))
        assert ringed.pixel(around) != plain.pixel(around)
    view.point_at(0)
    assert view.grab().toImage() == plain
    qtbot.mouseMove(view.viewport(), QPoint(round(mark.x), round(mark.y)))
    assert view.grab().toImage().pixel(QPoint(round(head.x) + 10, round(head.y))) != plain.pixel(
        QPoint(round(head.x) + 10, round(head.y))
    )
    row = reused.findChild(EvidenceRow)
    with qtbot.waitSignal(reused.story.card.proof_pointed, timeout=WAIT) as pointed:
        row.leaveEvent(QEvent(QEvent.Type.Leave))
    assert pointed.args == [0]


def test_it_is_painted_anew_in_another_theme_and_size(reused, panel_tools, qtbot):
    view = reused.story.view
    light, high = view.grab().toImage(), view.height()
    panel_tools.theme.set_mode("dark")
    assert view.grab().toImage() != light
    panel_tools.theme.set_percent(125)
    qtbot.waitUntil(lambda: view.height() > high * 1.2, timeout=WAIT)
    panel_tools.theme.set_percent(100)
    panel_tools.theme.set_mode("light")


def test_what_is_still_being_read_says_so(panel_tools, qtbot):
    told, go = [], Event()

    def slow(answer, _known):
        go.wait(WAIT / 1000)
        raise ValueError("practice")

    pane = StoryPane(panel_tools, slow)
    qtbot.addWidget(pane)
    pane.show()
    attempt, _, verdict = samples.redirected()
    pane.drawing.failed.connect(lambda: told.append(pane.note.text()))
    with qtbot.captureExceptions() as raised:
        pane.show_answer(Answer(attempt=attempt, verdict=verdict))
        assert pane.note.isVisible()
        assert pane.note.text() == "Reading the story…"
        go.set()
        qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert told == ["The story can’t be read; see Entries."]
    assert [str(error[1]) for error in raised] == ["practice"]


def test_the_proofs_stand_below_each_other_in_a_narrow_card(opened):
    page = opened(samples.redirected(), (900, 700))
    links = [page.findChild(Button, f"story_proof_{number}") for number in (1, 2, 3)]
    tops = [link.mapTo(page, QPoint()).y() for link in links]
    assert tops == sorted(set(tops))


@pytest.mark.parametrize(
    "text", ["Refresh token, new", "14:16:02", "37–86", "last accepted in entry"]
)
def test_widths_are_those_of_the_shipped_font(text, qapp):
    from PySide6.QtGui import QFontMetricsF

    real = QFontMetricsF(fonts.ui(100, fonts.SEMIBOLD)).horizontalAdvance(text)
    assert letter_widths.width(text, 100) == pytest.approx(real, rel=0.03)
    code = QFontMetricsF(fonts.code(100)).horizontalAdvance(text)
    assert letter_widths.code_width(text, 100) == pytest.approx(code, rel=0.03)


# ---------------- As a tab of a reply
def _reply(qtbot, tools, exchanges):
    attempt, _, verdict = samples.redirected()
    told = verdict if len(exchanges) > 1 else Verdict()
    document = RequestDocument(kind="reply")
    document.attempts.add(
        Answer(attempt=msgspec.structs.replace(attempt, exchanges=exchanges), verdict=told)
    )
    pane = ResponsePane(document.attempts, tools)
    qtbot.addWidget(pane)
    pane.resize(800, 780)
    pane.show()
    return pane


def test_a_reply_of_several_exchanges_has_its_story_after_the_timeline(panel_tools, qtbot):
    attempt, _, _ = samples.redirected()
    pane = _reply(qtbot, panel_tools, attempt.exchanges)
    tabs = pane.body.tabs
    assert tabs.tabs.isTabVisible(STORY)
    assert tabs.tabs.accessibleTabName(STORY) == "Story, 3 entries"
    assert tabs.story.graph is None  # it is read when it is looked at
    tabs.tabs.setCurrentIndex(STORY)
    qtbot.waitUntil(lambda: tabs.story.details.shown is not None, timeout=WAIT)
    assert not tabs.story.card.isVisible()
    assert pane.body.card.isVisible()
    with qtbot.waitSignal(tabs.story.open_asked, timeout=WAIT):
        qtbot.keyClick(tabs.story.view, Qt.Key.Key_Return)
    assert tabs.tabs.currentIndex() == EXCHANGE


def test_a_reply_of_one_exchange_has_none(panel_tools, qtbot):
    attempt, _, _ = samples.redirected()
    pane = _reply(qtbot, panel_tools, attempt.exchanges[:1])
    assert not pane.body.tabs.tabs.isTabVisible(STORY)


def test_the_story_of_a_reply_opens_as_a_tab(program, qtbot):
    attempt, _, _ = samples.redirected()
    document = RequestDocument(kind="reply")
    document.attempts.add(make_answer(attempt))
    program.window.show()
    program.tools.tabs.open(document)
    tabs = program.tools.tabs
    assert program.tools.actions.run("open-story")
    qtbot.waitUntil(lambda: isinstance(tabs.active, RecordingDocument), timeout=WAIT)
    assert not program.tools.actions.can_run("open-story")


def test_of_a_long_story_only_what_may_be_seen_is_looked_at():
    told = outline(*samples.many_notes(2_000))
    graph = layout(told, Room(width=1328), 1)
    tiles = Tiles(graph)
    part = tiles.part(5_000, 6_300)
    assert 0 < len(part.marks) < len(graph.marks) / 5
    for name in ("marks", "pieces", "notes", "stops", "brackets"):
        every = getattr(graph, name)
        seen = [one for one in every if getattr(one, "x", None) and 5_000 <= one.x <= 6_300]
        assert set(map(id, seen)) <= set(map(id, getattr(part, name)))
    spanning = [one for one in graph.pieces if one.x1 <= 5_000 and one.x2 >= 6_300]
    assert set(map(id, spanning)) <= set(map(id, part.pieces))
    whole = tiles.part(0, graph.width)
    assert set(map(id, whole.marks)) == set(map(id, graph.marks))


def test_a_credential_is_looked_at_alone_and_all_entries_come_back(opened, qtbot):
    page = opened(samples.refresh_reused())
    pane, view = page.story, page.story.view
    steps = len(pane.graph.columns)
    qtbot.keyClick(view, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: len(pane.graph.columns) == 3, timeout=WAIT)
    assert pane.filtered.isVisible()
    assert pane.filtered.findChild(QWidget, "story_all") is not None
    said = "Only the entries in which the refresh token …Kd82 lives."
    assert said in [label.text() for label in pane.filtered.findChildren(Label)]
    assert view.current[1] == 2  # what was chosen stays chosen
    pane.filtered.findChild(Button, "story_all").click()
    qtbot.waitUntil(lambda: len(pane.graph.columns) == steps, timeout=WAIT)
    assert not pane.filtered.isVisible()


def test_the_menu_of_an_event_filters_its_credential_and_of_a_host_none(opened):
    page = opened(samples.refresh_reused())
    pane = page.story
    lines = {line.text: line for line in pane.menu_lines()}
    assert lines["Filter this credential"].enabled
    pane.view.choose(1, 0)
    assert not {line.text: line for line in pane.menu_lines()}["Filter this credential"].enabled
