"""What was typed and chosen in one page is put into another that is made anew."""

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from inspector.gui.widgets.left_as import keep_as, left_in, restore


@pytest.fixture
def make(qtbot):
    def page():
        made = QWidget()
        qtbot.addWidget(made)
        made.line, made.text, made.check = QLineEdit(made), QPlainTextEdit(made), QCheckBox(made)
        made.bar, made.box = QTabBar(made), QComboBox(made)
        made.box.addItems(["curl", "Go"])
        made.other = QLineEdit(made)
        for word in ("a", "b", "c"):
            made.bar.addTab(word)
        for name in ("line", "text", "check", "bar", "box"):
            keep_as(name, getattr(made, name))
        return made

    return page


def test_what_was_typed_and_chosen_is_found_again(make):
    old, new = make(), make()
    old.line.setText("o3")
    old.text.setPlainText("curl x")
    old.check.setChecked(True)
    old.bar.setCurrentIndex(2)
    old.box.setCurrentIndex(1)
    restore(new, left_in(old))
    assert (new.line.text(), new.text.toPlainText()) == ("o3", "curl x")
    assert (new.check.isChecked(), new.bar.currentIndex()) == (True, 2)
    assert new.box.currentText() == "Go"


def test_only_named_fields_are_kept(make):
    old = make()
    old.other.setText("secret")
    assert "secret" not in left_in(old).values()


def test_what_is_so_already_is_left_alone(make, qtbot):
    page = make()
    with qtbot.assertNotEmitted(page.line.textChanged):
        restore(page, {"line": "", "unknown": "x"})


def test_a_field_of_another_kind_is_a_mistake(make):
    page = make()
    label = QLabel("x", page)
    keep_as("label", label)
    with pytest.raises(TypeError, match="QLabel"):
        left_in(page)
