"""Several windows in one program: tabs of their own, owners together, none lost at the end."""

import gc
import sys
import threading
import weakref

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMessageBox

from inspector.gui.application import _welcome, build
from inspector.gui.bridge import asking
from inspector.gui.library.collections import Collections
from inspector.gui.state.documents import Document, RequestDocument
from inspector.model.collection import Environment
from inspector.model.question import HostQuestion
from inspector.model.request import Request
from inspector.settings.places import places
from inspector.vault.vault import Vault
from tests.gui.window.test_returning_tabs import har, sent

PATIENCE = 20_000  # milliseconds
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def vault():
    """One store for all runs, as a keyring is; the program closes what it is given."""
    kept = Vault.in_memory()
    closing, kept.close = kept.close, lambda: None
    yield kept
    closing()


@pytest.fixture
def start(qapp, blank_pages, qtbot, vault, monkeypatch):
    """Start the program as often as wanted; a start quits the one before. No mistake is missed."""
    running, mistakes = [], []
    monkeypatch.setattr(sys, "excepthook", lambda *told: mistakes.append(told))

    def end():
        while running:
            made = running.pop()
            windows = made.windows.all
            made.windows.quit()
            made.close()
            for each in windows:
                shiboken6.delete(each.window)

    def again():
        end()
        made = build(places(), vault)
        made.window.show()
        running.append(made)
        return made

    yield again
    end()
    assert mistakes == []


def titles(opened):
    return [each.title for each in opened.tools.tabs.documents]


def open_request(opened, name):
    return opened.tools.tabs.open(RequestDocument(Request(name=name, url="http://x")))


def wait_for_reply(qtbot, opened):
    tabs = opened.tools.tabs
    qtbot.waitUntil(lambda: tabs.documents[0].kind == "reply", timeout=PATIENCE)


def test_the_keys_of_a_new_window_open_one_beside(start, qtbot):
    program = start()
    open_request(program.windows.front, "mine")
    first = program.window
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    qtbot.keyClick(first, Qt.Key.Key_N, CTRL_SHIFT)
    assert len(program.windows.all) == 2
    second = program.windows.front
    assert second.window is not first
    assert second.window.isVisible()
    assert second.window.size() == first.size()
    assert second.window.pos() != first.pos()
    assert titles(second) == ["Start"]
    open_request(second, "yours")
    assert [titles(each) for each in program.windows.all] == [["mine"], ["yours"]]


def test_owners_are_the_same_and_what_a_window_shows_is_its_own(start):
    program = start()
    one = program.windows.front
    two = program.windows.open_new()
    for name in ("vault", "history", "settings", "lab", "shared", "theme", "late_workbench"):
        assert getattr(one.tools, name) is getattr(two.tools, name), name
    for name in ("tabs", "notices", "actions", "choices", "environments", "background"):
        assert getattr(one.tools, name) is not getattr(two.tools, name), name


def test_what_a_closed_window_had_of_its_own_goes_with_it(start, qtbot):
    program = start()
    second = program.windows.open_new()
    open_request(second, "yours")
    names = ("actions", "tabs", "choices", "environments")
    left = {name: weakref.ref(getattr(second.tools, name)) for name in names}
    second.window.close()
    del second

    def all_gone():
        gc.collect()
        assert [name for name, one in left.items() if one() is not None] == []

    qtbot.waitUntil(all_gone, timeout=PATIENCE)


def test_a_program_that_ended_leaves_nothing(qapp, blank_pages):
    program = build(places(), Vault.in_memory())
    program.window.show()
    tools = program.windows.front.tools
    left = {name: weakref.ref(getattr(tools, name)) for name in ("actions", "settings", "tabs")}
    program.windows.quit()
    program.close()
    shiboken6.delete(program.window)
    del tools, program
    gc.collect()
    assert [name for name, one in left.items() if one() is not None] == []


def test_a_change_of_the_view_holds_in_every_window_but_the_sidebar(start):
    program = start()
    one, two = program.windows.front, program.windows.open_new()
    one.tools.actions.run("toggle-notes")
    two.tools.actions.run("toggle-secrets")
    for each in (one, two):
        assert not each.tools.choices.value.notes_on
        assert not each.tools.choices.value.secrets_hidden
    one.tools.actions.run("toggle-presentation")
    assert two.tools.choices.value.secrets_hidden
    assert not two.tools.choices.may_reveal
    two.tools.choices.change(sidebar=False)
    assert one.tools.choices.value.sidebar


