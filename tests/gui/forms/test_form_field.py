"""A field as data."""

from inspector.gui.forms.form_field import FormField


def test_a_field_is_text_unless_said_otherwise():
    field = FormField("options.proxy", "Proxy")
    assert (field.kind, field.half, field.name) == ("text", False, "proxy")
