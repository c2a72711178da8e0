"""The screens that look back: a window of each state is made once, and every check looks at it."""

import pytest
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QPushButton

from tests.fixtures.looking_back import STATES, show
from tests.house import _accessible_names, _keyboard, _large_text, _painted_contrast
from tests.house._shown import put_back

# Those that change least come first; after large text, panes may keep a place they scrolled to.
CHECKS = {
    "keyboard": _keyboard.problems,
    "contrast": _painted_contrast.problems,
    "large text": _large_text.problems,
    "names": _accessible_names.problems,
}


PLANTED = (
    ("keyboard", "not reached: QPushButton planted"),
    ("keyboard", "not as it is read"),
    ("keyboard", "QPushButton planted : "),
    ("large text", "'words with no room' in "),
    ("large text", "icon of 16.0 px, 16.0 at 200 %"),
    ("contrast", "light: 'words with no room': #888888 on #ffffff"),
    ("contrast", "dark: 'words with no room': #888888 on #ffffff"),
    ("names", "planted QPushButton < "),
)


@pytest.mark.parametrize("state", STATES)
def test_what_looks_back_is_good_to_use(driver, state, tmp_path, subtests):
    show(driver, state, tmp_path)
    for name, problems in CHECKS.items():
        with subtests.test(name), put_back(driver):
            assert not problems(driver, state)


def _plant(window):
    button = QPushButton(window)  # outside of rail, sidebar, area and status bar
    button.setObjectName("planted")
    button.setGeometry(700, 300, 10, 10)
    label = QLabel("words with no room", window)
    label.setStyleSheet("color: #888888; background: #ffffff")
    label.setGeometry(700, 320, 60, 30)
    icon = QLabel(window)
    icon.setObjectName("planted icon")
    icon.setPixmap(QPixmap(16, 16))
    for each in (button, label, icon):
        each.show()


def test_what_is_planted_is_found_whoever_looked_before(driver, tmp_path, monkeypatch):
    show(driver, "history", tmp_path)
    _plant(driver.window)
    monkeypatch.setitem(_keyboard.ORDER, "history", _keyboard.ORDER["history"][::-1])
    found = {}
    for name, problems in CHECKS.items():
        with put_back(driver):
            found[name] = "\n".join(problems(driver, "history"))
    for name, said in PLANTED:
        assert said in found[name], name
