"""Codes and messages become the same plain words."""

import pytest

from inspector.reading.plain_words import plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("token_revoked", "token revoked"),
        ("TokenRevoked", "token revoked"),
        ("Token has been revoked.", "token has been revoked"),
        ("JWTExpired", "jwt expired"),
        ("InvalidApiKeyForGivenResource", "invalid apikey for given resource"),
        ("No API key found", "no apikey found"),
        ("You can't log in", "you can not login"),
        ("CAPTCHA_CHALLENGE", "captcha challenge"),
        ("No authorization token", "no authorization token"),
        ("OAuth2 token", "oauth2 token"),
        ("⚠️ 403 — Forbidden\n====\nForbidden…", "403 forbidden forbidden"),
        ("You don’t have access", "you do not have access"),
        ("admin APIs disabled", "admin apis disabled"),
        ("userIDs, URLs and JWTs", "user ids urls and jwts"),
        ("JWTService", "jwt service"),
        ("", ""),
    ],
)
def test_plain(text, words):
    assert plain(text) == words
