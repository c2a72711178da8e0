"""A SAML answer that was made for another service than the one that had asked for it."""

import base64
import zlib
from urllib.parse import quote

import pytest

from inspector.diagnose import diagnose

SAML = 'xmlns="urn:oasis:names:tc:SAML:2.0:assertion"'
REQUEST = f'<AuthnRequest xmlns="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1"><Issuer {SAML}>https://sp.test/</Issuer></AuthnRequest>'
ANSWER = f'<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol" ID="_a1" InResponseTo="{{to}}"><Assertion {SAML}><Conditions><AudienceRestriction><Audience>{{audience}}</Audience></AudienceRestriction></Conditions></Assertion></Response>'
TRACE = """> GET https://sp.test/auth/saml
< 302 Found
< Location: https://id.test/saml2?SAMLRequest={request}
< Set-Cookie: sp_session=8c1f2b7d9e0a4c63; Path=/
---
> POST https://sp.test/auth/saml/callback
> Cookie: sp_session=8c1f2b7d9e0a4c63
> Content-Type: application/x-www-form-urlencoded
>> SAMLResponse={answer}
< {reply}"""
AFTER = """
---
> GET https://sp.test/api/me
> Cookie: sp_session={cookie}
< 401 Unauthorized
< Content-Type: application/json
<< {{"error": "You must be logged in"}}"""
LED_ON, REFUSED = "302 Found\n< Location: https://sp.test/", "401 Unauthorized"
NEW = f"{LED_ON}\n< Set-Cookie: sp_session=0f9e8d7c6b5a4321; Path=/"
WITH_OLD, WITH_NEW = (
    AFTER.format(cookie=value) for value in ("8c1f2b7d9e0a4c63", "0f9e8d7c6b5a4321")
)


def _slugs(attempt, *, audience, to="_r1", reply=LED_ON, after=WITH_OLD):
    packed = zlib.compressobj(wbits=-15)
    request = base64.b64encode(packed.compress(REQUEST.encode()) + packed.flush()).decode()
    answer = base64.b64encode(ANSWER.format(to=to, audience=audience).encode()).decode()
    text = TRACE.format(request=quote(request, ""), answer=quote(answer, ""), reply=reply)
    return [one.slug for one in diagnose(attempt(text + after)).findings]


@pytest.mark.parametrize(
    "more",
    [
        {"audience": "spn:7"},
        {"audience": "https://sp.test"},  # not even a slash may differ
        {"audience": "spn:7", "reply": REFUSED, "after": ""},
    ],
)
def test_an_answer_for_another_audience(attempt, more):
    assert _slugs(attempt, **more)[0] == "saml-wrong-audience"


@pytest.mark.parametrize(
    "more",
    [
        {"audience": "https://sp.test/"},
        {"audience": "spn:7", "to": "_r0"},  # who had asked is not in the trace
        {"audience": "spn:7", "reply": NEW, "after": WITH_NEW},
        {"audience": "spn:7", "after": ""},
    ],
)
def test_answers_that_are_taken_or_not_known(attempt, more):
    assert "saml-wrong-audience" not in _slugs(attempt, **more)
