"""Signed addresses that were copied out of XML, HTML or JSON with & still written as there."""

import pytest

from inspector.diagnose import diagnose

SAS = "sp=r&se=2036-11-30T05%3A29%3A01Z&sv=2021-10-04&sr=c&sig=HHflwW2ndffMQe9MpQXqszhWL9eOF%2BaHRc"
AWS = (
    "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20361130T030000Z&X-Amz-Signature=5d672d79c15b1316"
)
CDN = "Expires=2100000000&Signature=abcDEF1234567890~abcd&Key-Pair-Id=K2JCJMDEHXQW5F"
KEY = "9b74c9897bac770ffc029102a200c5de"
STORE = (
    "x-ms-error-code: AuthenticationFailed\n<< <Error><Code>AuthenticationFailed</Code><Message>\
Server failed to authenticate the request. Make sure the value of the Authorization header is formed \
correctly including the signature.</Message></Error>"
)
AMAZON = "Content-Type: application/xml\n<< <Error><Code>AccessDenied</Code></Error>"
SLUG = "address-still-escaped"


def call(query, said, status="403 Forbidden"):
    return f"> GET https://sheds.example/parts/list.txt?{query}\n< {status}\n< {said}"


def _slugs(attempt, text):
    return [one.slug for one in diagnose(attempt(text)).findings]


@pytest.mark.parametrize("sign", ["&amp;", "\\u0026"])
@pytest.mark.parametrize(("query", "said"), [(SAS, STORE), (AWS, AMAZON), (CDN, "Server: x")])
def test_it_is_told_before_what_the_product_says_of_it(attempt, query, said, sign):
    found = diagnose(attempt(call(query.replace("&", sign), said))).findings[0]
    assert (found.slug, found.cause) == (SLUG, "invalid-credentials")
    assert sign in found.title


def test_beside_the_address_as_it_was_meant(attempt):
    escaped = call(SAS.replace("&", "&amp;"), STORE)
    text = f"{call(SAS, 'Server: x', '200 OK')}\n---\n{escaped}"
    assert _slugs(attempt, text)[0] == SLUG


@pytest.mark.parametrize(
    "text",
    [
        call(SAS, STORE),
        call(f"page=1&amp;api_key={KEY}", "Server: x"),  # signs nothing: a key in another place
        call("page=1&amp;size=20", "Server: x"),
        call(SAS.replace("&", "&amp;"), "Server: x", "404 Not Found"),
        call(SAS.replace("&", "&amp;"), "Server: x", "200 OK"),
        f"{call(SAS.replace('&', '&amp;'), 'Server: x', '200 OK')}\n---\n"
        + call(SAS.replace("&", "&amp;"), STORE),  # it was read so
    ],
)
def test_where_nothing_is_said_of_it(attempt, text):
    assert SLUG not in _slugs(attempt, text)


def test_a_product_that_misses_a_key_is_not_believed_where_one_got_lost(attempt):
    said = "x-ms-request-id: 1\n< Content-Type: application/json\n"
    said += '<< {"error": {"code": "NoAuthenticationInformation"}}'
    query = f"page=1&amp;api-key={KEY}"
    assert _slugs(attempt, call(query, said))[0] == "key-in-wrong-place"
    assert _slugs(attempt, call("page=1", said))[0] == "no-credentials-sent"
