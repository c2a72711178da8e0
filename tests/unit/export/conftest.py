"""Answers to export: a refused request with secrets in every place."""

import base64
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from inspector.model.annotation import Annotation, Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Connection, Exchange, Failure, Timing
from inspector.model.finding import (
    Cause,
    Certainty,
    EntrySummary,
    Evidence,
    Finding,
    NextExperiment,
    RuledOut,
    Todo,
    Verdict,
)
from inspector.model.fix import Change, Field, Fix
from inspector.model.message import Header, Message, Reply, latin1
from inspector.model.request import Request, RequestHeader

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiIsImV4cCI6MTc2NDA3OTUxMn0.cGxhbnRlZC1zaWduYXR1cmUtMDEyMw"
PASSWORD = "Planted-Passw0rd-ü!"
KEY = "planted_key_7f3a9c1e5b2d8064_abcdef"
SESSION = "planted-session-4c1d9e7a"
BASIC = base64.b64encode(f"alice:{PASSWORD}".encode()).decode()
LIMIT = len(f"/v1/orders?api_key={KEY}&")
SECRETS = (JWT, PASSWORD, KEY, SESSION, BASIC)


def sent(token):
    """Return the request's exchange: a secret in each of its parts."""
    url = f"https://api.example/v1/orders?api_key={KEY}&limit=2"
    value = f"Bearer {token}"
    return Message(
        method="POST",
        url=url,
        target=url.removeprefix("https://api.example"),
        http_version="1.1",
        headers=(
            Header("Host", "api.example", "default"),
            Header("Authorization", value, "credential", ((7, len(value)),)),
            Header("Cookie", f"sid={SESSION}", "cookie"),
            Header("X-Note", latin1("grüße `code` <b>&amp;</b>")),
        ),
        body=b'{"password": "' + PASSWORD.encode() + b'", "n": 1}',
        body_size=50,
    )


def received(token):
    """Return a reply that repeats what was sent."""
    return Reply(
        status=401,
        reason="Unauthorized",
        http_version="1.1",
        headers=(
            Header("Date", "Tue, 25 Nov 2025 14:32:41 GMT"),
            Header("WWW-Authenticate", 'Bearer realm="a", error="invalid_token"'),
            Header("Set-Cookie", f"sid={SESSION}; Path=/"),
        ),
        body=f"<script>alert(1)</script> you sent {token} and {PASSWORD}".encode(),
    )


def verdict(entry=1):
    """Return a verdict with places in a masked header and after a masked span."""

    def place(**parts):
        return Place(entry=entry, **parts)

    finding = Finding(
        cause=Cause.INVALID_CREDENTIALS,
        slug="token-expired",
        certainty=Certainty.CERTAIN,
        score=0.9,
        title="Your access token expired 27 minutes ago.",
        explanation="It ended at 14:05:12. <i>Really</i>.",
        evidence=(
            Evidence(
                statement='Server said error="invalid_token".',
                place=place(part="header", name="WWW-Authenticate", index=1, start=18, end=39),
            ),
            Evidence(
                statement="The token was sent.",
                place=place(
                    side="request",
                    part="header",
                    name="Authorization",
                    index=1,
                    start=7,
                    end=7 + len(JWT),
                ),
            ),
            Evidence(
                statement="The limit is 2.",
                place=place(side="request", part="line", start=LIMIT, end=LIMIT + 7),
            ),
            Evidence(statement="Without a token: no error code.", experiment="without-credentials"),
            Evidence(statement="The reply is whole.", against=True, place=place(part="connection")),
        ),
        fixes=(
            Fix(
                id="renew",
                title="Refresh token and resend",
                changes=(Change(field=Field("credential", "token"), before="eyJh", after="new"),),
                sends="One request to the login service, then this one again.",
            ),
        ),
        todo=(Todo("client", "Get a <b>fresh</b> token."), Todo("api-owner", "Nothing.")),
        avoid="Renew early.",
        reference="RFC 6750 §3.1",
        entry=entry,
    )
    other = Finding(
        cause=Cause.REVOKED_TOKEN,
        slug="token-revoked",
        certainty=Certainty.POSSIBLE,
        score=0.3,
        title="It was revoked.",
    )
    return Verdict(
        entry=entry,
        findings=(other, finding),
        ruled_out=(RuledOut(Cause.ACCOUNT_LOCKED, "The reply says nothing of a lock."),),
        next_experiment=NextExperiment("fresh-token", "Does a fresh token work?"),
        entries=(
            EntrySummary(
                index=0, method="POST", url=f"https://api.example/?api_key={KEY}", status=302
            ),
            EntrySummary(
                index=1,
                method="POST",
                url="https://api.example/x",
                status=401,
                findings=("token-expired",),
            ),
        ),
    )


@pytest.fixture
def answer():
    """An answer with a redirect, a refusal and a failure."""
    first = Exchange(
        request=Message(
            method="POST",
            url=latin1(f"https://alice:{PASSWORD}@old.example/"),
            target="/",
            headers=(Header("Authorization", f"Basic {BASIC}", "credential"),),
        ),
        reply=Reply(
            status=302, headers=(Header("Location", f"https://api.example/?api_key={KEY}"),)
        ),
        started=datetime(2025, 11, 25, 14, 32, 40, tzinfo=UTC),
    )
    refused = Exchange(
        purpose="redirect",
        request=sent(JWT),
        reply=received(JWT),
        answers=0,
        started=datetime(2025, 11, 25, 14, 32, 41, tzinfo=UTC),
        timing=Timing(dns=1.5, connect=2.0, tls=3.0, send=0.1, wait=50.0, receive=1.0, total=57.6),
        connection=Connection(peer="192.0.2.1:443", tls_version="TLSv1.3", verified=True),
        raw_sent=b"POST / " + JWT.encode(),
        raw_received=b"HTTP/1.1 401 " + JWT.encode(),
    )
    failed = Exchange(
        request=Message(method="GET", url="https://api.example/next", target="/next"),
        failure=Failure(
            stage="connect",
            kind="refused",
            message="The connection was refused.",
            detail=f"for {JWT}",
        ),
        raw_received=f"HTP/1.1 junk {JWT}".encode(),
        answers=1,
    )
    request = Request(
        name="Orders",
        method="POST",
        url="{{base}}/v1/orders",
        headers=(RequestHeader("Authorization", f"Bearer {JWT}"),),
    )
    attempt = Attempt(
        id="1",
        request=request,
        exchanges=(first, refused, failed),
        started=datetime(2025, 11, 25, 14, 32, 40, tzinfo=UTC),
    )
    annotations = (
        Annotation(
            place=Place(
                entry=1,
                side="request",
                part="header",
                name="Authorization",
                index=1,
                start=7,
                end=10,
            ),
            text="A signed token.",
        ),
    )
    return SimpleNamespace(attempt=attempt, annotations=annotations, verdict=verdict())
