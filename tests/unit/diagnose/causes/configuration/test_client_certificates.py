"""A client's certificate that was shown, or was not, against what the server asked for."""

import datetime as dt

import pytest

from inspector.diagnose import diagnose
from inspector.model.attempt import Attempt
from inspector.model.exchange import Certificate, Connection, Exchange, Failure
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Options, Request

NOW = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
OWN = Certificate(
    subject="CN=ann",
    issuer="CN=Acme CA",
    not_before=NOW - dt.timedelta(days=9),
    not_after=NOW + dt.timedelta(days=9),
)
OVER = Certificate(subject="CN=ann", issuer="CN=Acme CA", not_after=NOW - dt.timedelta(days=1))
ALERT = "[SSL: SSLV3_ALERT_CERTIFICATE_REVOKED] sslv3 alert certificate revoked"
NGINX = b"<html><title>400 The SSL certificate error</title></html>"

ASKS = (Header(name="WWW-Authenticate", value='Basic realm="agent"'),)


def judged(
    shown, *, asked=("CN=Acme CA",), alert="", status=400, body=NGINX, headers=(), by_request=True
):
    connection = Connection(tls_version="TLSv1.3", asked_issuers=asked, shown=shown)
    url = "https://api.acme.test/v1"
    failure = Failure(stage="wait", kind="tls", message="x", detail=alert) if alert else None
    exchange = Exchange(
        request=Message(method="GET", url=url),
        reply=None if alert else Reply(status=status, body=body, headers=headers),
        failure=failure,
        connection=connection,
        started=NOW,
    )
    own = "c.pem" if shown and by_request else ""
    request = Request(url=url, options=Options(client_certificate=own))
    verdict = diagnose(Attempt(exchanges=(exchange,), request=request))
    return [one.slug for one in verdict.findings]


@pytest.mark.parametrize(
    ("slug", "shown", "more"),
    [
        ("client-certificate-ended", (OVER,), {}),
        ("client-certificate-ended", (OVER,), {"alert": "sslv3 alert certificate expired"}),
        ("client-certificate-of-other-issuer", (OWN,), {"asked": ("CN=Other CA",)}),
        (
            "client-certificate-of-other-issuer",
            (OWN,),
            {"asked": ("CN=Other CA",), "alert": "tlsv1 alert unknown ca"},
        ),
        ("client-certificate-revoked", (OWN,), {}),
        ("client-certificate-revoked", (OWN,), {"alert": ALERT}),
        ("client-certificate-revoked", (OWN,), {"alert": "sslv3 alert certificate unknown"}),
        ("client-certificate-ended", (OVER,), {"alert": "sslv3 alert certificate unknown"}),
        ("client-certificate-refused", (OWN,), {"status": 401, "body": b""}),
        ("no-credentials-sent", (OWN,), {"status": 401, "body": b"", "headers": ASKS}),
        ("forbidden", (OWN,), {"status": 403, "body": b""}),
        ("client-certificate-required", (), {"alert": "tlsv13 alert certificate required"}),
        ("client-certificate-required", (), {"asked": (), "body": b"certificate required"}),
    ],
)
def test_each_has_its_cause(slug, shown, more):
    assert judged(shown, **more)[0] == slug


def test_one_that_is_set_for_the_host_counts_as_sent():
    assert judged((OWN,), status=401, body=b"", by_request=False)[:1] == [
        "client-certificate-refused"
    ]


def test_a_chain_fits_by_any_of_its_issuers():
    chain = (OWN, Certificate(subject="CN=Acme CA", issuer="CN=Root"))
    assert "client-certificate-of-other-issuer" not in judged(chain, asked=("CN=Root",))


def test_an_answer_that_lets_in_is_no_fault_of_the_certificate():
    assert judged((OVER,), status=200, body=b"ok") == []
