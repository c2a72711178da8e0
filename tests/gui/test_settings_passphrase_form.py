"""Passphrases are typed unseen, a new one twice, and forgotten once they are used."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from inspector.gui.settings.passphrase_form import Deed, PassphraseForm

UNLOCK = Deed("unlock", "Unlock", "Enter it.")
MAKE = Deed("make", "Make", "Choose one.", old=False, new=True)
CHANGE = Deed("change", "Change", "Both.", new=True)


@pytest.fixture
def form(qtbot, light):
    made = PassphraseForm(light)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(form):
    return [field for field in (form.old, form.new, form.again) if field.isVisible()]


def test_it_asks_for_what_is_needed_and_shows_none_of_it(form):
    for deed, count in ((UNLOCK, 1), (MAKE, 2), (CHANGE, 3)):
        form.begin(deed, cancellable=False)
        assert len(shown(form)) == count
        assert form.first is shown(form)[0]
        assert not form.submit.isEnabled()
        for field in shown(form):
            assert field.echoMode() == QLineEdit.EchoMode.Password
            assert field.accessibleName()


def test_what_was_typed_is_handed_over_and_gone(form, qtbot):
    form.begin(CHANGE, cancellable=True)
    for field, words in zip(shown(form), ("old one", "new one", "new one"), strict=True):
        qtbot.keyClicks(field, words)
    with qtbot.waitSignal(form.submitted) as caught:
        form.submit.click()
    assert caught.args == ["old one", "new one"]
    for field in shown(form):
        field.setEnabled(True)
        field.undo()
        assert field.text() == ""


def test_two_that_differ_and_blanks_are_not_taken(form, qtbot):
    form.begin(MAKE, cancellable=False)
    qtbot.keyClicks(form.new, "one")
    qtbot.keyClicks(form.again, "on")
    assert (form.check.text, form.submit.isEnabled()) == ("", False)
    qtbot.keyClicks(form.again, "x")
    assert "not the same" in form.check.text
    assert not form.submit.isEnabled()
    form.new.setText("   ")
    form.again.setText("   ")
    assert not form.submit.isEnabled()


def test_enter_goes_on_to_what_is_missing_and_then_does_it(form, qtbot):
    form.begin(MAKE, cancellable=False)
    form.activateWindow()
    form.new.setFocus()
    qtbot.keyClicks(form.new, "one")
    qtbot.keyClick(form.new, Qt.Key.Key_Return)
    qtbot.waitUntil(form.again.hasFocus)
    qtbot.keyClicks(form.again, "two")
    with qtbot.assertNotEmitted(form.submitted):
        qtbot.keyClick(form.again, Qt.Key.Key_Return)
    form.again.setText("one")
    with qtbot.waitSignal(form.submitted):
        qtbot.keyClick(form.again, Qt.Key.Key_Return)
    assert not form.new.isEnabled()


def test_a_failure_is_said_and_it_can_be_typed_again(form, qtbot):
    form.begin(UNLOCK, cancellable=False)
    qtbot.keyClicks(form.old, "wrong")
    form.submit.click()
    form.fail("This passphrase does not open the vault file.")
    assert form.check.text.startswith("This passphrase")
    assert form.old.isEnabled()
    form.begin(UNLOCK, cancellable=False)
    form.end()
    assert form.check.text == ""
    assert not form.isVisible()