def test_changed_keys_count_in_every_window(start):
    program = start()
    one = program.windows.front
    one.tools.actions.change_keys("send", [QKeySequence("F5")])
    two = program.windows.open_new()
    assert two.tools.actions.keys("send") == "F5"
    two.tools.actions.change_keys("send", None)
    assert one.tools.actions.keys("send") == two.tools.actions.keys("send") != "F5"


def test_a_restart_brings_every_window_back_with_its_tabs(start, qtbot):
    first = start()
    one, two = first.windows.front, first.windows.open_new()
    open_request(one, "mine")
    for name in ("yours", "theirs"):
        open_request(two, name)
    two.tools.tabs.activate_index(0)
    two.tools.tabs.open(Document("settings"), activate=False)
    one.window.resize(700, 600)
    two.window.resize(760, 600)
    again = start()
    qtbot.waitUntil(lambda: len(again.windows.all) == 2)
    back = {each.window.width(): each for each in again.windows.all}
    assert titles(back[700]) == ["mine"]
    qtbot.waitUntil(lambda: titles(back[760]) == ["yours", "theirs", "Settings"])
    assert back[760].tools.tabs.active.title == "yours"
    assert all(each.window.isVisible() for each in again.windows.all)


def test_the_window_that_was_in_front_is_in_front_again(start, qtbot):
    first = start()
    one, two = first.windows.front, first.windows.open_new()
    open_request(one, "mine")
    open_request(two, "yours")
    one.window.activateWindow()
    qtbot.waitUntil(lambda: first.windows.front is one)
    again = start()
    qtbot.waitUntil(lambda: len(again.windows.all) == 2)
    qtbot.waitUntil(lambda: titles(again.windows.front) == ["mine"])


def test_windows_that_nobody_waited_for_come_back_the_time_after(start, qtbot):
    first = start()
    open_request(first.windows.front, "mine")
    open_request(first.windows.open_new(), "yours")
    start()  # ended at once
    again = start()
    qtbot.waitUntil(lambda: len(again.windows.all) == 2)
    assert sorted(map(titles, again.windows.all)) == [["mine"], ["yours"]]


def test_pasted_recordings_of_all_windows_come_back(start, qtbot):
    first = start()
    for opened, statuses in (
        (first.windows.front, (200, 401)),
        (first.windows.open_new(), (403,) * 3),
    ):
        opened.window.opening.open_text(har(*statuses))
        wait_for_reply(qtbot, opened)
    for _ in range(2):
        assert entries_back(start(), qtbot) == [2, 3]


def entries_back(program, qtbot):
    """Wait for two windows with a recording each; return how many entries they have."""
    windows = program.windows
    qtbot.waitUntil(lambda: len(windows.all) == 2)
    for opened in windows.all:
        wait_for_reply(qtbot, opened)
    return sorted(len(each.tools.tabs.documents[0].entries) for each in windows.all)


def test_closing_one_keeps_the_other_and_it_can_be_reopened(start, qtbot):
    program = start()
    one, two = program.windows.front, program.windows.open_new()
    open_request(one, "mine")
    tab = sent(two, qtbot, "yours")
    two.window.close()
    assert program.windows.all == (one,)
    assert one.window.isVisible()
    qtbot.waitUntil(lambda: bool(one.tools.notices.all))
    notice = one.tools.notices.all[-1]
    assert notice.text == "A window with 1 tab was closed."
    notice.do()
    back = program.windows.front
    assert titles(back) == ["yours"]
    assert back.window.isVisible()
    (shown,) = back.tools.tabs.documents
    qtbot.waitUntil(lambda: shown.attempts.current is not None)
    assert shown.attempts.current.attempt.id == tab.attempts.current.attempt.id
    notice.do()
    assert len(program.windows.all) == 2


def test_a_closed_window_does_not_come_back_after_a_restart(start, qtbot):
    first = start()
    one, two = first.windows.front, first.windows.open_new()
    open_request(one, "mine")
    open_request(two, "yours")
    one.window.close()
    again = start()
    qtbot.wait(300)  # longer than other windows need to appear
    assert [titles(each) for each in again.windows.all] == [["yours"]]


