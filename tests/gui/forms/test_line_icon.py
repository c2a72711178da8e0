"""What stands within a line edit: as large as the text, beside it, and it empties the line."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QStyle

import inspector.gui
from inspector.gui.forms.line_icon import Emptier, LineIcon


@pytest.fixture
def line(qtbot, light):
    made = QLineEdit()
    qtbot.addWidget(made)
    made.resize(300, 34)
    made.show()
    return made


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_an_icon_grows_with_the_text_and_keeps_it_off(light, line, percent):
    icon = LineIcon(light, line, "search")
    light.set_percent(percent)
    assert icon.pixmap().deviceIndependentSize().width() == light.px(16)
    line.ensurePolished()
    QTest.qWait(0)
    assert icon.geometry().left() > 0
    assert line.cursorRect().left() >= icon.geometry().right() - 4


def test_what_stands_at_the_end_goes_with_its_name(light, line):
    icon = LineIcon(light, line, at_end=True)
    assert icon.isHidden()
    assert line.textMargins().right() == 0
    icon.show_icon("circle-check", "ok")
    assert not icon.isHidden()
    assert line.textMargins().right() >= light.px(16)


@pytest.mark.parametrize("percent", [100, 200])
def test_a_line_is_emptied_by_a_click(light, line, qtbot, percent):
    light.set_percent(percent)
    button = Emptier(light, line)
    assert button.isHidden()
    qtbot.keyClicks(line, "expired")
    assert button.isVisible()
    assert button.width() == light.px(22)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert line.text() == ""
    assert button.isHidden()


@pytest.mark.parametrize("percent", [100, 200])
def test_icons_of_menus_grow_too(light, qtbot, percent):
    light.set_percent(percent)
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.ensurePolished()
    size = menu.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, None, menu)
    assert size == light.px(16)


def test_no_line_has_an_icon_of_qt():
    found = [
        path.name
        for path in Path(inspector.gui.__file__).parent.rglob("*.py")
        if re.search(r"ActionPosition\.|setClearButtonEnabled", path.read_text("utf-8"))
    ]
    assert found == []
