"""JWT signed here: header and claims of one's own, signed anew for every send (RFC 7519, RFC 7523).

It is sent itself, or handed in for an access or ID token, which is then sent.
"""

import time
from collections.abc import Callable, Generator
from typing import NamedTuple

from inspector.authenticate import typed
from inspector.authenticate.scheme import (
    Answer,
    Check,
    Preview,
    Secrets,
    Send,
    Step,
    Steps,
    Stop,
    not_signed,
    sent,
)
from inspector.authenticate.side_message import Unsendable, posted
from inspector.compose.address import query, query_part
from inspector.compose.amend import with_header, with_more_query
from inspector.compose.marked import Marked
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange, Failure
from inspector.model.kinds.signed_jwt import SignedJwt
from inspector.model.message import Header, Message
from inspector.model.moments import same_size, with_moments
from inspector.protocol.oauth.client_proof import Proved
from inspector.protocol.oauth.parameters import Parameter
from inspector.protocol.oauth.token_reply import fields
from inspector.protocol.redaction import mask
from inspector.protocol.tokens import signing_key
from inspector.protocol.tokens.signing import Members, SigningError, parsed, signed_with, unsigned
from inspector.wording import tr

_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_OK = range(200, 300)


def fit(credential: Credential) -> float:
    """Fits a JWT that is signed here."""
    return float(isinstance(credential, SignedJwt))


# ---------------- The token
class _Content(NamedTuple):
    header: Members
    claims: Members


def _content(credential: SignedJwt, now: float) -> _Content:
    """Return header and claims with their times; raises SigningError."""
    header_text = with_moments(credential.header, now)
    header = parsed(header_text, tr("header")) if header_text.strip() else {}
    claims = parsed(with_moments(credential.claims, now) or "{}", tr("claims"))
    named = header.get("alg", credential.algorithm)
    if named != credential.algorithm:
        raise SigningError(
            tr(
                "The header names the algorithm {named}, but {algorithm} is chosen.",
                named=named,
                algorithm=credential.algorithm,
            )
        )
    first = {"alg": credential.algorithm, "typ": "JWT"}
    return _Content({**first, **header}, claims)


def made(credential: SignedJwt, secrets: Secrets, now: float | None = None) -> str:
    """Return a token made now; raises SigningError. now: seconds since 1970."""
    content = _content(credential, time.time() if now is None else now)
    key = signing_key.usable(
        credential.algorithm,
        secrets(credential.key),
        credential.coding,
        secrets(credential.lock.passphrase),
    )
    return signed_with(content.header, content.claims, key)


# ---------------- What is sent
def _prefix(credential: SignedJwt) -> str:
    word = credential.word.strip()
    return f"{word} " if word and credential.place == "header" else ""


