"""Lengths and checksums; every value is made here, its checksum computed by the test."""

import zlib

import pytest

from inspector.protocol.keys.key_checks import check, full_size, looks_made_up
from inspector.protocol.keys.key_shapes import recognise

BODY = "q7RkZ2mW9xT4vB8nL5cJ3hG6q7RkZ2mW9x"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def in_base(number, digits, width):
    text = ""
    for _ in range(width):
        number, digit = divmod(number, len(digits))
        text = digits[digit] + text
    return text


def base62(starts):
    secret = BODY[:30]
    return starts + secret + in_base(zlib.crc32(secret.encode()), DIGITS, 6)


def grafana():
    body = "glsa" + "_" + BODY[:32]
    return f"{body}_{zlib.crc32(body.encode()).to_bytes(4, 'little').hex()}"


def routable():
    body = "glpat" + "-" + BODY[:30] + ".01.0u"
    return body + in_base(zlib.crc32(body.encode()), DIGITS[:10] + DIGITS[36:], 7)


WHOLE = {
    "github-pat": base62("ghp" + "_"),
    "github-oauth": base62("gho" + "_"),
    "github-user": base62("ghu" + "_"),
    "npm": base62("npm" + "_"),
    "grafana": grafana(),
    "gitlab-pat": routable(),
}


@pytest.mark.parametrize("slug", WHOLE)
def test_right_and_wrong_checksums(slug):
    value = WHOLE[slug]
    found = check(value)
    assert (found.shape.slug, found.damage, found.is_checked) == (slug, "", True)
    place = len(value) // 2
    other = "1" if value[place] != "1" else "2"
    altered = check(value[:place] + other + value[place + 1 :])
    assert (altered.shape.slug, altered.damage, altered.is_checked) == (slug, "checksum", False)


def test_a_documented_example_of_the_checksum():
    secret, checksum = "qkJaB6MffYVzZXWqmcoF49yrUxP3wf", "0LsakP"  # published as a dummy
    assert check("npm" + "_" + secret + checksum).is_checked


@pytest.mark.parametrize(
    ("value", "damage"),
    [
        (WHOLE["github-pat"][:-4], "short"),
        (WHOLE["github-pat"] + "abcd", "long"),
        (WHOLE["grafana"][:-2], "short"),
        ("SG" + "." + BODY[:22] + "." + (BODY * 2)[:40], "short"),
        ("dop" + "_v1_" + "9f3b7c1d" * 7, "short"),
        ("glpat" + "-" + BODY[:20], ""),
        ("glpat" + "-" + BODY[:17], "other"),
        ("ghs" + "_" + BODY, ""),
    ],
)
def test_lengths(value, damage):
    assert check(value).damage == damage
    assert not check(value).is_checked


def test_how_long_a_whole_one_is():
    assert full_size(recognise(WHOLE["github-pat"])) == 40
    assert full_size(recognise(WHOLE["grafana"])) == 46
    assert full_size(recognise(WHOLE["gitlab-pat"])) is None
    assert full_size(recognise("xoxb" + "-12345678901")) is None


@pytest.mark.parametrize("value", ["", "abc", BODY, "123e4567-e89b-12d3-a456-426614174000"])
def test_nothing_is_said_about_general_shapes(value):
    assert check(value) is None


def test_examples_are_told_from_keys():
    assert looks_made_up("ghp" + "_" + "x" * 36)
    assert looks_made_up("AKIA" + "IOSFODNN7EXAMPLE")
    assert not looks_made_up(WHOLE["github-pat"])
