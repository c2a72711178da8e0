"""What stands for a time or a new name in the JSON of a JWT."""

import pytest

from inspector.model.moments import between_moments, same_size, with_moments

NOW = 1_700_000_000.9


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("{{now}}", 0),
        ("{{now+300}}", 300),
        ("{{now-30s}}", -30),
        ("{{ now + 5m }}", 300),
        ("{{now+1h}}", 3600),
        ("{{now-2d}}", -172_800),
    ],
)
def test_times(text, shift):
    assert with_moments(f'{{"exp": {text}}}', NOW) == f'{{"exp": {1_700_000_000 + shift}}}'


def test_a_name_is_new_each_time():
    first, second = with_moments("{{uuid}} {{uuid}}", NOW).split()
    assert first != second
    assert len(first) == 36


@pytest.mark.parametrize("text", ["{{nowhere}}", "{{now+}}", "{{now+5w}}", "{{now*2}}", "{now}"])
def test_anything_else_stays(text):
    assert with_moments(text, NOW) == text


def test_only_what_lies_between_is_changed():
    assert between_moments("a{{now+1}}b{{uuid}}c", str.upper) == "A{{now+1}}B{{uuid}}C"


def test_places_stay():
    text = '{"a": {{now+300}}, "b": "{{uuid}}", "c": {{other}}}'
    shown = same_size(text)
    assert len(shown) == len(text)
    assert "{{" not in shown
