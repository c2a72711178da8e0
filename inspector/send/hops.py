"""Sends one message to its end: preflight, cookies, redirects, logins at proxies."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import msgspec

from inspector.authenticate.scheme import Secrets, Send
from inspector.compose.amend import with_header
from inspector.model.exchange import Dropped, Exchange, Failure, Purpose
from inspector.model.message import Header, Message
from inspector.model.question import HostSource
from inspector.model.request import HostCertificate, Options
from inspector.protocol.cookie.jar import Cookies
from inspector.protocol.streams.event_stream import Event
from inspector.protocol.streams.socket_messages import SOCKET, SWITCHED, asks_for_socket
from inspector.protocol.urls import ANY, bindable_host, most_precise
from inspector.send import failures, proxies, redirects
from inspector.send.connections import Connections, Shown
from inspector.send.cookie_jar import SendCookies
from inspector.send.host_guard import HostGuard
from inspector.send.interaction import (
    Arrived,
    Closed,
    Gate,
    OnProgress,
    Recorded,
    follower,
    teller,
)
from inspector.send.proxies import Proxy
from inspector.send.redirects import Hop
from inspector.send.socket.handshake import with_socket_key
from inspector.send.socket.words import SocketWords
from inspector.send.wire import Stopped, Watch
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.send.socket.conversation import Conversation

_replace = msgspec.structs.replace
_LOGIN_WANTED = 407
_SMALL = 16 * 1024  # bytes of a body that are read at once: another thread would take longer


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """One message on its way. answers: index of the exchange that led to it."""

    purpose: Purpose
    message: Message
    answers: int | None = None
    dropped: tuple[Dropped, ...] = ()
    aside: bool = False
    certificate: Shown | None = None

    def without_certificate(self, host: str) -> "Leg":
        """Return it showing no certificate, and saying so."""
        reason = tr("{host} is another host than it is meant for.", host=host)
        gone = Dropped(tr("client certificate"), reason, "other-host")
        return _replace(self, certificate=Shown(), dropped=(*self.dropped, gone))

    @property
    def source(self) -> HostSource:
        """What named the address."""
        if self.aside:
            return "provider"
        return "redirect" if self.purpose == "redirect" else "address"


class Traffic(msgspec.Struct, frozen=True, kw_only=True):
    """What each message passes on its way out, the cookies that go along, and what is said then.

    certificates: those that are set for hosts.
    """

    guard: HostGuard
    certificates: tuple[HostCertificate, ...] = ()
    gate: Gate | None = None
    never: Callable[[str], bool] | None = None
    jar: Cookies | None = None
    words: SocketWords | None = None


class Hops:
    """Adds to `exchanges`, in order, what it takes to send a message."""

    def __init__(
        self,
        options: Options,
        secrets: Secrets,
        on_progress: OnProgress | None,
        traffic: Traffic,
    ) -> None:
        self._guard = traffic.guard
        self._gate = traffic.gate
        self._words = traffic.words
        self._options = options
        self._secrets = secrets
        self._certificates = traffic.certificates
        self._logins = proxies.Logins(options.proxy_credential, secrets)
        self._on_progress = on_progress
        passphrase = secrets(options.client_passphrase) if options.client_passphrase else ""
        self._connections = Connections(options, traffic.never, passphrase)
        self._cookies = SendCookies(traffic.jar, options.browser_origin)
        self.exchanges: list[Exchange] = []

    async def follow(self, step: Send, answers: int | None) -> Exchange:
        """Send the message of a step and follow redirects; return the last exchange.

        Its request is the message as composed, before cookies and HTTP/2 changed it, so that
        the next one can be made from it. answers: index of the exchange that led to this step.
        """
        self._cookies.begin(step.purpose)
        leg = Leg(purpose=step.purpose, message=step.message, answers=answers)
        if step.aside:
            shown = Shown(*step.certificate) if step.certificate is not None else None
            return await self._through(_replace(leg, aside=True, certificate=shown))
        exchange = await self._send(leg)
        hops = self._options.max_redirects if self._options.follow_redirects else 0
        for _ in range(hops):
            hop = await self._next_hop(exchange)
            if hop is None:
                return exchange
            leg = Leg(
                purpose="redirect",
                message=self._renewed(step, hop, exchange),
                answers=len(self.exchanges) - 1,
                dropped=hop.dropped,
            )
            if hop.failure is not None:
                return self._unsent(leg, hop.failure)
            exchange = await self._send(leg)
        if self._options.follow_redirects and redirects.target_of(exchange) is not None:
            self.mark_last(failure=too_many(hops))
        return exchange

    async def _send(self, leg: Leg) -> Exchange:
        """Send one leg, after the preflight that a browser would send; none goes out refused."""
        origin = self._options.browser_origin
        asked = redirects.preflight_question(leg.message, origin)
        if asked is not None:
            first = Leg(purpose="preflight", message=asked, answers=leg.answers)
            exchange = await self._through(first)
            if exchange.purpose == "proxy-connect" or exchange.failure is not None:
                return exchange  # it did not get there
            leg = _replace(leg, answers=len(self.exchanges) - 1)
            failure = redirects.preflight_refused(exchange, leg.message, origin)
            if failure is not None:
                return self._unsent(leg, failure)
        return await self._through(leg)

    async def _next_hop(self, exchange: Exchange) -> Hop | None:
        """Return where a reply leads; off this thread where a large body takes its time."""
        if exchange.reply is None or len(exchange.reply.body) <= _SMALL:
            return redirects.next_hop(exchange, self._options)
        try:
            return await asyncio.to_thread(redirects.next_hop, exchange, self._options)
        except asyncio.CancelledError as error:
            self.mark_last(failure=failures.stopped())
            raise Stopped(()) from error

    def _renewed(self, step: Send, hop: Hop, exchange: Exchange) -> Message:
        """Return a message with its credential made anew, where it may have one at all.

        Two hops within another origin are still away from home.
        """
        home = redirects.may_have(step.message.url, hop.message.url, self._options)
        if step.renew is None or not (hop.same_credential and home):
            return hop.message
        return step.renew(hop.message, exchange)

    def _unsent(self, leg: Leg, failure: Failure) -> Exchange:
        """Record a leg that does not go out, and why."""
        unsent = Exchange(purpose=leg.purpose, request=leg.message, failure=failure)
        self._add((unsent,), leg)
        return unsent

    async def _through(self, leg: Leg) -> Exchange:
        """Send one leg through the proxy in force; answer its 407."""
        proxy = self._connections.proxy(leg.message.url)
        if proxy.url and (failure := await self._held_at_proxy(proxy, leg)) is not None:
            return self._unsent(leg, failure)
        known = self._connections.logins.get(proxy.url) or self._login_at_once(proxy, leg.message)
        readable = proxies.reads(leg.message, proxy)
        composed = leg.message
        if known is not None and readable:
            leg = _replace(leg, message=with_header(leg.message, known))
        exchange = await self._once(proxy, leg, composed)
        while (answer := self._logins.answer(exchange, proxy)) is not None:
            if answer.lasts or not readable:
                self._connections.log_in(proxy, answer.header, lasts=answer.lasts)
            leg = _replace(leg, answers=len(self.exchanges) - 1)
            if readable:
                signed = with_header(composed, answer.header)
                leg = _replace(leg, purpose="proxy-answer", message=signed)
            exchange = await self._once(proxy, leg, composed)
        given = proxy.user or self._logins.used(proxy)
        return self._let_in(proxy, exchange) if given else exchange

    async def _held_at_proxy(self, proxy: Proxy, leg: Leg) -> Failure | None:
        return await self._asked(self._guard.refused_at_proxy(proxy.url), leg)

    def _let_in(self, proxy: Proxy, exchange: Exchange) -> Exchange:
        """Note where a proxy took the login; return the exchange."""
        if exchange.reply is not None and exchange.reply.status != _LOGIN_WANTED:
            self._guard.arrived_at_proxy(proxy.url)
        return exchange

    def _login_at_once(self, proxy: Proxy, message: Message) -> Header | None:
        """Log in before the proxy asks, where the options say so."""
        options = self._options
        if not options.proxy_login_first or not proxy.url or not proxy.speaks_http:
            return None
        login = self._logins.at_once(message, proxy)
        if login is not None:
            self._connections.log_in(proxy, login)
        return login

    async def _once(self, proxy: Proxy, leg: Leg, composed: Message) -> Exchange:
        message, left = self._with_cookies(leg)
        message = with_socket_key(message)
        leg = self._listed(leg)
        leg, failure = await self._certified(leg)
        if failure is not None:
            return self._unsent(leg, failure)
        if (failure := await self._guarded(message, leg)) is not None:
            return self._unsent(leg, failure)
        address = (message.method, message.url)
        tell = teller(self._on_progress, len(self.exchanges), leg.purpose, address)
        watch = Watch(follower(self._on_progress, len(self.exchanges)), self._talker(message))
        wire = self._connections.wire(proxy, leg.certificate, message.method)
        leg = _replace(leg, dropped=(*leg.dropped, *left))
        await self._admit(proxy, message)
        try:
            found = await wire.exchange(message, leg.purpose, self._options.timeout, tell, watch)
        except Stopped as stopped:
            self._count(stopped.exchanges)
            self._add(stopped.exchanges, leg)
            raise
        self._count(found)
        self._add(found, leg)
        last = found[-1]
        if last.purpose == "proxy-connect":
            return last
        await self._guard.arrived(last, leg.source)
        if leg.source == "address" and last.reply is not None and (key := self._key(leg)):
            self._guard.showed_certificate(key, message.url)
        if self._options.use_cookies and not leg.aside:
            self._cookies.learn(last)
        return _replace(last, request=composed)

    def _talker(self, message: Message) -> Callable[[], "Conversation"] | None:
        """Return what makes the conversation where a message asks for a WebSocket."""
        words, on_progress, index = self._words, self._on_progress, len(self.exchanges)
        if words is None or not asks_for_socket(message.headers):
            return None

        def made() -> "Conversation":
            from inspector.send.socket.conversation import Conversation  # noqa: PLC0415 - with the first one

            if on_progress is None:
                return Conversation(words, message.url, None)
            tell = on_progress

            def heard(events: tuple[Event, ...], size: int) -> None:
                tell(
                    Arrived(
                        index=index,
                        status=SWITCHED,
                        kind=SOCKET,
                        events=events,
                        at=time.time(),
                        size=size,
                        retry=0,
                        stop=talk.stop,
                        say=talk.say,
                    )
                )

            talk = Conversation(words, message.url, heard)
            return talk

        return made

    async def _guarded(self, message: Message, leg: Leg) -> Failure | None:
        """Ask where a secret would go elsewhere; stopped meanwhile, it is recorded as stopped."""
        before = self.exchanges[leg.answers] if leg.answers is not None else None
        return await self._asked(self._guard.refused(message, leg.source, before), leg)

    def _key(self, leg: Leg) -> str:
        """Return the path of the key that a server may have proven to it; empty for none."""
        if not leg.message.url.startswith("https:"):
            return ""
        shown, options = leg.certificate, self._options
        if shown is not None:
            return "" if shown.listed else shown.key or shown.certificate
        return options.client_key or options.client_certificate

    def _listed(self, leg: Leg) -> Leg:
        """Choose the certificate that is set for the host, where the request names none for it.

        A request's own is meant for the host that it asks, and counts there.
        """
        own = leg.source == "address" and self._options.client_certificate
        if leg.certificate is not None or own or not leg.message.url.startswith("https:"):
            return leg
        found = most_precise(self._certificates, lambda each: each.host, leg.message.url)
        if found is None:
            return leg
        shown = Shown(
            certificate=found.certificate,
            key=found.key_file,
            passphrase=self._secrets(found.passphrase) if found.passphrase else "",
            reason=tr("The settings name it for {host}.", host=found.host),
            listed=not found.host.startswith(ANY + ":") and found.host != ANY,
        )
        return _replace(leg, certificate=shown)

    async def _certified(self, leg: Leg) -> tuple[Leg, Failure | None]:
        """Show a certificate where it may be shown; where another one led us, go on without."""
        if not (key := self._key(leg)):
            return leg, None
        before = self.exchanges[leg.answers] if leg.answers is not None else None
        to = (leg.message.url, leg.source)
        failure = await self._asked(self._guard.refused_certificate(key, to, before), leg)
        if failure is None or leg.source == "address" or leg.certificate is not None:
            return leg, failure
        return leg.without_certificate(bindable_host(leg.message.url)), None

    async def _asked(self, question: Awaitable[Failure | None], leg: Leg) -> Failure | None:
        try:
            return await question
        except asyncio.CancelledError as error:
            self._unsent(leg, failures.stopped())
            raise Stopped(()) from error

    async def _admit(self, proxy: Proxy, message: Message) -> None:
        """Wait at the gate; raise Closed where it lets no more through."""
        if self._gate is None:
            return
        connected = any(one.purpose == "proxy-connect" for one in self.exchanges)
        tunnel = bool(proxy.url) and message.url.startswith("https") and not connected
        if not await self._gate.enter(1 + tunnel):
            raise Closed

    def _count(self, found: tuple[Exchange, ...]) -> None:
        if self._gate is not None:
            self._gate.passed(len(found))

    def _with_cookies(self, leg: Leg) -> tuple[Message, tuple[Dropped, ...]]:
        if not self._options.use_cookies or leg.aside or leg.purpose == "preflight":
            return leg.message, ()
        return self._cookies.attach(leg.message)

    def _add(self, found: tuple[Exchange, ...], leg: Leg) -> None:
        for exchange in found:
            dropped = () if exchange.purpose == "proxy-connect" else leg.dropped
            self.exchanges.append(_replace(exchange, answers=leg.answers, dropped=dropped))
            self._tell_last()

    def note(self, exchange: Exchange) -> None:
        """Add an exchange that somebody else made."""
        answers = len(self.exchanges) - 1 if self.exchanges else None
        self.exchanges.append(_replace(exchange, answers=answers))
        self._tell_last()

    def _tell_last(self) -> None:
        if self._on_progress is not None:
            self._on_progress(Recorded(len(self.exchanges) - 1, self.exchanges[-1]))

    def mark_last(
        self, *, failure: Failure | None = None, dropped: tuple[Dropped, ...] = ()
    ) -> None:
        """Add to the record of the last exchange what only became clear after it."""
        last = self.exchanges[-1]
        self.exchanges[-1] = _replace(
            last, failure=failure or last.failure, dropped=(*last.dropped, *dropped)
        )
        self._tell_last()

    async def aclose(self) -> None:
        """Close all connections, but for those that the next request of the same run may have."""
        await self._connections.aclose(self.exchanges)


def too_many(count: int) -> Failure:
    """Say that the redirects led nowhere."""
    text = tr("The redirects did not end after {count}.", count=count)
    return Failure(stage="headers", kind="too-many-redirects", message=text)
