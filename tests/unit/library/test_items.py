"""Values become TOML that people like to read."""

import tomllib

import pytest

from inspector.library.toml import InClear, item, table


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", '"a"'),
        ("a\nb", "'''\na\nb'''"),
        ([], "[]"),
        (["a", "b"], '["a", "b"]'),
        ([{"a": 1}], "[\n    {a = 1},\n]"),
        ({"a": {"b": True}}, "{a = {b = true}}"),
        (InClear("x"), '{ask = "x"}'),
    ],
)
def test_each_value_has_its_form(value, text):
    assert item(value).as_string() == text


def test_a_table_holds_its_values():
    assert tomllib.loads(table({"a": "x", "b": [1]}).as_string()) == {"a": "x", "b": [1]}
