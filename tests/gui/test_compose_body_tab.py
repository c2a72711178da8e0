"""The Body tab."""

import pytest

from inspector.gui.compose.body_tab import BodyTab
from inspector.gui.widgets.key_value_rows import Row
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
