"""The characters that differ are found; equal ends are left out."""

import pytest

from inspector.compare.marks import differing


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("api.example.com/v2", "api.example.com/v1", "2"),
        ("orders:read write", "orders:read", " write"),
        ("same", "same", ""),
        ("abc", "xyz", "abc"),
        ("", "xyz", ""),
        ("read", "read write", ""),
    ],
)
def test_what_differs_is_marked(text, other, marked):
    assert "".join(text[start:end] for start, end in differing(text, other)) == marked
