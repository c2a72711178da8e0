"""The field for secrets: it never holds what it hides."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from inspector.gui.forms.secret_edit import Reveal, SecretEdit
from inspector.gui.forms.spin import INSET, inset
from inspector.gui.state.choices import Choices

SECRET = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl-Qm9k"


@pytest.fixture
def choices(qapp):
    return Choices()


@pytest.fixture
def edit(light, choices, qtbot):
    made = SecretEdit(light, choices, "Access token")
    qtbot.addWidget(made)
    made.set_secret(SECRET)
    made.show()
    return made


def texts(widget):
    for each in (widget, *widget.findChildren(QWidget)):
        yield from (each.accessibleName(), each.toolTip(), each.accessibleDescription())
        if isinstance(each, QLineEdit):
            yield each.text()


def test_hidden_means_nowhere(edit):
    assert not any(SECRET in text for text in texts(edit))
    assert edit.line.text() == "eyJhbGciOi••••••••Qm9k"


def test_a_reveal_ends_by_itself(edit):
    edit.reveal()
    assert edit.line.text() == SECRET
    edit._reveal.timer.stop()
    edit._reveal.timer.timeout.emit()
    assert SECRET not in edit.line.text()


def test_presentation_mode_forbids_and_ends_a_reveal(edit, choices):
    edit.reveal()
    choices.change(presentation=True)
    assert not edit.revealed
    edit.reveal()
    assert not edit.revealed
    assert not edit._eye.isEnabled()


def test_typing_replaces_the_whole_value(edit, qtbot):
    typed = []
    edit.edited.connect(typed.append)
    qtbot.keyClicks(edit.line, "new")
    assert typed == ["n", "ne", "new"]
    assert edit.line.echoMode() == QLineEdit.EchoMode.Password
    edit.line.editingFinished.emit()
    assert edit.line.text() == "•" * 12


def test_pasting_replaces_the_whole_value(edit, qtbot):
    typed = []
    edit.edited.connect(typed.append)
    QGuiApplication.clipboard().setText("pasted-secret")
    qtbot.keyClick(edit.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert typed == ["pasted-secret"]


def test_deleting_empties_it(edit, qtbot):
    typed = []
    edit.edited.connect(typed.append)
    qtbot.keyClick(edit.line, Qt.Key.Key_Backspace)
    assert typed[-1] == ""


def test_a_revealed_value_is_edited_in_place(edit, qtbot):
    typed = []
    edit.edited.connect(typed.append)
    edit.reveal()
    edit.line.setCursorPosition(len(SECRET))
    qtbot.keyClicks(edit.line, "x")
    assert typed == [SECRET + "x"]


def test_copying_gives_the_value(edit):
    edit.copy()
    assert QGuiApplication.clipboard().text() == SECRET


def test_an_empty_field_shows_nothing_and_takes_typing(light, choices, qtbot):
    edit = SecretEdit(light, choices, "Password")
    qtbot.addWidget(edit)
    typed = []
    edit.edited.connect(typed.append)
    assert edit.line.text() == ""
    qtbot.keyClicks(edit.line, "ab")
    assert typed == ["a", "ab"]
    assert edit.line.echoMode() == QLineEdit.EchoMode.Password


def test_a_state_marks_the_field(edit):
    edit.set_state("error")
    assert edit.line.property("state") == "error"


# ---------------- A value is readable for 20 s
@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_it_ends_after_20_seconds(owner, qtbot):
    reveal = Reveal(owner, Choices())
    assert reveal.timer.interval() == 20_000
    with qtbot.waitSignal(reveal.turned):
        reveal.toggle()
    assert reveal.on
    with qtbot.waitSignal(reveal.turned):
        reveal.toggle()
    assert not reveal.on


def test_presentation_mode_ends_and_forbids_it(owner, qtbot):
    choices = Choices()
    reveal = Reveal(owner, choices)
    reveal.start()
    with qtbot.waitSignals([reveal.turned, reveal.allowed]):
        choices.change(presentation=True)
    reveal.start()
    assert not reveal.on
    assert not reveal.possible


def test_it_ends_when_the_window_is_left(owner):
    reveal = Reveal(owner, Choices())
    reveal.start()
    reveal.see(QEvent(QEvent.Type.FontChange))
    assert reveal.on
    reveal.see(QEvent(QEvent.Type.ActivationChange))
    assert not reveal.on


# ---------------- Spin boxes: their text stands as far from the edge as in other fields
def test_the_text_is_kept_off_the_edge(light, qtbot):
    spin = QSpinBox()
    qtbot.addWidget(spin)
    inset(spin)
    assert spin.findChild(QLineEdit).textMargins().left() == INSET
