"""One exchange of a trace, read from both sides: what was sent, what came, and how it ended."""

from collections.abc import Hashable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Literal

from inspector.intake.removed import is_taken_out
from inspector.model.exchange import Exchange
from inspector.protocol.cached import cached_property
from inspector.protocol.cookie.cookies import SetCookie, set_cookies_of
from inspector.protocol.cors.recorded import is_preflight
from inspector.protocol.field_names import is_body_key, is_password_name
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.credential import Credential, carried
from inspector.reading.error_bodies import refuses_login, says_error
from inspector.reading.errors.address_errors import names_an_error
from inspector.reading.errors.refusing_words import refuses_in_a_word
from inspector.reading.framing.websocket_messages import socket_refuses
from inspector.reading.reply import Heard, is_usual
from inspector.reading.request import Sent
from inspector.reading.statuses import REFUSES_ACCESS, SUCCESSES
from inspector.story.carriers import Carriers, carriers_of
from inspector.story.triage import is_suspicious
from inspector.wording import tr
from inspector.wording.dates import day_and_minute

Outcome = Literal["accepted", "refused", "unjudged"]
"""unjudged: the reply says nothing of the credential (a redirect, another error, no reply)."""

Known = dict[Carriers, tuple[frozenset[str], frozenset[str]]]
"""What header lines carry: all of it, and what is no mere field of a body."""


class Entry:
    """One exchange within its trace; everything is worked out when first asked for.

    sent: the request. heard: the reply. known: what
    entries of one trace with the same header lines have in common, worked out once for all.
    sessions: names of cookies that the trace shows to be sessions. earlier: how many exchanges of
    the trace were sent before the attempt that it is read for.
    """

    def __init__(
        self,
        index: int,
        exchange: Exchange,
        known: Known | None = None,
        sessions: frozenset[str] = frozenset(),
        *,
        earlier: int = 0,
    ) -> None:
        self._earlier = earlier
        self._known_lines: Known = {} if known is None else known
        self.index = index
        self.exchange = exchange
        self.sent = Sent(index, exchange.request, sessions)
        self.heard = Heard(index, exchange)

    @property
    def number(self) -> str:
        """What it is called in sentences: its number in its attempt, else what was sent when."""
        own = self.index - self._earlier
        if own >= 0:
            return str(own + 1)
        asked, begun = f"{self.sent.method} {self.sent.path}", self.exchange.started
        if begun is None:
            return tr("“{request}”, sent before,", request=asked)
        return tr("“{request}” of {time}", request=asked, time=day_and_minute(begun.astimezone()))

    @cached_property
    def status(self) -> int:
        """What the reply answers, 0 without one: that of its line, unless it names another."""
        return self.heard.meant

    @cached_property
    def is_suspicious(self) -> bool:
        """Whether the exchange may be a failure of access: a cheap look, before it is read."""
        return is_suspicious(self.exchange)

    @cached_property
    def succeeded(self) -> bool:
        """Whether the server itself answered with an ordinary success."""
        return self.came and not self.exchange.from_cache

    @cached_property
    def came(self) -> bool:
        """Whether the reply is an ordinary success: 2xx and neither error body nor login page."""
        answered = self.status in SUCCESSES and not self.heard.is_login_page
        return answered and not self.is_hidden_error

    @cached_property
    def is_hidden_error(self) -> bool:
        """Whether a 2xx reply, or a message of a WebSocket, carries an error in its body."""
        if self.status not in SUCCESSES:
            return socket_refuses(self.heard)
        if not self.is_suspicious:
            return False
        if says_error(self.heard) or refuses_in_a_word(self.heard.content):
            return not _switched_it_off(self)
        return self.sent.is_login and (refuses_login(self.heard) or self._leads_to_an_error)

    @property
    def _leads_to_an_error(self) -> bool:
        """Whether data for a script holds hardly more than an address that names an error."""
        return self.heard.content.json is not None and names_an_error(self.heard.leads_to)

    @cached_property
    def is_preflight(self) -> bool:
        """Whether a browser asked for permission before a request (Fetch §4.8)."""
        return is_preflight(self.exchange)

    @property
    def is_refused(self) -> bool:
        """Whether the status itself refuses access."""
        return self.status in REFUSES_ACCESS

    @cached_property
    def outcome(self) -> Outcome:
        """What the reply says of the credential that was sent."""
        if self.is_refused or self.is_hidden_error or _refuses_tokens(self):
            return "refused"
        if self.exchange.from_cache:
            return "unjudged"
        if self.succeeded or self._leads_on or self.status in _GIVEN:
            return "accepted"
        return "refused" if self.heard.leads_to_login and not self.sent.is_login else "unjudged"

    @property
    def _leads_on(self) -> bool:
        """Whether a login was answered with a redirect elsewhere: it let in."""
        if not (self.sent.is_login and self.heard.is_redirect) or self.heard.leads_to_login:
            return False
        return bool(self.heard.set_cookies) or not _FAILED.search(self.heard.location)

    @cached_property
    def cookies_set(self) -> tuple[tuple[int, SetCookie], ...]:
        """The header lines that set cookies, and the cookies."""
        lines = self.heard.headers
        if not any(line.name.lower() == "set-cookie" for line in lines):
            return ()
        return set_cookies_of(lines, self.server_time or NO_CLOCK)

    @cached_property
    def carried(self) -> tuple[Credential, ...]:
        """Everything secret that the request carries: cookies, logins, codes, assertions too."""
        sent = self.sent
        proxy = (sent.proxy_authorization,) if sent.proxy_authorization is not None else ()
        cookies = (*sent.session_cookies, *sent.csrf_cookies)
        named = (*sent.credentials, *cookies, *proxy, *sent.csrf_tokens)
        return (*named, *_in_fields(self, {each.value for each in named}))

    # ------------------------------------------------------------------ the two clocks
    @property
    def server_time(self) -> datetime | None:
        """The server's clock, without Date the client's."""
        return self.heard.date or self.client_time

    @property
    def client_time(self) -> datetime | None:
        """The client's clock when it sent the request."""
        started = self.exchange.started
        return started if started is not None and started.tzinfo and is_usual(started) else None

    @cached_property
    def skew(self) -> timedelta | None:
        """How far the client's clock is ahead of the server's; None where one is missing."""
        if self.heard.date is None or self.client_time is None:
            return None
        off = self.client_time - self.heard.date
        took = timedelta(milliseconds=min(self.exchange.timing.total or 0, _LONGEST))
        return timedelta(0) if -took <= off <= timedelta(0) else off

    # ------------------------------------------------------------------ beside another entry
    def repeats(self, other: "Entry") -> bool:
        """Whether another entry asks for the same thing."""
        return other.asked_for == self.asked_for

    @cached_property
    def asked_for(self) -> Hashable:
        """What is equal of entries that ask for the same thing."""
        return _asked(self), self.sent.operation

    @cached_property
    def identities(self) -> frozenset[str]:
        """What tells its credentials and session cookies from others."""
        return self._told_apart[0]

    @cached_property
    def _travelling(self) -> frozenset[str]:
        """The same without the fields of a body that no credential travels in."""
        return self._told_apart[1]

    @cached_property
    def _told_apart(self) -> tuple[frozenset[str], frozenset[str]]:
        lines = carriers_of(self.sent)
        if lines is None:
            return _told_apart(self.sent)
        if lines not in self._known_lines:
            self._known_lines[lines] = _told_apart(self.sent)
        return self._known_lines[lines]

    def shares_credential(self, other: "Entry") -> bool:
        """Whether another entry sends the same credential (or the same session cookie)."""
        return not self.identities.isdisjoint(other._travelling)  # noqa: SLF001 - of its own kind


