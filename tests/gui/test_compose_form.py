"""Fields laid out from their declaration."""

from PySide6.QtWidgets import QLabel

from inspector.gui.compose.form import Form
from inspector.gui.compose.form_field import FormField

FIELDS = (
    FormField("options.timeout", "Time limit", "seconds", half=True),
    FormField("options.max_redirects", "Redirects", "number", half=True),
    FormField("options.proxy", "Proxy"),
)


def test_half_fields_share_a_line_and_all_are_named(qtbot, current, draft, compose_tools):
    form = Form(FIELDS, current, draft, compose_tools)
    qtbot.addWidget(form)
    form.resize(340, 200)
    form.show()
    first, second, third = (form.field(field.path) for field in FIELDS)
    assert first.y() == second.y() == 0 or first.parent() is second.parent()
    assert third.mapTo(form, third.rect().topLeft()).y() > 0
    for field in (first, second, third):
        assert field.editor.main.accessibleName()
    assert form.field("options.none") is None


def test_a_widget_can_stand_below_a_field(qtbot, current, draft, compose_tools):
    form = Form(FIELDS, current, draft, compose_tools)
    qtbot.addWidget(form)
    note = QLabel("note")
    form.add_below("options.proxy", note)
    assert note.parent() is form.field("options.proxy")
