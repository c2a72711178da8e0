"""Why there is no Kerberos ticket, by the words of the libraries (MIT, Heimdal)."""

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
