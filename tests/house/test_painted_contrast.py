"""Every text that the screens that look back paint stands out from the ground it is painted on."""

import pytest
from PySide6.QtWidgets import QAbstractItemView, QLabel, QVBoxLayout, QWidget

from inspector.gui.widgets.painting import elided, smooth
from tests.fixtures.looking_back import OTHERS, STATES, show
from tests.fixtures.painted import Watch

_ROWS = 8  # of each list are chosen, about that many


@pytest.fixture
def driver(start):
    made = start()
    made.answer(lambda: made.run("demo"))
    made.answer(lambda: made.run("apply-fix"))
    made.window.resize(1440, 900)
    return made


def _lists(window):
    found = window.findChildren(QAbstractItemView)
    return [each for each in found if each.isVisible()]


def _faint(driver, watch):
    """Look at the window as it is, then with one row after the other chosen."""
    found = set(watch.faint(driver.window))
    for shown in _lists(driver.window):
        count = shown.model().rowCount()
        for row in range(0, count, max(1, count // _ROWS)):  # it scrolls down to the last ones
            shown.setCurrentIndex(shown.model().index(row, 0))
            found |= set(watch.faint(driver.window))
    return found


@pytest.mark.parametrize("state", STATES)
def test_text_stands_out_in_light_and_dark(driver, state, tmp_path, monkeypatch):
    show(driver, state, tmp_path)
    watch = Watch(monkeypatch)
    for mode in ("light", "dark"):
        driver.program.tools.theme.set_mode(mode)
        driver.settle()
        assert not _faint(driver, watch), mode
        assert watch.words


def test_text_of_the_other_screens_stands_out(driver, monkeypatch):
    watch, faint = Watch(monkeypatch), {}
    for mode in ("light", "dark"):
        driver.program.tools.theme.set_mode(mode)
        for command in OTHERS:
            driver.run(command)
            driver.settle()
            faint[mode, command] = list(watch.faint(driver.window))
    assert not {where: found for where, found in faint.items() if found}


class _Painted(QWidget):
    def __init__(self, theme):
        super().__init__()
        self._theme = theme
        self.setMinimumSize(200, 40)

    def paintEvent(self, _event):  # noqa: N802 - Qt's
        painter = smooth(self)
        painter.fillRect(self.rect(), "#ffffff")
        elided(painter, self.rect(), ("painted words", self._theme.font(), "#999999"))
        painter.end()


def test_faint_words_are_found(driver, monkeypatch, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column, label = QVBoxLayout(window), QLabel("words of a label")
    label.setStyleSheet("color: #888888; background: #ffffff")
    column.addWidget(label)
    column.addWidget(_Painted(driver.program.tools.theme))
    window.show()
    watch = Watch(monkeypatch)
    assert sorted(watch.faint(window)) == [
        "'painted words': #999999 on #ffffff",
        "'words of a label': #888888 on #ffffff",
    ]
    assert not list(watch.faint(window, least=2.8))