def _switched_it_off(entry: Entry) -> bool:
    """Whether what reads as a failure is the state that the request itself set: `active: false`."""
    mine, theirs = entry.sent.content.object, entry.heard.content.object
    off = (name for name, value in mine.items() if value is False and theirs.get(name) is False)
    return not entry.sent.is_safe and any(_STATE.fullmatch(name) for name in off)


# finds `active`, `is_active`, `isActive`
# but not `success`
_STATE = lazy_re(r"(?i)(?:is_?)?active")


def _told_apart(sent: Sent) -> tuple[frozenset[str], frozenset[str]]:
    """Return the identities of all that was sent, and of what is no mere field of a body."""
    held = (*sent.credentials, *sent.session_cookies)
    travelling = (one for one in held if one.where != "body" or is_body_key(one.name))
    return frozenset(map(identity, held)) - {""}, frozenset(map(identity, travelling))


def identity(credential: Credential) -> str:
    """Return what tells a credential from others; empty where its bytes were blanked out.

    Two blanked values look alike: that they were the same would be said without a proof.
    """
    known = credential.signer or _lone_key(credential) or credential.bare
    return "" if is_taken_out(known) else known


def _lone_key(credential: Credential) -> str:
    """Return the key that is all of a Basic login: as such it may come in another place, too."""
    lone = (one.part.secret for one in carried(credential) if one.part.alone)
    found = next(lone, "") if credential.scheme == "basic" else ""
    return found if is_random(found) else ""


def _asked(entry: Entry) -> tuple[str, str, str]:
    return entry.sent.method, entry.sent.host, entry.sent.path


def _refuses_tokens(entry: Entry) -> bool:
    """Whether a token endpoint refuses: with 400 and an error code (RFC 6749 §5.2)."""
    return entry.sent.is_token_request and bool(entry.heard.error[0])


def _in_fields(entry: Entry, known: set[str]) -> Iterator[Credential]:
    """Yield what only a login or a token request carries: password, code, assertion."""
    body = places.in_body(entry.index, "request")
    fields = entry.sent.fields if entry.sent.method != "GET" else {}
    for name, value in fields.items():
        fits = name.lower() in _OF_A_SIGN_IN or is_password_name(name)
        if value and value not in known and fits:
            yield Credential("body", name, "", value, body)
    line = places.in_line(entry.index, "request")
    for name, value in entry.sent.query:
        if value not in known and name.lower() in _OF_A_SIGN_IN and len(value) >= _LONG:
            yield Credential("query", name, "", value, line)


_OF_A_SIGN_IN = frozenset(
    {"code", "assertion", "client_assertion", "samlresponse", "subject_token", "id_token", "ticket"}
)
_LONG = 8
NO_CLOCK = datetime(8000, 1, 1, tzinfo=UTC)
"""Where Max-Age is counted from in a trace without times: nothing is over then."""
_GIVEN = frozenset({101, 304})  # switched, and "you have it": both were given (RFC 9110 §15)
# finds `/?error=1`
# but not `/home`
_FAILED = lazy_re(r"(?i)[?&/](?:error|err|fail\w*|invalid|denied|msg|reason)\b")
_LONGEST = 86_400_000  # no exchange takes longer than a day
