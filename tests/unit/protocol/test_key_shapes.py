import random
import string

import pytest

from inspector.protocol.key_shapes import SHAPES, find, recognise

LETTERS = "a1B2c3D4e5F6g7H8i9J0"


@pytest.mark.parametrize(
    ("value", "slug"),
    [
        ("ghp_" + LETTERS * 2, "github-pat"),
        ("github_pat_" + LETTERS * 2, "github-fine"),
        ("glpat-" + LETTERS, "gitlab-pat"),
        ("xoxb-123456789012-abcdef", "slack-bot"),
        ("xoxp-123456789012-abcdef", "slack-user"),
        ("AKIAIOSFODNN7EXAMPLE", "aws-access"),
        ("ASIAIOSFODNN7EXAMPLE", "aws-temporary"),
        ("AIza" + LETTERS + "abcdefghijk1234", "google-key"),
        ("ya29." + LETTERS, "google-token"),
        ("sk_test_" + LETTERS, "stripe-test"),
        ("sk_live_" + LETTERS, "stripe-live"),
        ("pk_live_" + LETTERS, "stripe-publishable-live"),
        ("sk-" + LETTERS * 2, "sk-key"),
        ("sk-ant-" + LETTERS * 2, "anthropic"),
        ("SG." + LETTERS + "." + LETTERS * 2, "sendgrid"),
        ("npm_" + LETTERS + "abcdefghijklmnop", "npm"),
        ("dop_v1_" + "0123456789abcdef" * 4, "digitalocean"),
        ("pypi-" + LETTERS * 3, "pypi"),
        ("v4.public." + LETTERS * 2, "paseto"),
        ("MDAx" + LETTERS * 3, "macaroon"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", "jwt"),
        ("eyJhbGciOiJSU0EifQ1.a.b.c.dd", "jwe"),
        ("123e4567-e89b-12d3-a456-426614174000", "uuid"),
        ("0123456789abcdef0123456789ABCDEF", "hex"),
        ("1234567890", "number"),
        ("abcdefghijklmnopqr-_", "base64url"),
        ("abcdefghijklmnop/+qr==", "base64"),
    ],
)
def test_recognised(value, slug):
    assert recognise(value).slug == slug


@pytest.mark.parametrize("value", ["", "abc", "two words here", "Bearer", "a" * 200_000, "é" * 30])
def test_not_recognised(value):
    assert recognise(value) is None


def test_environment_and_nature():
    assert recognise("sk_test_" + LETTERS).environment == "test"
    assert recognise("rk_live_" + LETTERS).environment == "live"
    assert recognise("pk_test_" + LETTERS).nature == "identifier"
    assert recognise("ghp_" + LETTERS).environment == ""


def test_slugs_are_unique_and_needles_lead():
    assert len({shape.slug for shape in SHAPES}) == len(SHAPES)
    assert all(shape.kind for shape in SHAPES)


def test_found_within_text_but_not_within_words():
    text = f"key=ghp_{LETTERS}; notghp_{LETTERS}"
    (found,) = find(text)
    assert text[slice(*found[0])] == "ghp_" + LETTERS


def test_private_keys_are_found_whole():
    text = "x -----BEGIN RSA PRIVATE KEY-----\nMIIEabcdefghijklmnopqrstuv\n-----END RSA PRIVATE KEY----- y"
    ((span, shape),) = find(text)
    assert shape.slug == "pem"
    assert text[slice(*span)].endswith("KEY-----")


def test_ordinary_words_hold_no_secret():
    generator = random.Random(1)
    words = " ".join("".join(generator.choices(string.ascii_lowercase, k=6)) for _ in range(3000))
    assert list(find(words)) == []
