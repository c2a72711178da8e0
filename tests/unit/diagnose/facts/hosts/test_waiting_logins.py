"""Digest that was chosen, but that the server never asks for, or refuses everybody before."""

import pytest

from inspector.diagnose import diagnose
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.facts.hosts.waiting_logins import digest_not_offered, refused_unasked
from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.digest import Digest
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request

URL = "http://a.example/"


def _attempt(credential, challenge, *headers):
    message = Message(method="GET", url=URL, target="/", headers=headers)
    reply = Reply(status=401, headers=(Header("WWW-Authenticate", challenge),))
    request = Request(url=URL, credential=credential)
    return Attempt(request=request, exchanges=(Exchange(request=message, reply=reply),))


DIGEST = Digest(user="alice")


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        (_attempt(DIGEST, 'Basic realm="x"'), True),
        (_attempt(DIGEST, 'Digest realm="x", nonce="n"'), False),
        (_attempt(DIGEST, ""), False),
        (_attempt(Basic(user="alice"), 'Basic realm="x"'), False),
        (_attempt(DIGEST, 'Basic realm="x"', Header("Authorization", "Digest a=b")), False),
        (Attempt(exchanges=_attempt(DIGEST, 'Basic realm="x"').exchanges), False),
    ],
)
def test_when_digest_waits_in_vain(attempt, expected):
    assert digest_not_offered(Trace(attempt).case(0)) is expected


def test_it_is_the_scheme_that_is_wrong():
    verdict = diagnose(_attempt(DIGEST, 'Basic realm="x"'))
    finding = verdict.findings[0]
    assert (finding.cause, finding.slug) == ("scheme-mismatch", "digest-not-offered")
    assert finding.title == "The API wants Basic, you chose Digest"
    assert finding.fixes[0].id == "switch-to-basic"


def _refused(status, credential=DIGEST, words=b""):
    message = Message(method="GET", url=URL, target="/")
    reply = Reply(status=status, headers=(Header("Content-Type", "text/plain"),), body=words)
    request = Request(url=URL, credential=credential)
    return Attempt(request=request, exchanges=(Exchange(request=message, reply=reply),))


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        (_refused(403), True),
        (_refused(401), False),
        (_refused(403, Basic(user="alice")), False),
        (Attempt(exchanges=_refused(403).exchanges), False),
    ],
)
def test_when_somebody_is_refused_before_the_login(attempt, expected):
    assert refused_unasked(Trace(attempt).case(0)) is expected


def test_it_is_the_address_or_the_network_then():
    first = diagnose(_refused(403)).findings[0]
    assert (first.cause, first.slug) == ("network-blocked", "refused-whoever-asks")


def test_words_that_name_a_reason_come_first():
    found = diagnose(_refused(403, words=b"You lack the role admin for this")).findings
    assert "refused-whoever-asks" not in [one.slug for one in found]
