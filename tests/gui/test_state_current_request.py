"""The request of a tab: one undo stack for everything, typing joined, marks told."""

import msgspec
import pytest

from inspector.gui.state.current_request import STEPS_KEPT, CurrentRequest
from inspector.model.request import Request
from inspector.presentation.exchange.pins import FieldMark


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def current(qapp, clock):
    return CurrentRequest(Request(url="a"), clock)


def with_url(url):
    return Request(url=url)


def test_replacing_tells_the_value(current, qtbot):
    with qtbot.waitSignal(current.changed) as caught:
        current.replace(with_url("b"), "Change the URL")
    assert caught.args == [with_url("b")]
    assert current.undo_label == "Change the URL"


def test_the_same_value_is_no_step(current):
    current.replace(with_url("a"), "Change the URL")
    assert not current.can_undo


def test_undo_gives_the_very_same_request_back(current):
    before = current.value
    current.replace(with_url("b"), "one")
    current.replace(msgspec.structs.replace(current.value, method="POST"), "two")
    current.undo()
    current.undo()
    assert current.value is before
    current.redo()
    current.redo()
    assert (current.value.url, current.value.method) == ("b", "POST")


def test_quick_typing_is_one_step(current, clock):
    for text in ("b", "bc", "bcd"):
        clock.now += 0.3
        current.replace(with_url(text), "Change the URL", "url")
    current.undo()
    assert current.value.url == "a"


def test_a_pause_begins_a_new_step(current, clock):
    current.replace(with_url("b"), "Change the URL", "url")
    clock.now += 2
    current.replace(with_url("bc"), "Change the URL", "url")
    current.undo()
    assert current.value.url == "b"


def test_other_fields_and_fixes_are_steps_of_their_own(current):
    current.replace(with_url("b"), "Change the URL", "url")
    current.replace(with_url("c"), "Change the name", "name")
    current.replace(with_url("d"), "Switch to Digest")
    current.replace(with_url("e"), "Switch to Digest")
    for wanted in ("d", "c", "b", "a"):
        current.undo()
        assert current.value.url == wanted


def test_typing_after_an_undo_is_a_new_step(current):
    current.replace(with_url("b"), "Change the URL", "url")
    current.replace(with_url("c"), "fix")
    current.undo()
    current.replace(with_url("bd"), "Change the URL", "url")
    assert not current.can_redo
    current.undo()
    assert current.value.url == "b"


def test_very_old_steps_are_forgotten(current):
    for number in range(STEPS_KEPT + 10):
        current.replace(with_url(str(number)), "step")
    for _ in range(STEPS_KEPT + 10):
        current.undo()
    assert current.value.url == "9"
    assert not current.can_undo


def test_marks_and_focus_are_told(current, qtbot):
    marks = (FieldMark("url", 1, "This host does not know the key."),)
    with qtbot.waitSignal(current.marked):
        current.mark(marks)
    assert current.marks == marks
    with qtbot.waitSignal(current.focus_wanted) as caught:
        current.focus("credential.password")
    assert caught.args == ["credential.password"]
