import base64

import pytest

from inspector.protocol.masking.masks import DOTS, is_masked, is_placeholder, mask, merged


def test_short_values_show_nothing_not_even_their_length():
    assert mask("a") == mask("a" * 31) == DOTS


def test_long_values_keep_first_ten_and_last_four():
    assert mask("abcdefghij" + "x" * 18 + "1234") == "abcdefghij••••••••1234"


def test_base64_of_user_and_password_shows_nothing():
    assert mask(base64.b64encode(b"user:a-rather-long-password-of-mine").decode()) == DOTS


@pytest.mark.parametrize("value", [DOTS, mask("k" * 40)])
def test_a_mask_masked_again_stays(value):
    assert mask(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "***",
        "__REDACTED__",
        "REDACTED_TOKEN",
        "%5BREDACTED%5D",
        "[auth redacted]",
        "Bearer eyJhbGciOi.eyJzdWIi.redacted",
        "eyJhbGciOi.eyJzdWIi.[REDACTED]",
        "xxx",
        "Bearer ***",
        "[REDACTED]",
        "Bearer [FILTERED]",
        "<redacted>",
        "redacted",
        "xxxx",
        "XXXX-XXXX",
        "Basic <removed by export>",
        "{{REDACTED}}",
        "••••",
        "Bearer eyJh••••••••abcd",
        "######",
        "â\x80¢â\x80¢",
        "[REDACTED_API_KEY]",
        '"***"',
        "sk-***",
    ],
)
def test_replaced_values_are_recognised(value):
    assert is_masked(value)
    assert not is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        "{{token}}",
        "Bearer {{token}}",
        "${TOKEN}",
        "Bearer $TOKEN",
        "$(cat token)",
        "%TOKEN%",
        "<token>",
        "<your token>",
        "your-api-key",
        "YOUR_API_KEY_HERE",
        "undefined",
        "Bearer null",
        "[object Object]",
        "None",
        "changeme",
    ],
)
def test_values_that_nobody_filled_in_are_recognised(value):
    assert is_placeholder(value)
    assert not is_masked(value)


@pytest.mark.parametrize(
    "value", ["", "abc", "Bearer abcdef", "secret", "dXNlcjpw", "my password", "x" * 6000, "a*b"]
)
def test_ordinary_values_are_neither(value):
    assert not is_masked(value)
    assert not is_placeholder(value)


def test_spans_are_joined_and_ordered():
    assert merged([(5, 9), (0, 2), (2, 3), (6, 7), (4, 4)]) == ((0, 3), (5, 9))
