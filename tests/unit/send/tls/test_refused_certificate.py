"""What was wrong with a certificate, in its own words."""

import datetime as dt
import ssl

import pytest

from inspector.model.exchange import Certificate, Connection, Exchange, Failure
from inspector.model.message import Message
from inspector.send.tls.certificates import detail, trusting, with_certificate

OWN = Certificate(
    issuer="CN=Private",
    names=("a.example", "b.example"),
    not_before=dt.datetime(2030, 1, 2, tzinfo=dt.UTC),
    not_after=dt.datetime(2020, 3, 4, tzinfo=dt.UTC),
)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("certificate has expired", "2020-03-04"),
        ("certificate is not yet valid", "2030-01-02"),
        ("Hostname mismatch, certificate is not valid for 'x'", "a.example, b.example"),
        ("unable to get local issuer certificate", "CN=Private"),
        ("self-signed certificate", "CN=Private"),
    ],
)
def test_the_detail(reason, words):
    failure = Failure(stage="tls", kind="certificate", message="Refused.", detail=reason)
    assert words in detail(failure, OWN)
    message = Message(method="GET", url="https://a/", target="/")
    exchange = Exchange(request=message, failure=failure)
    changed = with_certificate(exchange, Connection(chain=(OWN,)))
    assert changed.failure.message == f"Refused. {detail(failure, OWN)}"
    assert changed.connection.chain == (OWN,)
    assert with_certificate(exchange, Connection()) == exchange


def test_other_reasons_have_none():
    failure = Failure(stage="tls", kind="certificate", message="", detail="odd")
    assert detail(failure, OWN) == ""


def test_the_look_accepts_anything():
    context = trusting(ssl.create_default_context())
    assert context.verify_mode == ssl.CERT_NONE
