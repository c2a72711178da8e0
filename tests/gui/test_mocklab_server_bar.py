"""The bar starts and stops the practice server and says why it could not."""

import socket

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from inspector.gui.mocklab.mocklab_page import ServerBar


@pytest.fixture
def bar(qtbot, panel_tools):
    made = ServerBar(panel_tools)
    qtbot.addWidget(made)
    made.resize(900, 60)
    made.show()
    return made


def test_start_shows_the_address_and_stop_ends_it(qtbot, bar, panel_tools):
    qtbot.mouseClick(bar.switch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.address.text().startswith("http://127.0.0.1:"))
    assert panel_tools.lab.wanted
    assert not bar.port.isEnabled()
    qtbot.mouseClick(bar.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == panel_tools.lab.address
    qtbot.mouseClick(bar.switch, Qt.MouseButton.LeftButton)
    assert not bar.address.isVisible()
    assert not panel_tools.lab.wanted
    assert bar.port.isEnabled()


def test_a_port_in_use_is_said_in_words(qtbot, bar, panel_tools):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        bar.port.setValue(taken.getsockname()[1])
        qtbot.mouseClick(bar.switch, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(bar.check.isVisible)
    assert "port" in bar.check.text
    assert bar.switch.isEnabled()
    assert not panel_tools.lab.wanted


def test_the_address_is_never_cut_off(qtbot, bar, panel_tools):
    bar.start()
    qtbot.waitUntil(lambda: bool(bar.address.text()))
    qtbot.waitUntil(lambda: bar.address.width() >= bar.address.sizeHint().width())
    assert bar.address.mapTo(bar, bar.address.pos()).y() < bar.switch.mapTo(bar, QPoint(0, 9)).y()
    panel_tools.theme.set_percent(200)
    bar.resize(700, 160)
    qtbot.waitUntil(lambda: bar.address.width() >= bar.address.sizeHint().width())
    below = bar.address.mapTo(bar, bar.address.rect().bottomLeft()).y()
    qtbot.waitUntil(lambda: bar.switch.mapTo(bar, QPoint(0, 0)).y() > below)
