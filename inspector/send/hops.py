"""Sends one message to its end: logins at proxies and redirects, each an exchange of its own."""

import msgspec

from inspector.authenticate.choose import proxy_login
from inspector.authenticate.scheme import Secrets, Send
from inspector.compose.amend import with_header
from inspector.model.credential import Basic
from inspector.model.exchange import Dropped, Exchange, Failure
from inspector.model.message import Header, Message, first
from inspector.model.request import Options
from inspector.model.secret import SecretRef
from inspector.protocol.challenge import challenges_of
from inspector.send import redirects
from inspector.send.connections import Connections
from inspector.send.progress import OnProgress, teller
from inspector.send.proxies import Proxy
from inspector.send.wire import Stopped
from inspector.wording import tr

_PROXY_LOGIN = 407
_NAME = "Proxy-Authorization"
_URL_PASSWORD = SecretRef(place="memory", name="proxy-url-password")
_replace = msgspec.structs.replace


class Hops:
    """Adds to `exchanges`, in order, what it takes to send a message."""

    def __init__(self, options: Options, secrets: Secrets, on_progress: OnProgress | None) -> None:
        self._options = options
        self._secrets = secrets
        self._on_progress = on_progress
        self._connections = Connections(options)
        self.exchanges: list[Exchange] = []

    async def follow(self, step: Send, answers: int | None) -> Exchange:
        """Send the message of a step and follow redirects; return the last exchange.

        answers: index of the exchange that led to this step.
        """
        exchange = await self._send(step, answers, ())
        hops = self._options.max_redirects if self._options.follow_redirects else 0
        for _ in range(hops):
            hop = redirects.next_hop(exchange, self._options)
            if hop is None:
                return exchange
            message = hop.message
            if step.renew is not None and hop.same_credential:
                message = step.renew(message, exchange)
            onward = Send(purpose="redirect", message=message)
            exchange = await self._send(onward, len(self.exchanges) - 1, hop.dropped)
        if self._options.follow_redirects and redirects.target_of(exchange) is not None:
            return self.mark_last(_replace(exchange, failure=too_many(hops)))
        return exchange

    async def _send(
        self, step: Send, answers: int | None, dropped: tuple[Dropped, ...]
    ) -> Exchange:
        proxy = self._connections.proxy(step.message.url)
        known = self._connections.logins.get(proxy.url)
        message = step.message
        if known is not None and _in_the_clear(message, proxy):
            message = with_header(message, known)
        exchange = await self._once(proxy, _replace(step, message=message), answers, dropped)
        login = self._login(proxy, exchange, known)
        if login is None:
            return exchange
        self._connections.log_in(proxy, login)
        if _in_the_clear(message, proxy):
            step = Send(purpose="proxy-answer", message=with_header(message, login))
        return await self._once(proxy, step, len(self.exchanges) - 1, dropped)

    async def _once(
        self, proxy: Proxy, step: Send, answers: int | None, dropped: tuple[Dropped, ...]
    ) -> Exchange:
        message = step.message
        tell = teller(
            self._on_progress,
            len(self.exchanges),
            step.purpose,
            (message.method, message.url),
        )
        wire = self._connections.wire(proxy)
        try:
            found = await wire.exchange(message, step.purpose, self._options.timeout, tell)
        except Stopped as stopped:
            self._add(stopped.exchanges, answers, dropped)
            raise
        self._add(found, answers, dropped)
        return found[-1]

    def _add(
        self, found: tuple[Exchange, ...], answers: int | None, dropped: tuple[Dropped, ...]
    ) -> None:
        for exchange in found:
            is_tunnel = exchange.purpose == "proxy-connect"
            lost = () if is_tunnel else dropped
            self.exchanges.append(_replace(exchange, answers=answers, dropped=lost))

    def _login(self, proxy: Proxy, exchange: Exchange, known: Header | None) -> Header | None:
        """Return the login that a 407 asks for, None where it does not or we have none (left)."""
        reply = exchange.reply
        if known is not None or not proxy.url or reply is None or reply.status != _PROXY_LOGIN:
            return None
        offered = challenges_of(reply.headers, "Proxy-Authenticate")
        if not any(challenge.scheme.lower() == "basic" for _, challenge in offered):
            return None
        credential = self._options.proxy_credential
        if not isinstance(credential, Basic) and proxy.user:
            credential = Basic(user=proxy.user, password=_URL_PASSWORD)

        def secrets(ref: SecretRef) -> str:
            return proxy.password if ref == _URL_PASSWORD else self._secrets(ref)

        for step in proxy_login().steps(credential, exchange.request, secrets):
            if isinstance(step, Send):
                headers = (each for each in step.message.headers if each.name == _NAME)
                return next(headers, None)
        return None

    def mark_last(self, exchange: Exchange) -> Exchange:
        """Put a changed record in place of the last one."""
        self.exchanges[-1] = exchange
        return exchange

    async def aclose(self) -> None:
        """Close all connections."""
        await self._connections.aclose()


def _in_the_clear(message: Message, proxy: Proxy) -> bool:
    """Whether the proxy itself reads this message, so that its login belongs into it."""
    written = first(message.headers, _NAME)
    return proxy.speaks_http and message.url.startswith("http://") and not written


def too_many(count: int) -> Failure:
    """Say that the redirects led nowhere."""
    text = tr("The redirects did not end after {count}.", count=count)
    return Failure(stage="headers", kind="too-many-redirects", message=text)
