"""Properties that the style sheet chooses by."""

from PySide6.QtWidgets import QPushButton, QWidget

from inspector.gui.widgets.kind import name_pane, set_kind, set_property


def test_a_new_kind_changes_the_look(light, qtbot):
    button = QPushButton("x")
    qtbot.addWidget(button)
    button.show()
    before = button.sizeHint().height()
    set_kind(button, "link")
    assert button.sizeHint().height() < before
    assert button.property("kind") == "link"


def test_a_state_is_a_property(light, qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    set_property(widget, "state", "error")
    assert widget.property("state") == "error"


def test_a_pane_is_painted_by_the_sheet(light, qtbot):
    class Pane(QWidget):
        pass

    pane = Pane()
    qtbot.addWidget(pane)
    name_pane(pane, "rail")
    pane.resize(40, 40)
    assert pane.grab().toImage().pixelColor(5, 5) == light.colour("sunken")
