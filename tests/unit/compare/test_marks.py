"""The characters that differ are found; equal ends are left out."""

import pytest

from inspector.compare.aligning import differing


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("api.example.com/v2", "api.example.com/v1", "v2"),
        ("11:33:20", "13:00:00", "11:33:20"),
        ("The token expired", "The token is revoked", "expired"),
        ("a" * 12 + "x" + "b" * 12, "a" * 12 + "y" + "b" * 12, "x"),
        ("Bearer ey••••hsUw", "Bearer ey••••hxUw", "hsUw"),
        ("orders:read write", "orders:read", " write"),
        ("same", "same", ""),
        ("abc", "xyz", "abc"),
        ("", "xyz", ""),
        ("read", "read write", ""),
    ],
)
def test_what_differs_is_marked(text, other, marked):
    assert "".join(text[start:end] for start, end in differing(text, other)) == marked