def _placed(credential: SignedJwt, message: Message, token: str) -> Message:
    if credential.place == "header":
        value = Marked.plain(_prefix(credential)) + Marked.secret(token)
        return with_header(message, Header(credential.name, value.wire, "credential", value.spans))
    added = query([(Marked.plain(credential.name), Marked.secret(token))])
    return with_more_query(message, added)


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Sign and send; where it is handed in first, send the token that came for it."""
    assert isinstance(credential, SignedJwt)  # noqa: S101 - `fit` chose it
    try:
        token = made(credential, secrets)
    except SigningError as error:
        yield not_signed(str(error))
        return
    if not credential.token_url.strip():
        yield Send(message=_placed(credential, message, token), renew=_anew(credential, secrets))
        return
    received = yield from _handed_in(credential, token)
    if received:
        yield Send(message=_placed(credential, message, received))


def _anew(credential: SignedJwt, secrets: Secrets) -> Callable[[Message, Exchange], Message]:
    """Return what signs for a redirected message: no `jti` serves twice."""

    def renewed(redirected: Message, _before: Exchange) -> Message:
        return _placed(credential, redirected, made(credential, secrets))

    return renewed


def _handed_in(credential: SignedJwt, token: str) -> Generator[Step, Answer, str]:
    """Return the token that came for the assertion; empty where none came, which was said."""
    asked = (Parameter("grant_type", _GRANT), Parameter("assertion", token, secret=True))
    try:
        message = posted(credential.token_url.strip(), asked, Proved(), ((), ()))
    except Unsendable as error:
        yield Stop(error.failure)
        return ""
    exchange = yield from sent(Send(purpose="token", message=message, aside=True))
    reply = exchange.reply
    if reply is None or exchange.failure is not None or reply.status not in _OK:
        return ""  # the exchange says why
    found = fields(reply.body).get(credential.takes)
    if isinstance(found, str) and found:
        return found
    text = tr("The reply holds no {name}, so there is nothing to send.", name=credential.takes)
    yield Stop(Failure(stage="body", kind="no-token", message=text), of_last=True)
    return ""


# ---------------- While typing
def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Show where the token goes, masked; nothing is signed for it."""
    assert isinstance(credential, SignedJwt)  # noqa: S101 - `fit` chose it
    try:
        content = _content(credential, time.time())
    except SigningError:
        content = _Content({}, {})
    key_is_there = bool(secrets(credential.key)) and bool(content.header)
    shown = mask(unsigned("", content.header, content.claims)) if key_is_there else ""
    if credential.token_url.strip():
        text = f"{_prefix(credential)}…"
        return Preview(place="challenge", name=credential.name, text=text)
    if credential.place == "query":
        return Preview(place="query", text=f"{query_part(credential.name)}={shown}")
    return Preview(place="header", name=credential.name, text=_prefix(credential) + shown)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """JSON that breaks, a key that doesn't fit, a secret that is too short, a life that is over."""
    assert isinstance(credential, SignedJwt)  # noqa: S101 - `fit` chose it
    found = [*_json_checks(credential), *_key_checks(credential, secret)]
    if not credential.name.strip():
        text = tr("The header or parameter needs a name.")
        found.append(Check(kind="no-name", field="name", text=text, level="bad"))
    if credential.place == "query":
        text = tr("A token in the query is written into logs and histories.")
        found.append(Check(kind="token-in-query", field="place", text=text))
    return tuple(found)


def _json_checks(credential: SignedJwt) -> list[Check]:
    found = []
    for field in ("header", "claims"):
        text = getattr(credential, field)
        if not text.strip():
            continue
        try:
            members = parsed(same_size(text), tr("claims") if field == "claims" else tr("header"))
        except SigningError as error:
            found.append(Check(kind="broken-json", field=field, text=str(error), level="bad"))
            continue
        if field == "claims":
            found += _life_checks(members)
    return found


def _life_checks(claims: Members) -> list[Check]:
    """A variable stands in as 0."""
    ends = claims.get("exp")
    if isinstance(ends, bool) or not isinstance(ends, int | float):
        return []
    if ends > time.time() or not ends:
        return []
    text = tr("The time in exp is over; write {{now+300}} for five minutes from now.")
    return [Check(kind="expired", field="claims", text=text, level="bad")]


def _key_checks(credential: SignedJwt, secret: str) -> list[Check]:
    if not secret.strip():
        return []
    if not signing_key.looks_private(secret):
        found = list(typed.checks("key", secret))
        if not signing_key.is_shared(credential.algorithm):
            text = tr("{name} takes a private key as PEM or JWK.", name=credential.algorithm)
            found.append(Check(kind="wrong-key", field="key", text=text, level="bad"))
            return found
    else:
        found = []
    if signing_key.is_sealed(secret):
        return found
    try:
        key = signing_key.usable(credential.algorithm, secret, credential.coding)
    except SigningError as error:
        return [*found, Check(kind="wrong-key", field="key", text=str(error), level="bad")]
    return found + _short(credential.algorithm, key)


def _short(algorithm: str, key: object) -> list[Check]:
    least = signing_key.HMAC_BYTES.get(algorithm, 0)
    if not isinstance(key, bytes) or len(key) >= least:
        return []
    text = tr(
        "The secret has {count} bytes; {algorithm} wants at least {least} (RFC 7518 §3.2).",
        count=len(key),
        algorithm=algorithm,
        least=least,
    )
    return [Check(kind="short-secret", field="key", text=text)]
