import pytest

from inspector.protocol.challenges.scanner import extended, quote, unescape, value_at


@pytest.mark.parametrize(
    ("text", "value", "end", "kind"),
    [
        ('"a b", x', "a b", 5, None),
        ("abc, x", "abc", 3, None),
        ("a/b, x", "a/b", 3, "unquoted"),
        ("'a b', x", "a b", 5, "single-quotes"),
        ("'a b", "'a b", 4, "unquoted"),
        (", x", "", 0, "empty-value"),
        ('"a', "a", 2, "unterminated"),
        ('"a" b" , x=1', 'a" b', 6, "inner-quote"),
        ('"a\\"b"', 'a"b', 6, None),
    ],
)
def test_value(text, value, end, kind):
    found, span, stop, defect = value_at(text, 0)
    assert (found, stop, defect) == (value, end, kind)
    assert span[0] <= span[1] <= stop


def test_quoting_and_unescaping_are_inverse():
    value = 'a "b" \\c'
    assert unescape(quote(value)[1:-1]) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("UTF-8''J%C3%A4s", "Jäs"),
        ("iso-8859-1'de'J%E4s", "Jäs"),
        ("nonsense''x", "nonsense''x"),
        ("UTF-8''%FF", "UTF-8''%FF"),
        ("plain", "plain"),
    ],
)
def test_extended_value(value, expected):
    assert extended(value) == expected
