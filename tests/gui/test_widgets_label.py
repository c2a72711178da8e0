"""Labels never read markup; a field's label names it; checks show icon or pin."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.gui.widgets.label import FieldLabel, InlineCheck, Label
from inspector.gui.widgets.marks import Pin


def test_text_is_never_markup(light, qtbot):
    label = Label("<b>x</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_field_is_named_by_its_label(light, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    label = FieldLabel("Token URL", field)
    qtbot.addWidget(label)
    assert label.buddy() is field
    assert field.accessibleName() == "Token URL"


def test_a_check_shows_its_pin_or_its_icon(light, qtbot):
    check = InlineCheck(light, "Expired 27 min ago", "bad", 2)
    qtbot.addWidget(check)
    pin = check.findChild(Pin)
    assert pin.isVisibleTo(check)
    assert pin.number == 2
    check.show_check("Looks fine", "good")
    assert not pin.isVisibleTo(check)
    assert check.text == "Looks fine"


def test_an_empty_check_is_hidden(light, qtbot):
    check = InlineCheck(light)
    qtbot.addWidget(check)
    assert check.isHidden()
    check.show_check("colon in the user name", "odd")
    assert not check.isHidden()
