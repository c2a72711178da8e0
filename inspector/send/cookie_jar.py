"""Keeps the cookies of one attempt; says which go along and why others do not (RFC 6265bis)."""

from datetime import UTC, datetime

from inspector.compose.amend import with_header, without_headers
from inspector.model.exchange import Dropped, Exchange
from inspector.model.message import Header, Message, Span
from inspector.protocol import cookie_rules, cookies
from inspector.protocol.cookie_rules import StoredCookie


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
        """Return the message with its cookies, and those of this attempt that stay behind.

        A Cookie header that the user wrote keeps its place and its values; ours are added to it.
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
                name = f"Cookie {stored.cookie.name}"
                left.append(Dropped(name, why.message, why.kind))
        going.sort(key=lambda stored: -len(stored.path))
        return _with_cookies(message, going), tuple(left)


def _with_cookies(message: Message, going: list[StoredCookie]) -> Message:
    written = next((each for each in message.headers if each.name.lower() == "cookie"), None)
    own = written.value if written else ""
    taken = {pair.name for pair in cookies.pairs(own)}
    text, spans = own, list(written.secret) if written else []
    for stored in going:
        if stored.cookie.name not in taken:
            text, span = _appended(text, stored)
            spans.append(span)
    if text == own:
        return message
    if written is None:
        return with_header(message, Header("Cookie", text, "cookie", tuple(spans)))
    added = Header(written.name, text, written.origin, tuple(spans))
    return with_header(without_headers(message, "Cookie"), added)


def _appended(text: str, stored: StoredCookie) -> tuple[str, Span]:
    cookie = stored.cookie
    lead = f"{text}; " if text else ""
    pair = f"{cookie.name}={cookie.value}" if cookie.name else cookie.value
    whole = lead + pair
    return whole, (len(whole) - len(cookie.value), len(whole))
