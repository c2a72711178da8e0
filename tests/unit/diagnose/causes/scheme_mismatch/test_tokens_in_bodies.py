"""A token that this host takes in a header was written into the body of a call that is refused."""

import pytest

from inspector.diagnose import diagnose

TOKEN = "v^1.1#i^1#p^3#I^3#f^0#r^0#t^SDRzSUFBQUFuZmVNT3dodlZ5OWVEaFJx"
TRACE = """> GET https://api.market.test/orders
> Authorization: Bearer {token}
< {first}
< Date: Thu, 19 Mar 2026 {at} GMT
< Content-Type: application/json
<< {{"orders": []}}
---
> POST https://api.market.test/{path}
> Content-Type: text/xml
>> <GetSelling><Requester><eShopAuthToken>{sent}</eShopAuthToken></Requester></GetSelling>
< 200 OK
< Date: Thu, 19 Mar 2026 20:05:44 GMT
< Content-Type: text/xml
<< <Response><Ack>Failure</Ack><Errors><SeverityCode>Error</SeverityCode><LongMessage>{words}</LongMessage></Errors></Response>"""
WRONG = "Validation of the authentication token in API request failed: invalid token."


def _first(attempt, *, sent=TOKEN, first="200 OK", at="20:05:41", path="api.dll", words=WRONG):
    text = {"sent": sent, "first": first, "at": at, "path": path, "words": words}
    found = diagnose(attempt(TRACE.format(token=TOKEN, **text)))
    return next(((found.entry, one.slug) for one in found.findings), None)


def test_it_is_told_as_the_way(attempt):
    assert _first(attempt) == (1, "key-sent-in-another-way")


@pytest.mark.parametrize(
    "more",
    [
        {"sent": TOKEN[:-4] + "abcd"},
        {"first": "401 Unauthorized"},
        {"at": "17:05:41"},  # it may have ended since
        {"path": "oauth/revoke"},
        {"words": "Item 7 is sold out."},
    ],
)
def test_what_shows_no_other_way(attempt, more):
    assert (_first(attempt, **more) or (0, ""))[1] != "key-sent-in-another-way"