def test_nothing_of_a_closed_window_answers_any_more(start, qtbot):
    program = start()
    one, two = program.windows.front, program.windows.open_new()
    for kind in ("settings", "environments", "mocklab"):
        two.tools.actions.run(kind)
    gate, told = threading.Event(), []
    job = two.tools.background.compute(gate.wait, PATIENCE / 1000)
    job.succeeded.connect(told.append)
    two.window.close()
    qtbot.waitUntil(lambda: not two.tools.tabs.documents)
    gate.set()
    one.tools.actions.run("theme-dark")
    one.tools.actions.run("larger")
    one.tools.actions.run("usual-size")
    one.tools.choices.toggle("notes_on")
    one.tools.environments.put(Environment(name="Staging"))
    one.tools.history.changed.emit()
    one.tools.lab.changed.emit()
    program.tools.vault.put("another value")
    with qtbot.waitSignal(one.tools.background.compute(int).succeeded):
        pass
    assert told == []


def test_what_a_window_sends_ends_with_it(start, qtbot):
    program = start()
    program.windows.open_new()
    two = program.windows.front
    begun, ended = [], []

    async def lasting(_report):
        import asyncio

        begun.append(True)
        try:
            await asyncio.sleep(PATIENCE)
        finally:
            ended.append("cancelled")

    two.tools.background.start(lasting)
    qtbot.waitUntil(lambda: bool(begun), timeout=PATIENCE)  # before, nothing of it would run
    two.window.close()
    qtbot.waitUntil(lambda: ended == ["cancelled"], timeout=PATIENCE)


def test_the_window_whose_work_it_is_asks(start, qtbot, monkeypatch):
    program = start()
    one, two = program.windows.front, program.windows.open_new()
    asked = []

    class Card:
        def __init__(self, name):
            self.name = name

        async def ask(self, _question):
            asked.append(self.name)
            return "once"

    for name, opened in (("one", one), ("two", two)):
        card = Card(name)
        asking.ask_in(opened.tools.background, asking.Askers(card, card))
    question = HostQuestion(secret="key", bound=(), host="api.example.com", source="redirect")
    for opened in (one, two, one):
        job = opened.tools.background.start(lambda _report: asking.ask_about_host(question))
        with qtbot.waitSignal(job.succeeded, timeout=PATIENCE) as answer:
            pass
        assert answer.args == ["once"]
    assert asked == ["one", "two", "one"]


def test_files_of_a_later_start_open_in_the_window_in_front(start, qtbot, tmp_path):
    path = tmp_path / "shop.har"
    path.write_text(har(200, 401))
    program = start()
    one, two = program.windows.front, program.windows.open_new()
    one.window.activateWindow()
    qtbot.waitUntil(lambda: program.windows.front is one)
    _welcome(program, [str(path)])
    qtbot.waitUntil(lambda: one.tools.tabs.documents[0].kind == "reply", timeout=PATIENCE)
    assert titles(two) == ["Start"]


def test_one_practice_server_serves_all_windows_until_the_last_practice_tab(start, qtbot):
    program = start()
    one, two = program.windows.front, program.windows.open_new()
    with qtbot.waitSignal(program.tools.lab.start().succeeded, timeout=PATIENCE):
        pass
    for opened in (one, two):
        document = RequestDocument(Request(name="practice"))
        document.practice = "expired-token"
        opened.tools.tabs.open(document)
    two.window.close()
    qtbot.waitUntil(lambda: not two.tools.tabs.documents)
    assert program.tools.lab.address
    one.tools.tabs.close(one.tools.tabs.documents[0])
    qtbot.waitUntil(lambda: not program.tools.lab.address)


def test_quitting_asks_once_and_closes_all(start, qtbot, monkeypatch):
    program = start()
    program.windows.open_new()
    monkeypatch.setattr(
        type(program.tools.vault), "at_risk", property(lambda _vault: {"orders": "Orders"})
    )
    program.tools.actions.run("quit")
    assert all(each.window.isVisible() for each in program.windows.all)
    boxes = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QMessageBox) and each.objectName() == "quitting" and each.isVisible()
    ]
    (box,) = boxes
    next(each for each in box.buttons() if each.text() == "Close anyway").click()
    assert not any(each.window.isVisible() for each in program.windows.all)


def test_closing_a_window_that_is_not_the_last_asks_nothing(start, monkeypatch):
    program = start()
    two = program.windows.open_new()
    monkeypatch.setattr(
        type(program.tools.vault), "at_risk", property(lambda _vault: {"orders": "Orders"})
    )
    two.window.close()
    assert not two.window.isVisible()


def test_collections_have_one_owner(start):
    program = start()
    one, two = program.windows.front, program.windows.open_new()
    made = one.tools.shared.of(Collections, lambda: Collections(one.tools))
    assert two.tools.shared.of(Collections, lambda: Collections(two.tools)) is made
