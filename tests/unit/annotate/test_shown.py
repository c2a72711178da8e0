"""Names are shown on one line."""

from inspector.annotate.shown import shown


def test_names():
    assert shown("lena") == "lena"
    assert shown("a\nb") == "a·b"
    assert shown("") == "(empty)"
    assert shown("x" * 100) == "x" * 60 + "…"
