"""Answers made by hand for the panels of the response side: the expired token, and others."""

from datetime import UTC, datetime
from types import SimpleNamespace

import msgspec

from inspector.model.annotation import Annotation, Place
from inspector.model.attempt import Attempt
from inspector.model.exchange import Connection, Dropped, Exchange, Failure, Timing
from inspector.model.experiment import Trial
from inspector.model.finding import (
    Cause,
    Certainty,
    Evidence,
    Finding,
    NextExperiment,
    RuledOut,
    Verdict,
)
from inspector.model.fix import Change, Field, Fix
from inspector.model.message import Header, Message, Reply
from inspector.model.request import Request

TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3NjQwNzk1MTJ9.c2lnbmF0dXJlLW9mLXRoaXMtdG9rZW4tUm9Qm9k"
CHALLENGE = (
    'Bearer realm="orders", error="invalid_token", '
    'error_description="The access token expired", scope="orders:read"'
)
BODY = b'{"error":"invalid_token","detail":"expired","request":"7f3c9a12-51e0"}'


def _header(name, value, **more):
    return Header(name, value, **more)


def request_message():
    bearer = f"Bearer {TOKEN}"
    return Message(
        method="GET",
        url="https://api.example.com/v1/orders?limit=20",
        target="/v1/orders?limit=20",
        http_version="2",
        headers=(
            _header("Host", "api.example.com", origin="protocol"),
            _header("Accept", "application/json"),
            Header("Authorization", bearer, origin="credential", secret=((7, len(bearer)),)),
            _header("User-Agent", "request-inspector/0.1", origin="default"),
        ),
    )


def refusal():
    return Reply(
        status=401,
        http_version="2",
        headers=(
            _header("server", "envoy"),
            _header("date", "Tue, 25 Nov 2025 14:32:41 GMT"),
            _header("content-type", "application/json"),
            _header("www-authenticate", CHALLENGE),
            _header("x-request-id", "7f3c9a12-51e0"),
        ),
        body=BODY,
        wire_size=412,
    )


def exchange(**more):
    made = Exchange(
        request=request_message(),
        reply=refusal(),
        started=datetime(2025, 11, 25, 14, 32, 41, tzinfo=UTC),
        timing=Timing(dns=4, connect=12, tls=31, send=1, wait=92, receive=3, total=143),
        connection=Connection(
            peer="203.0.113.7:443",
            tls_version="TLSv1.3",
            cipher="TLS_AES_128_GCM_SHA256",
            verified=True,
        ),
        raw_sent=b"GET /v1/orders?limit=20 HTTP/1.1\r\nAuthorization: Bearer "
        + TOKEN.encode()
        + b"\r\n\r\n",
        raw_received=b"HTTP/1.1 401 Unauthorized\r\nDate: Tue, 25 Nov 2025 14:32:41 GMT\r\n\r\n"
        + BODY,
        raw_secret=((57, 57 + len(TOKEN)),),
    )
    return msgspec.structs.replace(made, **more)


def place(name="", index=0, span=None, **more):
    start, end = span or (None, None)
    return Place(name=name, index=index, start=start, end=end, **more)


def _param(text):
    start = CHALLENGE.index(text)
    return place("www-authenticate", 3, (start, start + len(text)))


TOKEN_PLACE = Place(
    side="request", part="header", name="Authorization", index=2, start=7, end=7 + len(TOKEN)
)
DATE_PLACE = place("date", 1)


def annotations():
    return (
        Annotation(place=TOKEN_PLACE, text="exp 14:05:12, already past", level="bad"),
        Annotation(
            place=Place(side="reply", part="line"),
            text="not authenticated (403 would mean: not allowed)",
        ),
        Annotation(place=place("server", 0), text="answered by the gateway, not the app"),
        Annotation(place=DATE_PLACE, text="27 min 29 s after exp", level="bad"),
        Annotation(
            place=place("www-authenticate", 3),
            text="1 challenge, scheme matches yours",
            level="good",
        ),
        Annotation(
            place=_param('error="invalid_token"'),
            text="expired, revoked or malformed",
            level="bad",
            reference="RFC 6750 §3.1",
        ),
        Annotation(place=_param('scope="orders:read"'), text="your token has it", level="good"),
        Annotation(place=place("x-request-id", 4), text="quote this to the API's owner"),
    )


def finding(**more):
    error, description = _param('"invalid_token"'), _param('"The access token expired"')
    exp = "The token's `exp` is 27 min 29 s before `Date`"
    made = Finding(
        cause=Cause.INVALID_CREDENTIALS,
        slug="token-expired",
        certainty=Certainty.CERTAIN,
        score=0.97,
        title="Your access token expired 27 minutes ago",
        explanation="It ended at 14:05:12 and the server's clock says 14:32:41. "
        "The API read the token, then refused it.",
        evidence=(
            Evidence(statement='Server said `error="invalid_token"`', place=error),
            Evidence(statement='Server said `error="invalid_token"`', place=description),
            Evidence(statement=exp, place=TOKEN_PLACE),
            Evidence(statement=exp, place=DATE_PLACE),
            Evidence(statement="Your computer's clock is right", against=True),
        ),
        fixes=(
            Fix(
                id="fresh-token",
                title="Get a fresh token and resend",
                changes=(
                    Change(
                        field=Field("credential", "token"), before="eyJh…Qm9k", after="a new token"
                    ),
                ),
                sends="Gets a new token, then sends this again.",
            ),
            Fix(
                id="enter-token",
                title="Enter another token",
                changes=(Change(field=Field("credential", "token"), ask=True),),
                sends="Nothing is sent until you enter it.",
            ),
        ),
    )
    return msgspec.structs.replace(made, **more)


