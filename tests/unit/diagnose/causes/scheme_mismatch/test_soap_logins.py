"""A login in Authorization, where the message itself is to hold it."""

import pytest

from inspector.diagnose import diagnose

CALL = """> POST https://orders.acme.example/soap
> Content-Type: text/xml
> Authorization: Basic YWxpY2U6aG9yc2U=
>> <s:Envelope xmlns:s="urn:s"><s:Header>{header}</s:Header><s:Body><list/></s:Body></s:Envelope>
"""
FAULT = (
    "<s:Envelope><s:Body><s:Fault><faultstring>{said}</faultstring></s:Fault></s:Body></s:Envelope>"
)
WRONG, SLUG = "Invalid username or password", "other-scheme-wanted"
TAKEN = "< 200 OK\n< Content-Type: text/xml\n<< <s:Envelope><s:Body><item/></s:Body></s:Envelope>\n---\n"
SECURED = "<wsse:Security><wsse:UsernameToken/></wsse:Security>"


def _first(attempt, *, header="", said=WRONG, more="", before="", status="401 Unauthorized"):
    call = CALL.format(header=header)
    fault = f"< {status}\n{more}< Content-Type: text/xml\n<< {FAULT.format(said=said)}"
    return diagnose(attempt((call + before if before else "") + call + fault)).findings[0]


@pytest.mark.parametrize("status", ["401 Unauthorized", "500 Internal Server Error"])
def test_the_message_is_to_hold_the_login(attempt, status):
    first = _first(attempt, status=status)
    assert (first.slug, "WS-Security" in first.title) == (SLUG, True)


@pytest.mark.parametrize(
    "more",
    [
        {"more": '< WWW-Authenticate: Basic realm="orders"\n'},  # it is read
        {"header": SECURED},  # the message holds one
        {"before": TAKEN},  # the login was taken so
    ],
)
def test_the_login_is_read_in_authorization(attempt, more):
    assert _first(attempt, **more).slug != SLUG
