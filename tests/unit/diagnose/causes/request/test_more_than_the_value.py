"""What was sent holds more than the value, half of it is a variable, or it stands out of place."""

import base64
import json

import pytest

from inspector.diagnose.diagnosing import diagnose

DATE = "< Date: Tue, 14 Nov 2023 22:13:20 GMT"
VALUE = "9f8a7b6c5d4e3f2a1b0c9f8a"
PAGE = "< Content-Type: text/html\n<< <h1>403 Forbidden</h1> Request forbidden by administrative rules."


def _jwt():
    parts = ({"alg": "HS256"}, {"sub": "1", "exp": 1_800_000_000})
    coded = (base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in parts)
    return ".".join([*(one.decode() for one in coded), "c" * 43])


def _basic(pair):
    return f"Authorization: Basic {base64.b64encode(pair.encode()).decode()}"


def _first(attempt, header, query="", got="401 Unauthorized", page=""):
    text = f"> GET https://mills.example/v1/sacks{query}\n> {header}\n< {got}\n{DATE}\n{page}"
    return diagnose(attempt(text)).findings[0]


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        (f"X-Api-Key: Bearer {VALUE}", "Bearer …"),
        (f"Authorization: Bearer access_token={VALUE}", "access_token=…"),
        (f'Authorization: Bearer {{"token":"{VALUE}"}}', "{…}"),
        (f"Authorization: Bearer b'{VALUE}'", "b'…'"),
        (f"Authorization: Bearer {VALUE},", "…,"),
        (f"Authorization: Bearer {VALUE}%", "…%"),
        (f"Authorization: Bearer <{VALUE}>", "<…>"),
        (f"X-Api-Key: **{VALUE}**", "**…**"),
        (f"X-Api-Key: {{{VALUE}:fx}}", "{…}"),
        (f"Authorization: Bearer {VALUE}{VALUE}", "… …"),
        (f"X-Api-Key: X-Api-Key: {VALUE}", "X-Api-Key:…"),
        (f"X-Api-Key: MILL_API_KEY={VALUE}", "MILL_API_KEY=…"),
        (f"Authorization: Authorization: Bearer {VALUE}", "Authorization: …"),
        ("PRIVATE-TOKEN: Bearer glpat-9f8a7b6c5d4e3f2a1b0c", "Bearer …"),
    ],
)
def test_what_was_taken_along(attempt, header, shown):
    found = _first(attempt, header)
    assert found.slug == "more-than-the-value"
    assert shown in found.title
    assert VALUE not in found.title


@pytest.mark.parametrize(
    "header",
    [
        f"X-Api-Key: {VALUE}",
        f"Authorization: Bearer {VALUE}==",
        f'Authorization: Token token="{VALUE}"',
        f"Authorization: key={VALUE}",
        "Authorization: Bearer b1946ac92492d2347c6235b4d2611184",
        f"X-Auth-Token: Bearer {VALUE}",
        "X-Api-Key: {7e6d5c4b-3a29-4817-a6f5-0e9d8c7b6a59}",
        f"X-Api-Key: {'0123' * 8}",
        f"Authorization: apikey={VALUE}",
    ],
)
def test_values_that_stand_alone(attempt, header):
    assert _first(attempt, header).slug != "more-than-the-value"


SIGN_IN = '< Content-Type: application/json\n<< {"error": "You must sign in"}'
NOT_YOURS = '< Content-Type: application/json\n<< {"error": "The token has expired"}'


def test_a_word_before_a_token_in_a_header_of_its_own(attempt):
    """Some servers read it there: it may be the reason where nobody is known by it."""
    header = f"Authentication-Token: Bearer {VALUE}"
    found = _first(attempt, header, page=SIGN_IN)
    assert (found.slug, found.certainty) == ("more-than-the-value", "possible")
    assert _first(attempt, header, page=NOT_YOURS).slug == "token-expired"


@pytest.mark.parametrize("pair", ["lena:${PASSWORD}", "lena:$PASSWORD", "{{user}}:plum-42"])
def test_half_of_a_login_is_a_variable(attempt, pair):
    assert _first(attempt, _basic(pair)).slug == "placeholder-credential"


def test_name_and_password_stand_in_each_others_place(attempt):
    assert _first(attempt, _basic("plum-42!:lena@mills.example")).slug == "parts-swapped"
    assert _first(attempt, _basic("lena@mills.example:plum-42!")).slug == "wrong-password"
    assert _first(attempt, _basic("lena:lena@mills.example")).slug == "wrong-password"


def test_a_signed_token_in_the_address(attempt):
    assert _first(attempt, "Accept: */*", f"?token={_jwt()}").slug == "key-in-wrong-place"
    assert _first(attempt, "Accept: */*", f"?token={VALUE}").slug == "key-refused"


@pytest.mark.parametrize(
    ("header", "certainty"), [("Accept: */*", "very-likely"), (f"Mill-Key: {VALUE}", "possible")]
)
def test_a_gateways_rule_may_read_a_key(attempt, header, certainty):
    found = _first(attempt, header, got="403 Forbidden", page=PAGE)
    assert (found.cause, found.certainty) == ("network-blocked", certainty)


@pytest.mark.parametrize(
    ("sign", "slug"), [("“", "quotes-in-credential"), ("–", "credential-malformed")]
)
def test_a_sign_of_a_word_processor(attempt, sign, slug):
    assert _first(attempt, f"X-Api-Key: {sign}{VALUE}{sign}").slug == slug


@pytest.mark.parametrize("slug", ["quotes-in-credential", "credential-malformed"])
def test_a_plain_sign_is_part_of_a_value(attempt, slug):
    assert _first(attempt, f"X-Api-Key: -{VALUE}-").slug != slug
    assert _first(attempt, f"X-Api-Key: {VALUE[:9]}-{VALUE[9:]}").slug != slug
