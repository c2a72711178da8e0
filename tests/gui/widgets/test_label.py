"""Labels never read markup; a field's label names it; checks show icon or pin."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from inspector.gui.widgets.buttons import Button
from inspector.gui.widgets.label import (
    BREAK,
    ExactLabel,
    FieldLabel,
    Icon,
    InlineCheck,
    Label,
    OneLine,
)
from inspector.gui.widgets.marks import Pin
from inspector.gui.widgets.tooltip import set_tip


def test_text_is_never_markup(light, qtbot):
    label = Label("<b>x</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_of_an_endless_text_only_the_beginning_is_laid_out(light, qtbot):
    endless = "scope " * 20_000
    label, line, button = Label(endless, wrap=True), OneLine(), Button(light, endless)
    for widget in (label, line, button):
        qtbot.addWidget(widget)
    line.show_line(endless)
    set_tip(label, endless)
    for text in (label.text(), label.toolTip(), button.text(), button.accessibleName()):
        assert len(text) < 2000
        assert text.endswith("…")
    assert len(line.accessibleName()) < 2000
    label.setText(endless)
    assert len(label.text()) < 2000
    label.setText("short")
    assert label.text() == "short"


def test_what_can_be_copied_is_whole(light, qtbot):
    exact = ExactLabel("a" * 5000)
    qtbot.addWidget(exact)
    assert exact.text() == "a" * 5000
    exact.setText("b" * 20_000)
    assert exact.text() == "b" * 20_000


def test_what_is_copied_has_no_places_to_break_in_it(light, qtbot, monkeypatch):
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)
    exact = ExactLabel(f"first line\na{BREAK}b/{BREAK}c")
    qtbot.addWidget(exact)
    exact.show()
    exact.setSelection(0, len(exact.text()))
    qtbot.keyClick(exact, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "first line\nab/c"
    QGuiApplication.clipboard().clear()
    exact.setSelection(0, 5)
    point = exact.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, exact.mapToGlobal(point))
    QApplication.sendEvent(exact, event)
    menu = exact.findChild(QMenu)
    copy, mark_all = menu.actions()
    mark_all.trigger()
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "first line\nab/c"


def test_what_is_left_out_of_a_text_to_copy_is_said(light, qtbot):
    exact, listed = ExactLabel("a" * 1_020_000), ExactLabel("a" * 40_000, listed=True)
    qtbot.addWidget(exact)
    qtbot.addWidget(listed)
    assert exact.text() == "a" * 20_000 + "… (1,000,000 more characters are not shown)"
    assert listed.text() == "a" * 40_000


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


def test_of_several_sentences_as_many_as_fit_stand_whole(light, qtbot):
    line = OneLine()
    qtbot.addWidget(line)
    line.show()
    line.resize(2_000, 20)
    line.show_line("Changes the whole word. Sends it now.", "Alt+Enter")
    assert line.text() == "Changes the whole word. Sends it now. Alt+Enter"
    whole = line.fontMetrics().horizontalAdvance(line.text())
    line.resize(whole - 20, 20)
    assert line.text() == "Changes the whole word. … Alt+Enter"
    assert line.toolTip()
    line.resize(whole // 2, 20)
    assert line.text().startswith("Chan")
    assert line.text().endswith("… Alt+Enter")


def test_an_icon_grows_with_the_text_and_shrinks_again(light, qtbot):
    icon = Icon(light, "info", "text3", 14)
    qtbot.addWidget(icon)
    widths = []
    for percent in (200, 100):
        light.set_percent(percent)
        widths.append(icon.pixmap().deviceIndependentSize().width())
    assert widths == [28, 14]
