"""Where typed JSON goes wrong."""

import pytest

from inspector.gui.compose.json_check import LARGEST, json_problem


@pytest.mark.parametrize("text", ["", "{}", '{"a": {{n}}}', '{"a": "{{n}}"}', "x" * (LARGEST + 1)])
def test_nothing_to_say(text):
    assert json_problem(text) == ""


def test_line_and_column():
    assert json_problem('{"a": 1,\n  oops}') == "Not valid JSON: line 2, column 3."


def test_deep_nesting_is_said():
    assert "nested" in json_problem("[" * 200_000)
