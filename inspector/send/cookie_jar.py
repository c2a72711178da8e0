"""Sends a jar's cookies with a message, and says which stay behind and why (RFC 6265bis)."""

from collections.abc import Iterable
from datetime import UTC, datetime

from inspector.compose.amend import with_header, without_headers
from inspector.model.exchange import Dropped, Exchange, Purpose
from inspector.model.message import Header, Message, Span
from inspector.protocol.cookie import cookie_rules, cookies
from inspector.protocol.cookie.jar import Cookies, Jar, Setting, in_order
from inspector.protocol.cookie.kept import CookieKey, KeptCookie
from inspector.protocol.urls import host_of, split
from inspector.wording import tr

# What is sent as the person's own doing. A question to a login provider or about keys has a jar
# of its own, which ends with it: no session of a person goes along, and none is begun.
_OWN: frozenset[Purpose] = frozenset(
    {"main", "challenge-answer", "redirect", "proxy-answer", "login", "csrf", "retry", "experiment"}
)


class SendCookies:
    """The cookies of one send. jar: of the environment; without one, one that ends with the send.

    site: URL of the page that a browser would send from, empty for a program without pages.
    """

    def __init__(self, jar: Cookies | None = None, site: str = "") -> None:
        self._site = site
        self._jar: Cookies = jar if jar is not None else Jar()
        self._other: Cookies = Jar()
        self._store = self._jar
        self._anew: dict[CookieKey, KeptCookie] = {}  # set within this send
        self._sent: tuple[CookieKey, ...] = ()

    def begin(self, purpose: Purpose) -> None:
        """Take the jar that a step of this purpose uses, also on its redirects."""
        before, self._store = self._store, self._jar if purpose in _OWN else self._other
        if self._store is not before:
            self._anew.clear()

    def learn(self, exchange: Exchange) -> None:
        """Take in what a reply sets, and note what it was that was sent."""
        now, reply = datetime.now(UTC), exchange.reply
        self._store.sent(self._sent, now, reply.status if reply is not None else 0)
        self._sent = ()
        if reply is None or exchange.purpose == "preflight":
            return
        setting = Setting(exchange.request.url, now, _by(exchange.request))
        for _, cookie in cookies.set_cookies_of(reply.headers, now):
            key = self._store.take(cookie, setting)
            if isinstance(key, CookieKey):
                self._anew.pop(key, None)
                if (kept := self._store.get(key)) is not None:
                    self._anew[key] = kept

    def attach(self, message: Message) -> tuple[Message, tuple[Dropped, ...]]:
        """Return the message with its cookies, and what stays behind of them and of its own.

        A Cookie header that the user wrote keeps its place, and its values but for those that the
        server set anew since: what a challenge or redirect sets belongs to the answer. Ours are
        added to it.
        """
        now = datetime.now(UTC)
        known = {one.key: one for one in self._store.for_host(host_of(message.url))}
        going: list[KeptCookie] = []
        left: list[Dropped] = []
        for kept in {**self._anew, **known}.values():
            why = cookie_rules.withheld(kept.stored, message.url, now, site=self._site)
            if why is None:
                going.append(kept)
            else:
                left.append(_left(kept.name, why.message, why.kind))
        going = in_order(going)
        sent, beside, replaced = _with_cookies(message, going, self._anew.keys())
        self._sent = tuple(kept.key for kept in going if kept not in beside)
        return sent, (*left, *replaced)


def _by(request: Message) -> str:
    """Return which request it was, without what may be secret in its query."""
    return f"{request.method} {host_of(request.url)}{split(request.url).path}"[:300]


def _left(name: str, reason: str, rule: str) -> Dropped:
    return Dropped(f"Cookie {name}", reason, rule)


def _with_cookies(
    message: Message, going: list[KeptCookie], anew: Iterable[CookieKey]
) -> tuple[Message, list[KeptCookie], tuple[Dropped, ...]]:
    """Return the message, the cookies that a written one keeps out, and what was replaced."""
    if not going:
        return message, [], ()
    written = next((each for each in message.headers if each.name.lower() == "cookie"), None)
    own = written or Header("Cookie", "", "cookie")
    known = {pair.name for pair in cookies.pairs(own.value)}
    fresh = {one.name: one.value for one in going if one.key in set(anew)}
    header, dropped = _set_anew(own, fresh)
    text, spans = header.value, list(header.secret)
    beside = []
    for kept in going:
        if kept.name not in known:
            text, span = _appended(text, kept)
            spans.append(span)
        elif kept.name not in fresh:
            beside.append(kept)
            dropped.append(_left(kept.name, tr("Your own Cookie header has it."), "written"))
    if text == own.value:
        return message, beside, tuple(dropped)
    header = Header(own.name, text, own.origin, tuple(spans))
    made = with_header(without_headers(message, "Cookie"), header)
    return made, beside, tuple(dropped)


def _set_anew(header: Header, anew: dict[str, str]) -> tuple[Header, list[Dropped]]:
    """Return a Cookie header with the values that the server set anew in the place of the old."""
    text, spans, replaced, done = "", list[Span](), list[Dropped](), 0
    for pair in cookies.pairs(header.value):
        value = anew.get(pair.name, pair.value) if pair.name else pair.value
        start, end = pair.value_span
        shift = len(text) - done
        if value == pair.value:
            kept = [(a, b) for a, b in header.secret if a < end and b > done]
            spans += [(a + shift, b + shift) for a, b in kept]
            text += header.value[done:end]
        else:
            text += header.value[done:start] + value
            spans.append((len(text) - len(value), len(text)))
            reason = tr("The server set this cookie anew, so its value goes, not the one written.")
            replaced.append(_left(pair.name, reason, "set-anew"))
        done = end
    return Header(header.name, text + header.value[done:], header.origin, tuple(spans)), replaced


def _appended(text: str, kept: KeptCookie) -> tuple[str, Span]:
    lead = f"{text}; " if text else ""
    pair = f"{kept.name}={kept.value}" if kept.name else kept.value
    whole = lead + pair
    return whole, (len(whole) - len(kept.value), len(whole))
