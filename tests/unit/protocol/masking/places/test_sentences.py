"""A login that stands unencoded in an address, and a password that a sentence names."""

import pytest

from inspector.protocol.masking.secret_spans import text_spans
from inspector.protocol.redaction import masked_text


@pytest.mark.parametrize("password", ["kelp tide", 'kelp"tide', "it's kelp", "k4 kelp", "k:e l"])
def test_a_password_with_signs_that_no_address_has(password):
    for text in (f"https://bob:{password}@host.example/x?a=1", f"to https://b:{password}@h end"):
        assert [text[a:b] for a, b in text_spans(text)] == [password]


@pytest.mark.parametrize(
    "text",
    [
        "see http://host.example:80 and mail bob@host.example",
        "see http://host.example:8080, or bob@host.example",
        '{"url":"http://host.example","mail":"bob@host.example"}',
        '{"url":"http://host:tok","mail":"bob@host.example"}',
        "http://host.example/a:b c@d",
    ],
)
def test_an_address_beside_a_mail_stays(text):
    assert masked_text(text) == text


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("use password SdTBUNrd5h.", "SdTBUNrd5h"),
        ("The password is P@ss4rd!", "P@ss4rd"),
        ("das Passwort “kelp44x” war falsch", "kelp44x"),
        ("with the token SdTBUNrd5hDvsT8qOsIy, please", "SdTBUNrd5hDvsT8qOsIy"),
    ],
)
def test_a_sentence_that_names_it(text, secret):
    assert [text[a:b] for a, b in text_spans(text)] == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "The password SHA-256 hash has expired.",
        "Your password expired on 2026-11-29.",
        "password argon2id is used here, token RS256",
        "The token was refused, key PROJ-123 is not known.",
        "Ask for grant_type password grant_type=password.",
        "The password field is called user[password].",
    ],
)
def test_other_sentences_stay(text):
    assert masked_text(text) == text
