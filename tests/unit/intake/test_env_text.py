"""Values of `.env` files."""

import pytest

from inspector.intake.env_text import read_env
from inspector.intake.results import Unreadable


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A=1", {"A": "1"}),
        ("\ufeffexport  A = x y # a remark\r\nB=\r\n", {"A": "x y"}),
        ("A='a\\nb # c'", {"A": "a\\nb # c"}),
        ('A="a\\nb \\" c"', {"A": 'a\nb " c'}),
        ('A="one\ntwo"\nB=2', {"A": "one\ntwo", "B": "2"}),
        ("# A=1\nA=2\nA=3", {"A": "3"}),
        ('A="never closed', {"A": "never closed"}),
        ("A=x#y", {"A": "x#y"}),
        ("my.key-1=v", {"my.key-1": "v"}),
    ],
)
def test_lines(text, found):
    assert read_env(text) == found


@pytest.mark.parametrize("text", ["", "no line", "=1", "A="])
def test_nothing_in_it(text):
    with pytest.raises(Unreadable):
        read_env(text)
