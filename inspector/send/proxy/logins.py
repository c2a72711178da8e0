"""Answers a proxy that wants a login: Negotiate, Digest, NTLM, Basic (RFC 9110 §11.7)."""

import asyncio
from collections.abc import Generator
from typing import Literal

import msgspec

from inspector.authenticate import handshake
from inspector.authenticate.choose import handshake_with, proxy_login
from inspector.authenticate.handshake import Context
from inspector.authenticate.scheme import Answer, Compute, Secrets, Send, Step, Stop
from inspector.authenticate.schemes.digest import Session
from inspector.model.credential import Credential
from inspector.model.exchange import Exchange, Failure
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.digest import Digest
from inspector.model.kinds.ntlm import Ntlm
from inspector.model.kinds.proxy_login import ProxyLogin
from inspector.model.message import Header, Message, first
from inspector.model.secret import SecretRef
from inspector.protocol.challenges.parsing import challenges_of
from inspector.protocol.streams.socket_messages import asks_for_socket
from inspector.reading.statuses import LOGIN_AT_PROXY
from inspector.send.proxy.proxies import Proxy

NAME = "Proxy-Authorization"
_CHALLENGE = "Proxy-Authenticate"
_PROOFS = (_CHALLENGE, "Proxy-Authentication-Info")
_MOST_ROUNDS = 8
_URL_PASSWORD = SecretRef(place="memory", name="proxy-url-password")


def reads(message: Message, proxy: Proxy) -> bool:
    """Whether the proxy itself reads this message, so that its login belongs into it."""
    written = first(message.headers, NAME)
    passed_on = message.url.startswith("http://") and not asks_for_socket(message.headers)
    return proxy.speaks_http and passed_on and not written


class LoginAtProxy(msgspec.Struct, frozen=True):
    """A header for a proxy. serves: every message from now on, this one, or this connection."""

    header: Header
    serves: Literal["all", "message", "connection"]


class _Handshake:
    """A handshake that runs: each of its messages answers the one before, on one connection."""

    def __init__(self, word: str, context: Context) -> None:
        self.word = word
        self.context = context
        self.rounds = 0


