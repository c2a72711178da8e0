"""The size a dialog opens with."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from inspector.gui.widgets.dialog_size import opening_size


def test_it_grows_with_the_font(light, qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    assert opening_size(light, (200, 100), dialog) == QSize(200, 100)
    light.set_percent(200)
    assert opening_size(light, (200, 100), dialog) == QSize(400, 200)


def test_it_stays_within_the_screen_or_a_larger_window(light, qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    screen = dialog.screen().availableSize()
    size = opening_size(light, (9000, 9000), dialog)
    assert size.width() < screen.width()
    assert size.height() < screen.height()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(screen.width() + 1000, screen.height())
    inside = QDialog(window)
    assert screen.width() < opening_size(light, (9000, 100), inside).width() < window.width()
