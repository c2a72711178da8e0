"""The code of a second factor was sent alone, and refused."""

import pytest

from inspector.diagnose.diagnosing import diagnose

COOKIE = "Cookie: sid=4f7a0b1c9d2e3f68"
OWN = f"> GET https://shop.example/own\n> {COOKIE}\n< 200 OK\n<< []"


def _sent(body, reply="401 Unauthorized", path="/2fa/verify", words="", method="POST"):
    said = f"\n< Content-Type: application/json\n<< {words}" if words else ""
    return (
        f"> {method} https://shop.example{path}\n> {COOKIE}\n> Content-Type: application/json\n"
        f">> {body}\n< {reply}{said}"
    )


def _first(attempt, *parts):
    return diagnose(attempt("\n---\n".join(parts))).findings[0].slug


@pytest.mark.parametrize(
    "body",
    ['{"otp": "123456"}', '{"code": "000000", "remember": true}', '{"totpCode": "12345678"}'],
)
@pytest.mark.parametrize("reply", ["401 Unauthorized", "403 Forbidden"])
def test_a_code_alone(attempt, body, reply):
    assert _first(attempt, OWN, _sent(body, reply)) == "one-time-code-wrong"


def test_words_about_the_code(attempt):
    call = _sent('{"totp": "123456"}', "400 Bad Request", words='{"error": "Invalid TOTP code"}')
    found = diagnose(attempt(call)).findings[0]
    assert (found.slug, found.certainty) == ("one-time-code-wrong", "certain")


@pytest.mark.parametrize(
    "call",
    [
        _sent('{"code": "123456"}', path="/coupons/redeem"),
        _sent('{"zip_code": "123456"}', path="/verify"),
        _sent('{"otp": "not-a-number"}'),
        _sent('{"username": "lena", "password": "plum-42", "otp": "123456"}', path="/login"),
        _sent('{"otp": "123456"}', words='{"error": "Session expired"}'),
        _sent('{"otp": "123456"}', words='{"error": "Too many failed attempts, account locked"}'),
    ],
)
def test_coupons_whole_logins_and_other_reasons(attempt, call):
    assert _first(attempt, call) != "one-time-code-wrong"