class Logins:
    """Answers the proxies of one sending.

    A ticket goes to who asks for Negotiate; user and password by the best of Digest, NTLM and Basic
    that is offered, or by NTLM alone where that was chosen. What is set for the proxy counts first,
    then the request's, then its address.
    """

    def __init__(self, credential: ProxyLogin, secrets: Secrets) -> None:
        self._credential, self._secrets = credential, secrets
        self._digests: dict[Proxy, Session] = {}
        self._basic: set[Proxy] = set()  # those that got user and password
        self._running: dict[Proxy, _Handshake] = {}
        self._shaken: set[Proxy] = set()  # those that got a message of a handshake
        self._refused: set[Proxy] = set()  # those that a handshake was in vain with

    def chosen(self, proxy: Proxy) -> ProxyLogin:
        """Return the login for a proxy."""
        if proxy.login.is_given:
            return proxy.login
        if not self._credential.is_given and proxy.user:
            return Basic(user=proxy.user, password=_URL_PASSWORD)
        return self._credential

    def socks(self, proxy: Proxy) -> tuple[str, str] | None:
        """Return user and password for the greeting of a SOCKS proxy; None where there are none."""
        chosen = self.chosen(proxy)
        if not chosen.is_login() or not chosen.user_name:
            return None
        return chosen.user_name, self._revealed(proxy, chosen.secret_ref)

    def used(self, proxy: Proxy) -> bool:
        """Whether a login went to the proxy."""
        return proxy.same in self._basic | self._digests.keys() | self._shaken

    async def at_once(self, message: Message, proxy: Proxy) -> LoginAtProxy | None:
        """Return what logs in before the proxy asks, None where there is nothing to say.

        RFC 9110 §11.6.2 lets a client do so. A connection that was proven needs nothing more.
        """
        chosen = self.chosen(proxy)
        if not chosen.binds_connection:
            header = self._by_basic(message, proxy)
            return LoginAtProxy(header, "all") if header is not None else None
        if self.used(proxy):
            return None
        made = await self._opened(proxy, chosen, b"")
        if isinstance(made, LoginAtProxy):
            return made
        self._refused.discard(proxy.same)  # what is missing is told where the proxy asks for it
        return None

    def _by_basic(self, message: Message, proxy: Proxy) -> Header | None:
        """Return user and password as they are, None where there are none."""
        credential = self.chosen(proxy)

        def revealed(ref: SecretRef) -> str:
            return self._revealed(proxy, ref)

        for step in proxy_login().steps(credential, message, revealed):
            if isinstance(step, Send):
                self._basic.add(proxy.same)
                return next((each for each in step.message.headers if each.name == NAME), None)
        return None

    async def answer(self, exchange: Exchange, proxy: Proxy) -> LoginAtProxy | Failure | None:
        """Return the login that a 407 asks for, or why there is none to send.

        None where it does not ask, where we have none, and where it was refused: a password goes
        out once, and a Digest is answered anew only where its nonce was too old (RFC 7616 §3.3).
        """
        reply = exchange.reply
        if not proxy.url or reply is None or reply.status != LOGIN_AT_PROXY:
            return None
        if proxy.same in self._running:
            return await self._next(exchange, proxy)
        chosen = self.chosen(proxy)
        if chosen.is_login() and not chosen.binds_connection:
            return await self._by_password(exchange, proxy)
        return await self._begun(exchange, proxy, chosen) if chosen.is_given else None

    async def _by_password(self, exchange: Exchange, proxy: Proxy) -> LoginAtProxy | Failure | None:
        """Answer with user and password, by what gives least of them away."""
        digest = self._digests.get(proxy.same) or self._session(proxy)
        if digest is not None and digest.accept(exchange):
            self._digests[proxy.same] = digest
            return LoginAtProxy(digest.proxy_header(exchange), "message")
        if self._offers(exchange, "NTLM") and proxy.same not in self._digests:
            chosen = self.chosen(proxy)
            own = Ntlm(user=chosen.user_name, password=chosen.secret_ref)
            return await self._begun(exchange, proxy, own)
        if not self._offers(exchange, "Basic") or self.used(proxy):
            return None
        header = self._by_basic(exchange.request, proxy)
        return LoginAtProxy(header, "all") if header is not None else None

    def _offers(self, exchange: Exchange, scheme: str) -> bool:
        headers = exchange.reply.headers if exchange.reply is not None else ()
        return any(one.is_scheme(scheme) for _, one in challenges_of(headers, _CHALLENGE))

    def _session(self, proxy: Proxy) -> Session | None:
        chosen = self.chosen(proxy)
        if not proxy.speaks_http or not chosen.is_login():
            return None
        user = Digest(user=chosen.user_name, password=chosen.secret_ref)
        return Session(user, self._revealed(proxy, chosen.secret_ref), at_proxy=True)

    def _revealed(self, proxy: Proxy, ref: SecretRef) -> str:
        return proxy.password if ref == _URL_PASSWORD else self._secrets(ref)

    # ------------------------------------------------------------ handshakes
    async def _begun(
        self, exchange: Exchange, proxy: Proxy, chosen: Credential
    ) -> LoginAtProxy | Failure | None:
        """Begin a handshake where it is offered; not where one was in vain."""
        word = chosen.scheme_name
        if proxy.same in self._refused or not self._offers(exchange, word):
            return None
        return await self._opened(proxy, chosen, handshake.binding_of(exchange))

    async def _opened(
        self, proxy: Proxy, chosen: Credential, binding: bytes
    ) -> LoginAtProxy | Failure | None:
        """Make the first message of a handshake."""

        def revealed(ref: SecretRef) -> str:
            return self._revealed(proxy, ref)

        context = handshake_with(chosen, proxy.url, revealed)
        if context is None:
            return None
        self._running[proxy.same] = _Handshake(chosen.scheme_name, context)
        return await self._said(proxy, b"", binding)

    async def _next(self, exchange: Exchange, proxy: Proxy) -> LoginAtProxy | Failure | None:
        """Answer the proxy's message; one without a message refuses."""
        running = self._running[proxy.same]
        received = handshake.message_of(exchange, running.word, _CHALLENGE)
        running.rounds += 1
        if not received or running.rounds > _MOST_ROUNDS:
            self._end(proxy)
            return None
        return await self._said(proxy, received, handshake.binding_of(exchange))

    async def _said(
        self, proxy: Proxy, received: bytes, binding: bytes
    ) -> LoginAtProxy | Failure | None:
        running = self._running[proxy.same]
        try:
            made = await _carried_out(running.context.next(received, binding))
        except ValueError:
            made = b""  # what is wrong with the proxy's message stands in the trace
        if isinstance(made, Failure) or not made:
            self._end(proxy)
            return made or None
        self._shaken.add(proxy.same)
        return LoginAtProxy(handshake.header_of(NAME, running.word, made, "proxy"), "connection")

    def _end(self, proxy: Proxy) -> None:
        self._running.pop(proxy.same).context.close()
        self._refused.add(proxy.same)

    async def let_in(self, exchange: Exchange, proxy: Proxy) -> Failure | None:
        """Note that the proxy let a message pass; return why it is not the one that was meant."""
        running = self._running.pop(proxy.same, None)
        if running is None:
            return None
        proofs = (handshake.message_of(exchange, running.word, name) for name in _PROOFS)
        proof = next(filter(None, proofs), b"")
        try:
            made = await _carried_out(running.context.finish(proof)) if proof else None
        finally:
            running.context.close()
        return made if isinstance(made, Failure) else None

    def close(self) -> None:
        """Release what runs."""
        for running in self._running.values():
            running.context.close()
        self._running.clear()


async def _carried_out(
    steps: Generator[Step, Answer, bytes] | Generator[Step, Answer, None],
) -> bytes | Failure | None:
    """Play the steps of a handshake that only computes; return what it made, or why not."""
    answer: Answer = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration as done:
            made: bytes | None = done.value
            return made
        if isinstance(step, Stop):
            steps.close()
            return step.failure
        assert isinstance(step, Compute)  # noqa: S101 - a handshake asks for nothing else
        answer = await asyncio.to_thread(step.make)
