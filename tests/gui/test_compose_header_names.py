"""Names offered while a header is typed."""

from inspector.gui.compose.header_names import HEADER_NAMES


def test_names_are_tokens_without_repeats():
    assert len({name.lower() for name in HEADER_NAMES}) == len(HEADER_NAMES)
    assert all(name.replace("-", "").isalnum() for name in HEADER_NAMES)
    assert "Authorization" in HEADER_NAMES
