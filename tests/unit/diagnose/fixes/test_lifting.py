"""A hand-written key becomes the credential, wherever it stood; the rest stays as it was."""

import pytest

from inspector.diagnose.fixes.lifting import kept, lifted_key
from inspector.model.kinds.api_key import ApiKey
from inspector.model.request import (
    FormBody,
    FormField,
    JsonBody,
    QueryParam,
    Request,
    RequestHeader,
)
from inspector.model.secret import SecretRef


def put(value):
    return SecretRef(place="memory", name=value)


@pytest.mark.parametrize(
    ("request_", "place", "name", "rest"),
    [
        (
            Request(url="http://a/", query=(QueryParam("a", "1"), QueryParam("apikey", "s"))),
            "query",
            "apikey",
            Request(url="http://a/", query=(QueryParam("a", "1"),)),
        ),
        (
            Request(url="http://a/?x=1&api_key=s#f"),
            "query",
            "api_key",
            Request(url="http://a/?x=1#f"),
        ),
        (Request(url="http://a/?key=s"), "query", "key", Request(url="http://a/")),
        (Request(headers=(RequestHeader("X-Api-Key", "s "),)), "header", "X-Api-Key", Request()),
        (
            Request(headers=(RequestHeader("Cookie", "lang=de; session=s"),)),
            "cookie",
            "session",
            Request(headers=(RequestHeader("Cookie", "lang=de"),)),
        ),
        (Request(headers=(RequestHeader("Cookie", "session=s"),)), "cookie", "session", Request()),
        (
            Request(body=FormBody(fields=(FormField("a", "1"), FormField("api_key", "s")))),
            "body",
            "api_key",
            Request(body=FormBody(fields=(FormField("a", "1"),))),
        ),
        (
            Request(body=JsonBody(text='{"api_key": "s", "n": 1}')),
            "body",
            "api_key",
            Request(body=JsonBody(text='{"n": 1}')),
        ),
    ],
)
def test_lifted(request_, place, name, rest):
    made = lifted_key(request_, put)
    assert made.credential == ApiKey(name=name, value=put("s"), place=place)
    assert (made.url, made.query, made.headers, made.body) == (
        rest.url,
        rest.query,
        rest.headers,
        rest.body,
    )


@pytest.mark.parametrize(
    "request_",
    [
        Request(url="http://a/?page=1"),
        Request(headers=(RequestHeader("X-Api-Key", "s", enabled=False),)),
        Request(body=JsonBody(text="[")),
    ],
)
def test_without_a_key_nothing_changes(request_):
    assert lifted_key(request_, put) == request_


def test_variables_stay_variables():
    assert kept("{{token}}", put) == SecretRef(place="text", name="{{token}}")
    assert kept("abc", put) == put("abc")


def test_a_signature_of_an_address_stays_in_it():
    signed = Request(url="https://a.test/day?sig=s&se=2030-01-01")
    assert lifted_key(signed, put) == signed
    rows = (QueryParam("Signature", "s"), QueryParam("Expires", "1900000000"))
    assert lifted_key(Request(url="https://a.test/day", query=rows), put).query == rows
