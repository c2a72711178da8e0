"""The banner: says something lasting, offers what to do, can be closed."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.state.notices import Notices
from inspector.gui.widgets.banner import Banner, Toast
from inspector.gui.widgets.buttons import IconButton


def test_it_says_and_offers(light, qtbot):
    banner, done = Banner(light, "The file changed on disk.", "warn"), []
    qtbot.addWidget(banner)
    button = banner.add_action("Reload", lambda: done.append(1))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert banner.accessibleName() == "The file changed on disk."
    assert banner.property("kind") == "note-warn"


def test_it_can_be_closed(light, qtbot):
    banner = Banner(light, "x", closable=True)
    qtbot.addWidget(banner)
    banner.show()
    with qtbot.waitSignal(banner.dismissed):
        banner.findChild(IconButton).click()
    assert banner.isHidden()


def test_a_strip_keeps_its_shape(light, qtbot):
    banner = Banner(light, "x")
    qtbot.addWidget(banner)
    banner.make_strip()
    banner.show_text("y", "err")
    assert banner.property("kind") == "strip-err"


# ---------------- Toasts: over the bottom of the window, one at a time, with one action or two
@pytest.fixture
def scene(light, qtbot):
    parent, notices = QWidget(), Notices()
    qtbot.addWidget(parent)
    parent.resize(900, 600)
    toast = Toast(light, notices, parent)
    parent.show()
    return parent, notices, toast


def test_it_stands_bottom_centre(scene):
    parent, notices, toast = scene
    assert toast.isHidden()
    notices.say("Copied.")
    assert toast.isVisible()
    assert abs(toast.geometry().center().x() - parent.width() // 2) <= 1
    parent.resize(700, 500)
    assert toast.geometry().bottom() < 500


def test_a_new_one_replaces_the_old(scene):
    _parent, notices, toast = scene
    notices.say("one")
    notices.warn("two")
    assert toast.accessibleName() == "two"


def test_its_action_runs_and_closes(scene):
    _parent, notices, toast = scene
    done = []
    notices.offer_undo("Deleted.", "Undo", lambda: done.append(1))
    toast._button.click()
    assert done == [1]
    assert toast.isHidden()


def test_it_is_read_aloud(scene, monkeypatch):
    _parent, notices, _toast = scene
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    notices.say("Copied.")
    assert [event.message() for event in said] == ["Copied."]


def test_it_leaves_by_itself(scene):
    _parent, notices, toast = scene
    notices.say("Copied.")
    assert toast._timer.interval() == 6000
    toast._timer.timeout.emit()
    assert toast.isHidden()


def test_a_long_message_wraps_within_the_window(scene):
    parent, notices, toast = scene
    notices.say("word " * 200)
    assert toast.width() < parent.width()


def test_a_second_thing_to_do(scene):
    _parent, notices, toast = scene
    done = []
    notices.say(
        "Saved.", "Open", lambda: done.append("open"), ("Copy path", lambda: done.append(2))
    )
    assert toast._other.isVisible()
    toast._other.click()
    assert done == [2]
    assert toast.isHidden()
    notices.say("Copied.")
    assert not toast._other.isVisible()


def test_it_stays_under_the_pointer_and_while_a_button_has_the_focus(scene, qtbot):
    parent, notices, toast = scene
    notices.offer_undo("Deleted.", "Undo", lambda: None)
    point = QPointF(5, 5)
    QCoreApplication.sendEvent(toast, QEnterEvent(point, point, point))
    assert not toast._timer.isActive()
    QCoreApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()
    parent.activateWindow()
    toast._button.setFocus()
    qtbot.waitUntil(toast._button.hasFocus)
    assert not toast._timer.isActive()
    toast._button.clearFocus()
    assert toast._timer.isActive()


def test_it_belongs_to_the_tab_that_it_was_said_in(light, qtbot):
    window, notices, front = QWidget(), Notices(), ["one"]
    qtbot.addWidget(window)
    window.resize(800, 600)
    toast = Toast(light, notices, window, lambda: front[0])
    window.show()
    notices.say("Copied.")
    front[0] = "two"
    toast.follow_tab()
    assert not toast.isVisible()
    front[0] = "one"
    toast.follow_tab()
    assert toast.isVisible()
    assert toast._timer.isActive()
    front[0] = "two"
    toast.follow_tab()
    notices.say("Saved.")
    front[0] = "one"
    toast.follow_tab()
    assert not toast.isVisible()  # the older one is not brought back over a newer one
    front[0] = None
    notices.say("Closed with changes.")
    front[0] = "one"
    toast.follow_tab()
    assert toast.isVisible()
