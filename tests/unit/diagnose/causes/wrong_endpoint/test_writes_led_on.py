"""A write is led to the same path elsewhere, and arrives as a read without its body."""

import pytest

from inspector.diagnose import diagnose

LED = """
> {method} {first}
> Content-Type: application/x-www-form-urlencoded
{sent}
< {moved}
< Location: {there}
---
> {then} {there}
< {reply}
"""
RENEWS = ">> grant_type=refresh_token&refresh_token=0f1c2a77b3d94e60&client_id=a"
GIVEN = {
    "method": "POST",
    "first": "https://a.test/o/token",
    "sent": RENEWS,
    "moved": "301 Moved Permanently",
    "there": "https://a.test/o/token/",
    "then": "GET",
    "reply": "405 Method Not Allowed\n< Allow: POST, OPTIONS",
}


def _found(attempt, changed, before=""):
    return diagnose(attempt(before + LED.format(**(GIVEN | changed)))).findings


@pytest.mark.parametrize(
    ("changed", "slug"),
    [
        ({}, "trailing-slash"),
        ({"moved": "302 Found", "reply": "404 Not Found"}, "trailing-slash"),
        ({"first": "http://a.test/o/token/"}, "http-in-place-of-https"),
        (
            {
                "first": "https://a.test/api/orders/",
                "there": "https://a.test/api/orders",
                "sent": "> Authorization: Bearer 0f1c2a77b3d94e60\n>> n=1",
            },
            "trailing-slash",
        ),
    ],
)
def test_it_arrives_as_a_read(attempt, changed, slug):
    first = _found(attempt, changed)[0]
    assert (first.slug, first.certainty) == (slug, "very-likely")
    assert any("without its body" in one.statement for one in first.evidence)


def test_the_same_was_taken_there_before(attempt):
    given = '< 200 OK\n< Content-Type: application/json\n<< {"access_token": "Ab7pLlBm45QK"}'
    code = ">> grant_type=authorization_code&code=BfobnjSMgoi2&client_id=a"
    before = f"> POST https://a.test/o/token/\n{code}\n{given}\n---"
    assert _found(attempt, {}, before)[0].certainty == "certain"


@pytest.mark.parametrize(
    "changed",
    [
        {"reply": "200 OK\n< Content-Type: text/html\n<< <title>Orders</title>"},
        {"moved": "303 See Other"},  # which asks for a read
        {"there": "https://a.test/o/done"},
        {"method": "GET", "sent": "> Accept: */*"},
        {"sent": ">> n=1"},  # nobody said who calls
    ],
)
def test_where_nothing_was_lost(attempt, changed):
    assert not _found(attempt, changed)


# ---------------- With the slash another kind of body was sent
POST = """> POST https://a.test/{path}
> Authorization: Bearer 8f7a6e5d4c3b2a1908f7
> Content-Type: {kind}
>> {body}
< {status}"""
JSON, FORM = ("application/json", '{"a": 1}'), ("application/x-www-form-urlencoded", "a=1")


@pytest.mark.parametrize(("sent", "told"), [(JSON, True), (FORM, False)])
def test_the_slash_is_not_what_differs_where_the_kind_of_body_does(attempt, sent, told):
    kind, body = sent
    given = POST.format(path="items/", kind=kind, body=body, status="200 OK")
    refused = POST.format(path="items", kind=JSON[0], body=JSON[1], status="401 Unauthorized")
    found = diagnose(attempt(f"{given}\n---\n{refused}")).findings
    assert ("trailing-slash" in [one.slug for one in found]) is told
