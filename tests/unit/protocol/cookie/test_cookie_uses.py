"""What a cookie's name and value tell of its use."""

import pytest

from inspector.protocol.cookie.cookie_uses import cookie_pairs, is_of_unknown_use, is_opaque


@pytest.mark.parametrize(
    ("name", "value", "unknown", "opaque"),
    [
        ("berth", "ada.seven", True, False),
        ("berth", "9c1185a5c5e9fc54612808977ee8f548", True, True),
        ("berth", "open", False, False),
        ("berth", "a sentence that says 1", False, False),
        ("csrftoken", "9c1185a5c5e9fc54612808977ee8f548", False, False),
        ("_ga", "GA1.2.1234567890.1700000000", False, False),
        ("_gat_UA1", "9c1185a5c5e9fc54612808977ee8f548", False, False),
        ("gatepass", "9c1185a5c5e9fc54612808977ee8f548", True, True),
        ("expo", "9c1185a5c5e9fc54612808977ee8f548", True, True),
    ],
)
def test_use(name, value, unknown, opaque):
    assert (is_of_unknown_use(name, value), is_opaque(name, value)) == (unknown, opaque)


def test_a_line_parts_at_semicolons():
    found = list(cookie_pairs("a=1; b=%20x"))
    assert [(name, value) for name, value, _ in found] == [("a", "1"), ("b", " x")]
    assert "a=1; b=%20x"[slice(*found[1][2])] == "%20x"
