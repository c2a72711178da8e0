"""Why there is no Kerberos ticket, by the words of the libraries (MIT, Heimdal)."""

import base64

import pytest

from inspector.authenticate.kerberos_words import failure_of
from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.negotiate import Negotiate
from inspector.model.message import Message
from inspector.model.request import Request

URL = "http://intra.acme.test/x"
SAID = [
    (
        "No Kerberos credentials available (default cache: FILE:/tmp/krb5cc_0)",
        "kerberos-ticket-missing",
    ),
    ("Ticket expired", "kerberos-ticket-ended"),
    ("Server HTTP/intra@ACME.TEST not found in Kerberos database", "kerberos-service-unknown"),
    ("Client 'ann@ACME.TEST' not found in Kerberos database", "kerberos-key-refused"),
    ("Cannot contact any KDC for realm 'ACME.TEST'", "kdc-not-reached"),
    ("Clock skew too great", "clock-differs"),
]


@pytest.mark.parametrize(("said", "slug"), SAID)
def test_each_has_its_cause(said, slug):
    exchange = Exchange(request=Message(method="GET", url=URL), failure=failure_of(said))
    request = Request(url=URL, credential=Negotiate())
    finding = diagnose(Attempt(exchanges=(exchange,), request=request)).findings[0]
    assert finding.slug == slug
    assert exchange.failure.detail == said
    assert exchange.failure.message.rstrip(".") in {one.statement for one in finding.evidence}


# What mod_auth_gssapi answers a ticket with: SPNEGO around an AP-REP, or around a KRB-ERROR.
OID = bytes.fromhex("06092a864886f712010202")
TICKET = base64.b64encode(b"\x60\x10" + OID + b"\x01\x00\x6e\x03\x30\x01\x00").decode()
PROOF = base64.b64encode(
    b"\xa1\x14\x30\x12\x60\x10" + OID + b"\x02\x00\x6f\x03\x30\x01\x00"
).decode()
NOT_FOR_IT = """> GET http://intra.acme.test/staff
> Authorization: Negotiate {ticket}
< {status}
< WWW-Authenticate: Negotiate{answer}"""


@pytest.mark.parametrize(
    ("status", "answer", "slug"),
    [
        ("401 Unauthorized", f" {PROOF}", "forbidden"),
        ("403 Forbidden", f" {PROOF}", "forbidden"),
        ("401 Unauthorized", "", "service-name-mismatch"),
        ("401 Unauthorized", " oRQwEqAD", "service-name-mismatch"),
    ],
)
def test_who_is_answered_with_a_proof_is_known(attempt, status, answer, slug):
    found = diagnose(attempt(NOT_FOR_IT.format(ticket=TICKET, status=status, answer=answer)))
    assert found.findings[0].slug == slug
