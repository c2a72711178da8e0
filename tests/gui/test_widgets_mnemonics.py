"""An `&` in a name is shown in menus, on buttons and tabs, and is no sign of a key."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.menu import Entry, menu_of
from inspector.gui.widgets.mnemonics import literal


def test_the_sign_is_doubled_and_a_tab_is_a_space():
    assert literal("a&b\tCtrl+Q") == "a&&b Ctrl+Q"


def test_a_menu_shows_it(qtbot, light):
    parent = QWidget()
    qtbot.addWidget(parent)
    action = menu_of(parent, (Entry("Q&A\tx", keys="F2"),), light).actions()[0]
    assert action.text() == "Q&&A x\tF2"
    assert QKeySequence.mnemonic(action.text()).isEmpty()


def test_a_button_shows_it_and_says_it(qtbot, light):
    button = Button(light, "https://api.example/?a=1&b=2")
    qtbot.addWidget(button)
    assert QKeySequence.mnemonic(button.text()).isEmpty()
    button.set_room(60)
    assert button.toolTip() == button.accessibleName() == "https://api.example/?a=1&b=2"
