"""An option is a plain value."""

from inspector.settings.declared import Choice, Option


def test_an_option_needs_key_kind_default_title_and_help():
    option = Option(
        key="a.b", kind="choice", default="x", title="T", help="H.", choices=(Choice("x", "X"),)
    )
    assert option.choices[0].value == option.default
    assert option.unit == ""
