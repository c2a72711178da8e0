"""Every text is a text again, by YAML 1.1 and 1.2 alike."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from inspector.export.collections.yaml_writing import yaml_text
from inspector.intake.yaml_text import read_yaml

ODD = [
    "no",
    "1e3",
    "0o17",
    "2024-01-01",
    "~",
    "{{a}}",
    "a: b",
    " x ",
    "\tx\n y\n",
    "a\u2028b",
    "\x85",
]


@pytest.mark.parametrize("text", [*ODD, "first\n  second\n\n# third\n", "x\n", "\nx", "a \nb"])
def test_an_odd_text(text):
    written = yaml_text({"key": text, "rows": [text]})
    assert read_yaml(written).value == {"key": text, "rows": [text]}
    assert yaml.safe_load(written) == {"key": text, "rows": [text]}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_text(text):
    assert read_yaml(yaml_text({"key": text})).value == {"key": text}
