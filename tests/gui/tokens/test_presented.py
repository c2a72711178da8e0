"""Presentation mode masks what a token claims; its header and checks stay readable."""

from inspector.annotate.tokens import decode
from inspector.gui.tokens.token_page import presented
from tests.gui.token_samples import token


def test_claims_are_masked_and_the_header_is_not():
    shown = presented(decode(token(sub="alice@example.com")))
    parts = {part.name: {row.name: row for row in part.rows} for part in shown.parts}
    assert parts["header"]["alg"].value == "HS256"
    assert set(parts["payload"]["sub"].value) == {"•"}
    assert parts["payload"]["exp"].note
    assert "alice" not in str(shown)
    assert shown.masked.startswith(token().partition(".")[0])
    assert token().split(".")[1] not in shown.masked


def test_another_text_is_masked_whole():
    assert set(presented(decode("opaque-value-123456")).masked) == {"•"}


def test_the_user_is_not_named():
    assert presented(decode("Basic YWRhOnBhc3N3b3Jk")).result == ""
