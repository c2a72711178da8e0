"""Digest: answers the server's challenge with a hash of the password (RFC 7616)."""

import secrets as random
from collections.abc import Callable
from http import HTTPStatus

import msgspec

from inspector.authenticate import typed
from inspector.authenticate.scheme import Check, Preview, Secrets, Send, Steps, sent
from inspector.compose.amend import with_header
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange
from inspector.model.kinds.digest import Digest
from inspector.model.message import Header, Message, Span
from inspector.protocol.challenges.parsing import Challenge, challenges_of
from inspector.protocol.schemes import digest
from inspector.protocol.schemes.authentication_info import info_of
from inspector.reading.statuses import LOGIN_AT_PROXY
from inspector.wording import tr

_MOST_ROUNDS = 8


def fit(credential: Credential) -> float:
    """Fits Digest."""
    return float(isinstance(credential, Digest))


class Session:
    """The challenge in use, how often its nonce was used, and where it was answered.

    at_proxy: it is a proxy's (RFC 9110 §11.7), whose hash covers the target as it was sent to it.
    """

    def __init__(self, credential: Digest, password: str, *, at_proxy: bool = False) -> None:
        self._credential = credential
        self._password = password
        self._asked = (
            (LOGIN_AT_PROXY, "Proxy-Authenticate") if at_proxy else (HTTPStatus.UNAUTHORIZED, "")
        )
        self._challenge: Challenge | None = None
        self._counts: dict[str, int] = {}
        self._answered: dict[str, int] = {}

    def accept(self, exchange: Exchange) -> bool:
        """Take the challenge of a reply; False where there is none to answer (again).

        Each address is answered once, and once more where only the nonce was too old.
        """
        reply = exchange.reply
        status, header = self._asked
        if reply is None or reply.status != status:
            return False
        read = challenges_of(reply.headers, header) if header else challenges_of(reply.headers)
        offered = [challenge for _, challenge in read]
        chosen = digest.choose(offered, self._credential.algorithm, self._credential.qop)
        before = self._answered.get(exchange.request.url, 0)
        if chosen is None or before > int(digest.is_stale(chosen)):
            return False
        self._answered[exchange.request.url] = before + 1
        self._challenge = chosen
        return True

    def signed(self, message: Message) -> Message:
        """Return the message with the answer to the challenge in use."""
        if self._challenge is None:
            return message
        value, span = self._answer(message.method, message.target, message.body)
        return with_header(message, Header("Authorization", value, "credential", (span,)))

    def proxy_header(self, exchange: Exchange) -> Header:
        """Return the answer to the proxy's challenge in an exchange that was accepted."""
        line = exchange.raw_sent.partition(b"\r\n")[0].decode("latin-1").split(" ")
        sent_to = line[1] if len(line) > 1 else exchange.request.target
        value, span = self._answer(exchange.request.method, sent_to, exchange.request.body)
        return Header("Proxy-Authorization", value, "proxy", (span,))

    def _answer(self, method: str, uri: str, body: bytes) -> tuple[str, Span]:
        """Return the value of the header, and where its secret part stands."""
        assert self._challenge is not None  # noqa: S101 - who asks has accepted one
        nonce = self._challenge.get("nonce")
        self._counts[nonce] = self._counts.get(nonce, 0) + 1
        given = digest.DigestInput(
            method=method,
            uri=uri,
            body=body,
            user=self._credential.user,
            password=self._password,
            cnonce=random.token_hex(8),
            nc=self._counts[nonce],
            qop=self._credential.qop,
        )
        made = digest.answer(self._challenge, given)
        at = made.header.find(made.response)
        return made.header, (at, at + len(made.response))

    def renewed(self, message: Message, before: Exchange) -> Message:
        """Sign a redirected message: another URI, and the next nonce where one was given."""
        reply = before.reply
        following = [
            info.nextnonce
            for info in (info_of(reply.headers, self._credential.confirmed_by) if reply else ())
        ]
        if self._challenge is not None and following and following[0]:
            self._challenge = with_nonce(self._challenge, following[0])
        return self.signed(message)


def with_nonce(challenge: Challenge, nonce: str) -> Challenge:
    """Return the challenge with another nonce (RFC 7616 §3.5, nextnonce)."""
    params = tuple(
        msgspec.structs.replace(param, value=nonce) if param.name.lower() == "nonce" else param
        for param in challenge.params
    )
    return msgspec.structs.replace(challenge, params=params)


def steps(credential: Credential, message: Message, secrets: Secrets) -> Steps:
    """Send without, then answer; a nonce that was too old is answered once more."""
    assert isinstance(credential, Digest)  # noqa: S101 - `fit` chose it
    session = Session(credential, secrets(credential.password))
    renew: Callable[[Message, Exchange], Message] = session.renewed
    exchange = yield from sent(Send(message=message))
    for _ in range(_MOST_ROUNDS):
        if not session.accept(exchange):
            return
        answer = session.signed(exchange.request)
        exchange = yield from sent(Send(purpose="challenge-answer", message=answer, renew=renew))


def preview(credential: Credential, message: Message, secrets: Secrets) -> Preview:  # noqa: ARG001 - the same for every scheme
    """Nothing is known before the challenge; say so."""
    assert isinstance(credential, Digest)  # noqa: S101 - `fit` chose it
    text = tr('Digest username="{user}", … after the server\'s challenge', user=credential.user)
    return Preview(place="challenge", name="Authorization", text=text)


def check(credential: Credential, secret: str) -> tuple[Check, ...]:
    """A colon in the user name, pasted blanks, a fixed choice that is weak."""
    assert isinstance(credential, Digest)  # noqa: S101 - `fit` chose it
    found = list(typed.checks("password", secret))
    if ":" in credential.user:
        text = tr("A colon can't be part of the user name.")
        found.append(Check(kind="colon-in-user", field="user", text=text, level="bad"))
    if credential.algorithm.upper().startswith("MD5"):
        text = tr("MD5 is weak; leave the choice to the server's best offer.")
        found.append(Check(kind="weak-algorithm", field="algorithm", text=text, level="info"))
    return tuple(found)
