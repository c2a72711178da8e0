"""What a column of a token comparison reads: of SAML responses and hostile tokens, too."""

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector.compare.token_comparison import compare_tokens
from inspector.compare.token_facts import TokenSide, TokenText, words_of
from inspector.protocol.redaction import KnownValues

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SAML = (Path(__file__).parents[2] / "fixtures" / "saml" / "pysaml2_response.xml").read_bytes()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("scope", "read  write", ("read", "write")),
        ("aud", "one audience", ("one audience",)),
        ("aud", ["a", "b"], ("a", "b")),
        ("roles", 7, ("7",)),
    ],
)
def test_the_members_of_a_set(name, value, words):
    assert words_of(name, value) == words


def test_a_saml_response_is_compared_row_by_row():
    other = SAML.replace(b"Audience>", b"Audience>x", 1)
    texts = [TokenText(base64.b64encode(each).decode()) for each in (SAML, other)]
    found = compare_tokens(texts, NOW)
    assert "value" in found.title
    assert "Audience" in found.title
    assert {section.id for section in found.sections} >= {"assertion"}


@pytest.mark.parametrize("text", ["", "a", "eyJ.eyJ.", "eyJhbGciOiJub25lIn0.e30.", "{" * 5000])
def test_damaged_tokens_are_compared_as_far_as_they_go(text):
    side = TokenSide(TokenText(text), NOW, KnownValues(()))
    assert side.head.mark
    for part in side.token.parts:
        assert all(fact.text is not None for fact in side.facts(part.name))
    assert side.facts("no-such-part") == []
    assert compare_tokens([TokenText(text), TokenText("other-token-1234")], NOW).title
