"""The values of a file, with their names and lines; one that can't be walked is broken."""

import pytest

from inspector.library.checking.leaves import Broken, leaves_of

DEEP = {
    "a.toml": "a" + ".a" * 5000 + ' = "x"',
    "a.json": '{"a":' * 980 + '"x"' + "}" * 980,
    "b.json": "[" * 500_000,
    "a.yaml": "[" * 5000,
}


@pytest.mark.parametrize("name", DEEP)
def test_what_is_too_deep_is_broken(name):
    with pytest.raises(Broken):
        leaves_of(name, DEEP[name])


@pytest.mark.parametrize(
    ("name", "text"), [("a.toml", 'b = "x"'), ("a.json", '{"b": "x"}'), ("a.yaml", "b: x")]
)
def test_a_value_has_its_name_and_line(name, text):
    (leaf,) = leaves_of(name, text)
    assert (leaf.name, leaf.text, leaf.line) == ("b", "x", 1)
