"""Sends one message to its end: preflight, cookies, redirects, logins at proxies."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec

from inspector.authenticate.scheme import Secrets, Send
from inspector.compose.amend import with_header
from inspector.model.exchange import Connection, Dropped, Exchange, Failure, Purpose
from inspector.model.message import Header, Message
from inspector.model.request import Options, PerHost
from inspector.protocol.cookie.jar import Cookies
from inspector.protocol.urls import bindable_host, most_precise, names_any
from inspector.reading.statuses import LOGIN_AT_PROXY
from inspector.send import failures, redirects
from inspector.send.connections import Connections, Shown, Through
from inspector.send.cookie_jar import SendCookies
from inspector.send.host_guard import HostGuard
from inspector.send.interaction import (
    Closed,
    Gate,
    OnProgress,
    Recorded,
    follower,
    teller,
)
from inspector.send.leg import Leg
from inspector.send.proxy import logins
from inspector.send.proxy.logins import LoginAtProxy, Logins
from inspector.send.proxy.proxies import Proxy
from inspector.send.redirects import Hop
from inspector.send.socket.handshake import with_socket_key
from inspector.send.socket.talking import talker
from inspector.send.socket.words import SocketWords
from inspector.send.wire import Stopped, Watch
from inspector.wording import tr

_replace = msgspec.structs.replace
Given = TypeVar("Given")
_SMALL = 16 * 1024  # bytes of a body that are read at once: another thread would take longer


class Traffic(msgspec.Struct, frozen=True, kw_only=True):
    """What each message passes on its way out, the cookies that go along, and what is said then.

    per_host: what is set for hosts.
    """

    guard: HostGuard
    per_host: PerHost = PerHost()
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
        self._certificates = traffic.per_host.certificates
        self._logins = Logins(options.proxy_credential, secrets)
        self._on_progress = on_progress
        passphrase = secrets(options.client_passphrase) if options.client_passphrase else ""
        through = Through(traffic.per_host.proxies, self._logins.socks)
        self._connections = Connections(options, through, traffic.never, passphrase)
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
                break
            leg = Leg(
                purpose="redirect",
                message=self._renewed(step, hop, exchange),
                answers=len(self.exchanges) - 1,
                dropped=hop.dropped,
            )
            if hop.failure is not None:
                return self._unsent(leg, hop.failure)
            exchange = await self._send(leg)
        if self._options.follow_redirects and (end := _end(exchange, hops)) is not None:
            self.mark_last(failure=end)
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
        readable = logins.reads(leg.message, proxy)
        known = self._connections.logins.get(proxy.same)
        if known is None:
            opening = self._login_at_once(proxy, leg.message, readable=readable)
            known = await self._asked(opening, leg)
        composed = leg.message
        if known is not None and readable:
            leg = _replace(leg, message=with_header(leg.message, known))
        exchange = await self._once(proxy, leg, composed)
        while (answer := await self._asked(self._logins.answer(exchange, proxy), leg)) is not None:
            leg = _replace(leg, answers=len(self.exchanges) - 1)
            if isinstance(answer, Failure):
                return self._without_login(proxy, leg, exchange, answer)
            self._log_in(proxy, answer, readable=readable)
            if readable:
                signed = with_header(composed, answer.header)
                leg = _replace(leg, purpose="proxy-answer", message=signed)
            exchange = await self._once(proxy, leg, composed)
        given = proxy.user or self._logins.used(proxy)
        return await self._let_in(proxy, leg, exchange) if given else exchange

    async def _held_at_proxy(self, proxy: Proxy, leg: Leg) -> Failure | None:
        login = self._logins.chosen(proxy).references
        return await self._asked(self._guard.refused_at_proxy(proxy.url, login), leg)

    def _log_in(self, proxy: Proxy, answer: LoginAtProxy, *, readable: bool) -> None:
        """Have a login sent with what opens tunnels, and a lasting one with every message."""
        if answer.serves == "all" or (answer.serves == "message" and not readable):
            self._connections.log_in(proxy, answer.header, lasts=answer.serves == "all")
        elif not readable:
            self._connections.go_on(proxy, answer.header)

    def _without_login(self, proxy: Proxy, leg: Leg, asked: Exchange, failure: Failure) -> Exchange:
        """Record that there is no login to answer a proxy with, and why."""
        at = Connection(proxy=proxy.url, proxy_reason=proxy.reason)
        purpose: Purpose = "proxy-connect" if asked.purpose == "proxy-connect" else "proxy-answer"
        made = Exchange(purpose=purpose, request=asked.request, failure=failure, connection=at)
        self._add((made,), leg)
        return made

    async def _let_in(self, proxy: Proxy, leg: Leg, exchange: Exchange) -> Exchange:
        """Note where a proxy took the login; return the exchange."""
        if exchange.reply is None or exchange.reply.status == LOGIN_AT_PROXY:
            return exchange
        login = self._logins.chosen(proxy).references
        self._guard.arrived_at_proxy(proxy.url, login)
        failure = await self._asked(self._logins.let_in(exchange, proxy), leg)
        if failure is None:
            return exchange
        self.mark_last(failure=failure)
        return _replace(exchange, failure=failure)

    async def _login_at_once(
        self, proxy: Proxy, message: Message, *, readable: bool
    ) -> Header | None:
        """Log in before the proxy asks, where the options say so."""
        options = self._options
        if not options.proxy_login_first or not proxy.url or not proxy.speaks_http:
            return None
        login = await self._logins.at_once(message, proxy)
        if login is None:
            return None
        self._log_in(proxy, login, readable=readable)
        return login.header

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
        at = (self._on_progress, len(self.exchanges))
        watch = Watch(follower(*at), talker(self._words, message, *at))
        wire = self._connections.wire(proxy, leg.certificate, message)
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
            listed=not names_any(found.host),
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

    async def _asked(self, question: Awaitable[Given], leg: Leg) -> Given:
        """Wait for what is not sent; stopped meanwhile, the leg is recorded as stopped."""
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
        self._logins.close()
        await self._connections.aclose(self.exchanges)


def _end(exchange: Exchange, hops: int) -> Failure | None:
    """Say why the way ends at a redirect that is not followed, or not any more."""
    led = redirects.leads_to(exchange)
    return led if led is None or isinstance(led, Failure) else too_many(hops)


def too_many(count: int) -> Failure:
    """Say that the redirects led nowhere."""
    text = tr("The redirects did not end after {count}.", count=count)
    return Failure(stage="headers", kind="too-many-redirects", message=text)
