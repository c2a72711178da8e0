"""A token in a SOAP message that is over by its stated time, and an error that does not say so."""

import pytest

from inspector.diagnose.diagnosing import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.story.ends.outlived import outlived

DATE = "Tue, 14 Nov 2023 {time} GMT"
TOKEN = "acme:C4D077DBBC4D68FF6805E139D9218FC1"
LOGIN = f"""> POST https://ws.acme.test/sts
> Content-Type: text/xml
>> <e:Envelope xmlns:e="urn:e"><e:Header><s:Security xmlns:s="urn:s"><s:UsernameToken><s:Username>ann</s:Username><s:Password>Seil-Bahn-64</s:Password></s:UsernameToken></s:Security></e:Header></e:Envelope>
< 200 OK
< Date: {DATE.format(time="09:00:00")}
< Content-Type: text/xml
<< <e:Envelope xmlns:e="urn:e"><t:Response xmlns:t="urn:t"><c:SecurityContextToken xmlns:c="urn:c"><c:Identifier>{TOKEN}</c:Identifier></c:SecurityContextToken><t:Lifetime><u:Expires xmlns:u="urn:u">2023-11-14T09:30:00Z</u:Expires></t:Lifetime></t:Response></e:Envelope>"""
CALL = """> POST https://ws.acme.test/transfer
> SOAPAction: urn:list
> Content-Type: text/xml
>> <e:Envelope xmlns:e="urn:e"><e:Header><c:SecurityContextToken xmlns:c="urn:c"><c:Identifier>{token}</c:Identifier></c:SecurityContextToken></e:Header><e:Body><list/></e:Body></e:Envelope>
< {status}
< Date: {date}
< Content-Type: text/xml
<< {body}"""
LIST = '<e:Envelope xmlns:e="urn:e"><e:Body><item>88</item></e:Body></e:Envelope>'
FAULT = '<e:Envelope xmlns:e="urn:e"><e:Body><e:Fault><faultcode>e:Client</faultcode><faultstring>{words}</faultstring></e:Fault></e:Body></e:Envelope>'
BROKEN = "500 Internal Server Error"


def _call(time, status=BROKEN, body="", token=TOKEN):
    return CALL.format(token=token, status=status, date=DATE.format(time=time), body=body)


def _given(time):
    return _call(time, "200 OK", LIST)


def _attempt(attempt, *parts):
    return attempt("\n---\n".join((LOGIN, *parts)))


@pytest.mark.parametrize(
    "body",
    ["", FAULT.format(words="Authentifizierung nicht erfolgreich"), FAULT.format(words="Error")],
)
def test_it_got_the_same_until_its_time_was_over(attempt, body):
    trace = Trace(_attempt(attempt, _given("09:20:00"), _call("09:30:20", body=body)))
    assert outlived(trace.story, trace.case(2)).name == "SecurityContextToken"
    assert diagnose(trace.attempt).findings[0].slug == "session-ended"


@pytest.mark.parametrize(
    "parts",
    [
        # Its time was not over; it was given since.
        (_given("09:20:00"), _call("09:25:00")),
        (_given("09:20:00"), _call("09:30:20"), _given("09:31:00")),
        # The error is of something else.
        (_given("09:20:00"), _call("09:30:20", body=FAULT.format(words="No space left on device"))),
    ],
)
def test_another_error(attempt, parts):
    assert "session-ended" not in [one.slug for one in diagnose(_attempt(attempt, *parts)).findings]


def test_the_id_of_a_thing_is_no_token(attempt):
    body = '<a:Order xmlns:a="urn:a"><a:Id>88120417-1</a:Id></a:Order>'
    case = Trace(
        attempt(f"> GET https://ws.acme.test/a\n< 200 OK\n< Content-Type: text/xml\n<< {body}")
    ).case(0)
    assert list(case.heard.content.xml_leaves()) == [("Id", "88120417-1")]


# ---------------- What a program was given is a token, what a user was given a session
GIVEN = """
> POST https://quay.example/auth/v3/login
> Content-Type: application/json
>> {body}
< 200 OK
< Date: Thu, 27 Aug 2026 01:02:11 GMT
< Content-Type: application/json
<< {{"code": 0, "expire": 7200, "access_token": "t-g1048rKDI2BEPEBS9UHLIV5U7EG"}}
---
> POST https://quay.example/messages
> Authorization: Bearer t-g1048rKDI2BEPEBS9UHLIV5U7EG
>> hello
< 200 OK
< Date: Thu, 27 Aug 2026 02:58:03 GMT
---
> POST https://quay.example/messages
> Authorization: Bearer t-g1048rKDI2BEPEBS9UHLIV5U7EG
>> hello
< 400 Bad Request
< Date: Thu, 27 Aug 2026 03:14:52 GMT
< Content-Type: application/json
<< {{"msg": "Invalid access token. Please make a request with token attached."}}
"""


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ('{"app_id": "cli_afcc482a8b5f", "app_secret": "y7AR61MhMoLWviXnYlxw3"}', "token-expired"),
        ('{"username": "ann", "password": "Quay-and-Lorne-7"}', "session-ended"),
    ],
)
def test_the_time_that_came_with_it_is_over(attempt, body, slug):
    found = diagnose(attempt(GIVEN.format(body=body))).findings[0]
    assert (found.slug, found.certainty) == (slug, "certain")
