"""Every text that the screens of which there is one paint stands out from its ground."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from inspector.gui.widgets.painting import elided, smooth
from tests.fixtures.looking_back import OTHERS
from tests.fixtures.painted import Watch


@pytest.fixture
def driver(driver):
    driver.window.resize(1440, 900)
    return driver


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
