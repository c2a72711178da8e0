"""The Body tab."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from inspector.gui.compose.body_tab import (
    LARGEST,
    BodyTab,
    JsonHighlighter,
    TextEditor,
    json_problem,
)
from inspector.gui.lists.key_value_rows import Row
from inspector.model.request import FormField, JsonBody, MultipartBody, NoBody, RawBody


@pytest.fixture
def tab(qtbot, current, draft, compose_tools):
    made = BodyTab(current, draft, compose_tools)
    qtbot.addWidget(made)
    made.show()
    return made


def test_typing_json_says_what_is_wrong(tab, current):
    tab.kind.activated.emit(1)
    tab.text.setPlainText('{"a": }')
    assert current.value.body == JsonBody(text='{"a": }')
    assert tab._check.text.startswith("Not valid JSON: line 1")
    tab.text.setPlainText("{}")
    assert not tab._check.text


def test_text_keeps_its_content_type(tab, current):
    tab.kind.activated.emit(4)
    tab._type.field("body.content_type").editor.line.textEdited.emit("text/xml")
    tab.text.setPlainText("<a/>")
    assert current.value.body == RawBody(text="<a/>", content_type="text/xml")


def test_a_multipart_form_takes_files(tab, current):
    tab.kind.activated.emit(3)
    tab.fields.model.change([Row("note", "hi"), Row("file", "@/tmp/a.txt")])
    assert current.value.body == MultipartBody(
        fields=(FormField("note", "hi"), FormField("file", file="/tmp/a.txt"))
    )
    assert tab._attach.isVisible()
    current.undo()
    current.undo()
    assert current.value.body == NoBody()
    assert not tab._attach.isVisible()


# ---------------- The editor for bodies
def test_tab_indents_and_esc_lets_it_leave(qtbot, light):
    edit = TextEditor(light)
    qtbot.addWidget(edit)
    with qtbot.waitSignal(edit.edited) as caught:
        qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert caught.args[0] == "  "
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.tabChangesFocus()
    qtbot.keyClicks(edit, "x")
    assert not edit.tabChangesFocus()


def test_showing_text_tells_nothing(qtbot, light):
    edit = TextEditor(light)
    qtbot.addWidget(edit)
    caught = []
    edit.edited.connect(caught.append)
    edit.show_text("{}", json=True)
    assert edit.toPlainText() == "{}"
    assert not caught


# ---------------- Colours of JSON while it is typed
def _colours(edit):
    ranges = edit.document().firstBlock().layout().formats()
    return [each.format.foreground().color().name().upper() for each in ranges]


def test_names_and_strings_differ_and_it_can_be_switched_off(qtbot, light):
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    edit.setPlainText('{"name": "value", "n": 1}')
    colours = JsonHighlighter(edit.document(), light)
    colours.switch(True)
    assert _colours(edit) == [
        light.tokens.info,
        light.tokens.ok,
        light.tokens.info,
        light.tokens.warn,
    ]
    colours.switch(False)
    assert _colours(edit) == []


# ---------------- Where typed JSON goes wrong
@pytest.mark.parametrize("text", ["", "{}", '{"a": {{n}}}', '{"a": "{{n}}"}', "x" * (LARGEST + 1)])
def test_nothing_to_say(text):
    assert json_problem(text) == ""


def test_line_and_column():
    assert json_problem('{"a": 1,\n  oops}') == "Not valid JSON: line 2, column 3."


def test_deep_nesting_is_said():
    assert "nested" in json_problem("[" * 200_000)
