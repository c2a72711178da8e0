"""Keeps the cookies of one attempt; says which go along and why others do not (RFC 6265bis)."""

from datetime import UTC, datetime

from inspector.compose.amend import with_header, without_headers
from inspector.model.exchange import Dropped, Exchange
from inspector.model.message import Header, Message, Span
from inspector.protocol.cookie import cookie_rules, cookies
from inspector.protocol.cookie.cookie_rules import StoredCookie
from inspector.wording import tr


class CookieJar:
    """Starts empty with each attempt, so that the same request always means the same.

    site: URL of the page that a browser would send from, empty for a program without pages.
    """

    def __init__(self, site: str = "") -> None:
        self._site = site
        self._stored: dict[tuple[str, str, str], StoredCookie] = {}

    def learn(self, exchange: Exchange) -> None:
        """Take in what a reply sets; a cookie that has expired already is forgotten."""
        reply = exchange.reply
        if reply is None:
            return
        now = datetime.now(UTC)
        for _, cookie in cookies.set_cookies_of(reply.headers, now):
            stored = cookie_rules.store(cookie, exchange.request.url)
            if not isinstance(stored, StoredCookie):
                continue
            key = (cookie.name, stored.host, stored.path)
            self._stored.pop(key, None)
            if cookie.expires is None or cookie.expires > now:
                self._stored[key] = stored

    def attach(self, message: Message) -> tuple[Message, tuple[Dropped, ...]]:
        """Return the message with its cookies, and what stays behind of them and of its own.

        A Cookie header that the user wrote keeps its place, and its values but for those that the
        server set anew since: what a challenge or redirect sets belongs to the answer. Ours are
        added to it.
        """
        if not self._stored:
            return message, ()
        now = datetime.now(UTC)
        going: list[StoredCookie] = []
        left: list[Dropped] = []
        for stored in self._stored.values():
            why = cookie_rules.withheld(stored, message.url, now, site=self._site)
            if why is None:
                going.append(stored)
            else:
                left.append(_left(stored.cookie.name, why.message, why.kind))
        going.sort(key=lambda stored: -len(stored.path))
        sent, replaced = _with_cookies(message, going)
        return sent, (*left, *replaced)


def _left(name: str, reason: str, rule: str) -> Dropped:
    return Dropped(f"Cookie {name}", reason, rule)


def _with_cookies(
    message: Message, going: list[StoredCookie]
) -> tuple[Message, tuple[Dropped, ...]]:
    written = next((each for each in message.headers if each.name.lower() == "cookie"), None)
    own = written or Header("Cookie", "", "cookie")
    known = {pair.name for pair in cookies.pairs(own.value)}
    header, replaced = _set_anew(own, {one.cookie.name: one.cookie.value for one in going})
    text, spans = header.value, list(header.secret)
    for stored in going:
        if stored.cookie.name not in known:
            text, span = _appended(text, stored)
            spans.append(span)
    if text == own.value:
        return message, ()
    header = Header(own.name, text, own.origin, tuple(spans))
    return with_header(without_headers(message, "Cookie"), header), replaced


def _set_anew(header: Header, anew: dict[str, str]) -> tuple[Header, tuple[Dropped, ...]]:
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
    return Header(header.name, text + header.value[done:], header.origin, tuple(spans)), tuple(
        replaced
    )


def _appended(text: str, stored: StoredCookie) -> tuple[str, Span]:
    cookie = stored.cookie
    lead = f"{text}; " if text else ""
    pair = f"{cookie.name}={cookie.value}" if cookie.name else cookie.value
    whole = lead + pair
    return whole, (len(whole) - len(cookie.value), len(whole))
