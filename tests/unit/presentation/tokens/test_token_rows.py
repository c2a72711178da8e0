"""A token as text: times, members, what is odd; secrets stay masked."""

from datetime import UTC, datetime

from inspector.annotate.tokens import decode
from inspector.model.token import Token, TokenPart, TokenRemark, TokenRow
from inspector.presentation.tokens.token_rows import (
    counted,
    decoded_text,
    flaw_of,
    shortened,
)

TOKEN = Token(
    kind="jwt",
    title="Access token, expired",
    masked="eyJhbGciOi••••••••Qm9k",
    parts=(
        TokenPart(name="header", title="Header", rows=(TokenRow(name="alg", value="RS256"),)),
        TokenPart(
            name="payload",
            title="Payload",
            rows=(
                TokenRow(
                    name="exp",
                    value="1764079512",
                    meaning="2025-11-25",
                    note="Expired",
                    level="bad",
                ),
                TokenRow(name="iat", value="1764075912", note="In the past", level="good"),
            ),
        ),
    ),
    expires=datetime(2025, 11, 25, 14, 5, 12, tzinfo=UTC),
    remarks=(TokenRemark(text="Only exp fails.", level="odd"),),
)


def test_the_text_holds_everything_that_is_shown():
    assert decoded_text(TOKEN) == (
        "Access token, expired\neyJhbGciOi••••••••Qm9k\n\nHeader\n  alg: RS256\n\nPayload\n"
        "! exp: 1764079512 (2025-11-25) Expired\n+ iat: 1764075912 In the past\n\n"
        "? Only exp fails.\n"
    )


def test_checks_are_counted():
    assert counted(TOKEN.parts) == (2, 1, 0, 1)
    assert counted(TOKEN.parts).said == "1 of 2 checks pass"
    assert counted(()).said == ""
    rows = (
        TokenRow(name="a", value="", note="Needs the key"),
        TokenRow(name="b", value="", note="Personal data", level="odd"),
    )
    part = TokenPart(name="payload", title="Payload", rows=rows)
    assert counted((part,)).said == "0 of 1 check passes, 1 to look at"


def test_the_first_flaw_is_found():
    damaged = decode("eyJhbGciOiJIUzI1NiJ9.e%yJ.x")
    start, end = flaw_of(damaged)
    assert "eyJhbGciOiJIUzI1NiJ9.e%yJ.x"[start:end] == "%"
    assert flaw_of(TOKEN) is None


def test_a_long_text_is_cut_to_what_can_be_shown():
    assert shortened("a\nb") == "a\nb"
    assert shortened("") == ""
    wide = shortened("x" * 500_000)
    assert len(wide) < 11_000
    assert wide.endswith("…")
    assert len(shortened("abc\n" * 300_000)) < 210_000
