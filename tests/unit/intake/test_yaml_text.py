"""YAML has the meaning of YAML 1.2, is never run, and can't grow without end."""

import pytest

from inspector.intake.results import Unreadable
from inspector.intake.yaml_text import read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("2026-11-28", "2026-11-28"),
        ("12:30:00", "12:30:00"),
        ("1_000", "1_000"),
        ("012", 12),
        ("0o14", 12),
        ("0x1F", 31),
        ("1.5e3", 1500.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("'5'", "5"),
    ],
)
def test_plain_words_mean_what_yaml_12_says(text, value):
    assert read_yaml(f"a: {text}").value == {"a": value}


def test_an_unquoted_variable_is_read_as_text_and_told():
    read = read_yaml("url: {{base}}/x\nrows:\n  - {{one}}\n  - two\n")
    assert read.value == {"url": "{{base}}/x", "rows": ["{{one}}", "two"]}
    assert [each.line for each in read.unquoted] == [1, 3]
    assert 'write it as "{{base}}/x"' in read.unquoted[0].problem


def test_a_quoted_variable_is_nothing_to_tell():
    assert read_yaml("url: '{{base}}/x'").unquoted == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1,\n b", "line 3"),
        ("a: 1\nb: : 2", "line 2"),
        ("x: !!python/name:os.system a", "line 1"),
    ],
)
def test_what_is_wrong_names_its_line(text, line):
    with pytest.raises(Unreadable) as caught:
        read_yaml(text)
    assert line in caught.value.problem.where


def test_aliases_that_grow_without_end_are_refused():
    lines = ["a0: &a0 [1,1,1,1,1,1,1,1,1,1]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(Unreadable, match="aliases"):
        read_yaml("\n".join(lines))


@pytest.mark.parametrize("text", ["a: &a [*a]", "[" * 5_000, "- " * 5_000, "a: " + "{a: " * 5_000])
def test_what_is_too_deep_is_refused(text):
    with pytest.raises(Unreadable):
        read_yaml(text)


def test_an_alias_is_what_it_names():
    assert read_yaml("a: &x {b: 1}\nc: *x\nd: {<<: *x, e: 2}").value == {
        "a": {"b": 1},
        "c": {"b": 1},
        "d": {"b": 1, "e": 2},
    }
