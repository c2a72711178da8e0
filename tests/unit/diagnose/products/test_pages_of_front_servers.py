"""What front servers write on every page of their own, and how handlers of a sign-on lead out."""

import base64

import pytest

from inspector.diagnose import diagnose

VARNISH = """> GET https://news.test/orders
> Authorization: Basic cHJlc3M6Z2F6ZXR0ZS00NDE3
< {status}
< Server: Varnish
< WWW-Authenticate: Basic realm="Press"
< Content-Type: text/html; charset=utf-8
< Retry-After: 5
<< <html><head><title>{status}</title></head><body><h1>Error {status}</h1>
<< <p>{reason}</p><h3>{mark}</h3><p>XID: 32772</p></body></html>"""


@pytest.mark.parametrize(("mark", "is_limit"), [("Guru Meditation:", False), ("Busy", True)])
def test_varnish_puts_a_time_to_wait_on_every_page(attempt, mark, is_limit):
    reason = "Authentication required"
    text = VARNISH.format(status=f"401 {reason}", reason=reason, mark=mark)
    found = [one.slug for one in diagnose(attempt(text)).findings]
    assert (found[0] == "too-many-attempts") is is_limit


def test_a_virtual_host_that_it_does_not_know(attempt):
    reason = "Unknown virtual host"
    text = VARNISH.format(status=f"404 {reason}", reason=reason, mark="Guru Meditation:")
    assert diagnose(attempt(text)).findings[0].slug == "host-not-served"


ASKED = "http://intra.test/orders"
HANDLER = f"""> GET {ASKED}
> {{sent}}
< 302 Found
< Location: https://{{host}}/?url={{coded}}
"""


def _coded(address):
    return base64.b64encode(address.encode()).decode().replace("=", "%3D")


SESSION = "Cookie: lemonldap=643dacd635c5dd59d1758373c8abdd28aabc206b"


@pytest.mark.parametrize(
    ("sent", "host", "coded", "slugs"),
    [
        (SESSION, "way-in.test", _coded(ASKED), ["session-ended"]),
        ("Accept: */*", "way-in.test", _coded(ASKED), ["no-credentials-sent"]),
        (SESSION, "way-in.test", _coded("http://elsewhere.test/"), []),
        (SESSION, "intra.test", "aHR0cDovLw%3D%3D", []),
    ],
)
def test_a_handler_leads_out_with_the_address_in_base64(attempt, sent, host, coded, slugs):
    found = diagnose(attempt(HANDLER.format(sent=sent, host=host, coded=coded))).findings
    assert [one.slug for one in found][:1] == slugs


GATEWAY = """> GET https://{host}/keyed
> {sent}
< 403 Forbidden
< x-amzn-errortype: ForbiddenException
< Content-Type: application/json
<< {{"message": "Forbidden"}}"""


@pytest.mark.parametrize(
    ("sent", "slug"),
    [
        ("x-api-key: fk-9120-aa51-c77e", "key-refused"),
        ("Accept: */*", "no-credentials-sent"),
        ("Authorization: Bearer eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl", "right-missing"),
    ],
)
@pytest.mark.parametrize("host", ["a1b2.execute-api.eu-west-1.amazonaws.com", "api.trips.test"])
def test_a_usage_plan_says_forbidden_of_a_key(attempt, host, sent, slug):
    text = GATEWAY.format(host=host, sent=sent)
    assert diagnose(attempt(text)).findings[0].slug == slug


SESSION_HEADER = """> GET https://trips.test/mine
> X-Session: {value}
< 401 Unauthorized
< Content-Type: application/json
<< {{"message": "Unauthorized"}}"""


def test_a_session_in_a_header_of_that_name_is_a_credential(attempt):
    found = diagnose(attempt(SESSION_HEADER.format(value="s-old-81c2"))).findings
    assert "no-credentials-sent" not in [one.slug for one in found]
    assert any("X-Session" in one.statement for one in found[0].evidence)