def _other(cause, title, reason, certainty, score):
    return Finding(
        cause=cause,
        slug=cause.value,
        certainty=certainty,
        score=score,
        title=title,
        explanation=reason,
        evidence=(Evidence(statement=reason),),
    )


OTHERS = (
    _other(
        Cause.REVOKED_TOKEN,
        "The token was revoked",
        "Nobody asked the login provider about it",
        Certainty.POSSIBLE,
        0.3,
    ),
    _other(
        Cause.CONFIGURATION,
        "The token was made for another API",
        "aud matches this API",
        Certainty.UNLIKELY,
        0.1,
    ),
    _other(
        Cause.ACCOUNT_LOCKED,
        "The account is locked",
        "No sign of it in the reply",
        Certainty.UNLIKELY,
        0.05,
    ),
)
RULED_OUT = tuple(
    RuledOut(
        cause,
        f"Nothing in the reply speaks for {cause.value}.",
        by_fact=cause in {Cause.CSRF_FAILURE, Cause.SCHEME_MISMATCH},
    )
    for cause in Cause
    if cause not in {Cause.INVALID_CREDENTIALS, *(other.cause for other in OTHERS)}
)


def answer(attempt=None, notes=(), verdict=None):
    """Stand in for workbench.Answer, which has just these fields."""
    return SimpleNamespace(
        attempt=attempt, annotations=notes, verdict=verdict, trial=Trial(), aftermath=None
    )


def expired(**more):
    """A Bearer token past its exp: certain, two proofs, two fixes, three other causes."""
    verdict = Verdict(
        entry=0,
        findings=(finding(**more), *OTHERS),
        ruled_out=RULED_OUT,
    )
    attempt = Attempt(id="a1", request=Request(), exchanges=(exchange(),))
    return answer(attempt, annotations(), verdict)


def success():
    reply = Reply(
        status=200,
        reason="OK",
        http_version="1.1",
        headers=(_header("Content-Type", "application/json"), _header("Content-Length", "17")),
        body=b'{"orders":[1,2]}\n',
        wire_size=17,
    )
    attempt = Attempt(id="a2", request=Request(), exchanges=(exchange(reply=reply),))
    return answer(attempt, (), Verdict())


def untold():
    """A 401 that does not say why: two causes fit, an experiment would settle it."""
    bare = Reply(status=401, reason="Unauthorized", http_version="1.1", wire_size=0)
    found = tuple(
        msgspec.structs.replace(other, certainty=Certainty.POSSIBLE, score=0.3)
        for other in OTHERS[:2]
    )
    verdict = Verdict(
        entry=0,
        findings=found,
        ruled_out=RULED_OUT[:5],
        next_experiment=NextExperiment(
            "without-credentials", "Is the reply the same without a token?", 1
        ),
    )
    attempt = Attempt(id="a3", request=Request(), exchanges=(exchange(reply=bare),))
    return answer(attempt, (), verdict)


def refused_connection():
    failure = Failure(
        stage="connect", kind="refused", message="203.0.113.7 refused the connection on port 443."
    )
    failed = exchange(
        reply=None,
        failure=failure,
        timing=Timing(dns=4, connect=1, total=5),
        raw_received=b"",
        connection=None,
    )
    found = finding(
        cause=Cause.NETWORK_BLOCKED,
        slug="connection-refused",
        title="Nothing listens at api.example.com, port 443",
        explanation="The host answered, but no program takes connections on that port.",
        evidence=(
            Evidence(
                statement="The connection was refused",
                place=Place(part="connection", side="reply"),
            ),
        ),
        fixes=(Fix(id="retry", title="Send again", sends="Sends the same request again."),),
    )
    attempt = Attempt(id="a4", request=Request(), exchanges=(failed,))
    return answer(attempt, (), Verdict(entry=0, findings=(found,)))


def redirected(count=3):
    """A request, a redirect that drops the credential, and more exchanges up to a count."""
    first = exchange(reply=Reply(status=308, reason="Permanent Redirect", http_version="1.1"))
    dropped = (Dropped("Authorization", "api2.example.com is another host."),)
    rest = tuple(
        exchange(
            purpose="redirect" if number == 0 else "retry",
            dropped=dropped if number == 0 else (),
            answers=number,
        )
        for number in range(count - 1)
    )
    attempt = Attempt(id="a5", request=Request(), exchanges=(first, *rest))
    found = finding(
        cause=Cause.MISSING_CREDENTIALS,
        title="A redirect to api2.example.com dropped your credentials",
        evidence=(
            Evidence(
                statement="`Authorization` was sent to the first host",
                place=Place(entry=0, side="request", name="Authorization", index=2),
            ),
            Evidence(
                statement="The last reply asks for `Bearer`",
                place=Place(entry=count - 1, name="www-authenticate", index=3, start=0, end=6),
            ),
        ),
        entry=count - 1,
    )
    return answer(attempt, (), Verdict(entry=count - 1, findings=(found,)))
