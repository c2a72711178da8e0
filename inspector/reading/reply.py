"""Looks at the reply of one exchange: challenges, words, times, cookies, and who answered."""

import re
from datetime import datetime, timedelta
from http import HTTPStatus

from inspector.model.annotation import Place
from inspector.model.exchange import Exchange
from inspector.model.message import Header, first_lines, readable, values
from inspector.protocol.cached import cached_property
from inspector.protocol.challenges.parsing import Challenge, challenges_of
from inspector.protocol.dates import http_date, wait_told
from inspector.protocol.login_addresses import is_login_target
from inspector.protocol.oauth import error_reply
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import joined
from inspector.reading import places
from inspector.reading.body import Content
from inspector.reading.meanings import Meanings, meanings_of
from inspector.reading.named_status import NamedStatus, named_status
from inspector.reading.pages.page_redirects import (
    data_target,
    ends_a_session,
    is_portal,
    leading_header,
    page_target,
    takes_along,
)
from inspector.reading.standard_sentences import (
    names_a_connection,
    only_warns,
    repeats_a_status,
    wants_a_login,
)
from inspector.reading.statements import Statement, collect
from inspector.reading.statuses import LEADS_ON, MISREAD_REQUEST, SERVER_ERRORS, TURNS_AWAY

# finds `please wait 8 seconds before trying again`, `try again in 5 minutes`
# but not `the job took 8 seconds`
_WAIT = lazy_re(
    r"(?i)\b(?:wait|again in|again after)(?: for)?(?: another| at least)? "
    r"(\d{1,5}) ?(sec(?:ond)?s?|min(?:ute)?s?|hours?)\b"
)
_UNITS = {"sec": 1, "min": 60, "hou": 3600}
_LOOK_FOR_WAIT = 600
_PROXY_NAME = lazy_re(r"(?i)proxy|squid|privoxy|zscaler|bluecoat")


_FIRST_YEAR, _LAST_YEAR = 1000, 9000


def is_usual(when: datetime) -> bool:
    """Return whether a moment is none of a damaged record: nothing can be added to such a one."""
    return _FIRST_YEAR < when.year < _LAST_YEAR


class Heard:
    """The reply of one exchange; every reading is made when first asked for.

    status: that of its line, 0 without a reply; `meant` is what the reply answers.
    """

    def __init__(self, entry: int, exchange: Exchange) -> None:
        self.entry = entry
        self.exchange = exchange
        self.reply = exchange.reply
        self.status = self.reply.status if self.reply is not None else 0

    @cached_property
    def named_status(self) -> NamedStatus | None:
        """The status that a front server passes on: its 400, 403 or 500 is a caller turned away."""
        if self.status not in _PASSES_ON:
            return None
        told = named_status(self.content, self.header("status"), self.status)
        return told if told is not None and told.status in TURNS_AWAY else None

    @property
    def status_place(self) -> Place | None:
        """The place of the status that the reply names itself, else of its line."""
        if self.named_status is None:
            return places.in_line(self.entry, "reply")
        if self.named_status.in_header:
            return self.header_place("status")
        return places.in_body(self.entry, "reply", self.named_status.span)

    @cached_property
    def meant(self) -> int:
        """What the reply answers: the status of its line, unless it names another."""
        if self.named_status is not None:
            return self.named_status.status
        passes_on = self.status in _PASSES_ON
        login = passes_on and any(wants_a_login(one.plain) for one in self.statements)
        return HTTPStatus.UNAUTHORIZED if login else self.status

    @property
    def headers(self) -> tuple[Header, ...]:
        """The header lines, () without a reply."""
        return self.reply.headers if self.reply is not None else ()

    def header(self, name: str) -> str:
        """Return the first header of a name, empty without one."""
        index = self._first_lines.get(name.lower())
        return "" if index is None else self.headers[index].value

    def header_place(self, name: str) -> Place | None:
        """Return the place of the first header of a name."""
        index = self._first_lines.get(name.lower())
        if index is None:
            return None
        return places.in_header(self.entry, "reply", index, self.headers[index])

    @cached_property
    def _first_lines(self) -> dict[str, int]:
        return first_lines(self.headers)

    @cached_property
    def offered_methods(self) -> tuple[str, ...]:
        """The methods that Allow lists, in its order (RFC 9110 §10.2.1); () without it."""
        listed = (one.strip().upper() for one in self.header("allow").split(","))
        return tuple(dict.fromkeys(one for one in listed if one))

    @cached_property
    def content(self) -> Content:
        """The body."""
        body = self.reply.body if self.reply is not None else b""
        return Content(body, self.header("content-type"))

    @cached_property
    def challenges(self) -> tuple[tuple[int, Challenge], ...]:
        """Header line and challenge of WWW-Authenticate."""
        return challenges_of(self.headers) if self.headers else ()

    @cached_property
    def realms(self) -> frozenset[str]:
        """The realms that the challenges name (RFC 9110 §11.5)."""
        named = (challenge.get("realm") for _, challenge in self.challenges)
        return frozenset(realm for realm in named if realm)

    @cached_property
    def proxy_challenges(self) -> tuple[tuple[int, Challenge], ...]:
        """Header line and challenge of Proxy-Authenticate."""
        return challenges_of(self.headers, "Proxy-Authenticate") if self.headers else ()

    @cached_property
    def schemes(self) -> tuple[str, ...]:
        """The schemes that the server offers, in lower case."""
        found = (challenge.scheme.lower() for _, challenge in self.challenges)
        return tuple(dict.fromkeys(scheme for scheme in found if scheme))

    @property
    def scheme_names(self) -> tuple[str, ...]:
        """The schemes that the server offers, each once and as it writes them."""
        found = {c.scheme.lower(): c.scheme for _, c in reversed(self.challenges) if c.scheme}
        return tuple(found[scheme] for scheme in self.schemes)

    def challenge(self, scheme: str) -> tuple[int, Challenge] | None:
        """Return the first challenge of a scheme with its header line."""
        return next((c for c in self.challenges if c[1].scheme.lower() == scheme), None)

    def parameter(self, *names: str) -> tuple[str, Place | None]:
        """Return the first challenge parameter of these names as people read it, with its place."""
        for name in names:
            for index, challenge in self.challenges:
                for param in challenge.params:
                    if param.name.lower() == name:
                        header = self.headers[index]
                        return readable(param.value), places.in_header(
                            self.entry, "reply", index, header, param.value_span
                        )
        return "", None

    def challenge_place(self, index: int, challenge: Challenge) -> Place:
        """Return the place of a challenge."""
        return places.in_header(self.entry, "reply", index, self.headers[index], challenge.span)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Everything the reply says in words."""
        return collect(
            self.entry, self.exchange, self.content, (*self.challenges, *self.proxy_challenges)
        )

    @cached_property
    def meanings(self) -> Meanings:
        """What the words mean."""
        found = meanings_of(self.statements, self.meant)
        unsafe = found.get("https-wanted")
        words = unsafe.statement.plain if unsafe is not None else ""
        # A page that takes passwords over plain http refuses nothing for it.
        warns = only_warns(words) and self.content.page.has_password_field
        idle = warns or not names_a_connection(words)
        kept = {"https-wanted"} if self.wanted_protocol else found.keys()
        return {n: one for n, one in found.items() if n in kept and (one is not unsafe or not idle)}

    @cached_property
    def wanted_protocol(self) -> str:
        """The protocol for which 426 asks in Upgrade (RFC 9110 §15.5.22, §7.8), else empty.

        What is said beside it is about the protocol, not about who asks.
        """
        asked = self.header("upgrade") if self.status == HTTPStatus.UPGRADE_REQUIRED else ""
        return asked.partition(",")[0].strip()

    @cached_property
    def words(self) -> str:
        """All plain words of the reply, one statement a line."""
        return "\n".join(statement.plain for statement in self.statements)

    @cached_property
    def gives_no_reason(self) -> bool:
        """Whether all that is said is the status in words: "Unauthorized", "Access denied"."""
        return all(repeats_a_status(statement.plain) for statement in self.statements)

    @cached_property
    def date(self) -> datetime | None:
        """The server's clock."""
        date = http_date(self.header("date"))
        return date if date is not None and is_usual(date) else None

    @cached_property
    def error(self) -> tuple[str, Place | None]:
        """The OAuth error code of challenge or body, in lower case, with its place."""
        code, place = self.parameter("error")
        if code:
            return code.lower(), place
        said = error_reply.of_fields(self.content.object or self.content.form)
        if said and re.fullmatch(r"[a-z_]{3,60}", said.code):
            return said.code, places.in_body(
                self.entry, "reply", places.find(self.content.bytes, said.code)
            )
        return "", None

    @property
    def location(self) -> str:
        """The absolute address that a redirect names, empty without one."""
        target = self.header("location")
        return joined(self.exchange.request.url, target) if target else ""

    @property
    def is_redirect(self) -> bool:
        """Whether the reply sends the client elsewhere."""
        return self.status in LEADS_ON and bool(self.header("location"))

    @cached_property
    def leads_to(self) -> str:
        """The address that a redirect, or a reply that is one, names; empty without one."""
        if self.is_redirect:
            return self.location
        if self.status != HTTPStatus.OK:
            return ""
        asked = self.exchange.request.url
        led = leading_header(self.headers)
        if led:
            return joined(asked, led)
        return page_target(self.content, asked) or data_target(self.content, asked)

    @cached_property
    def leads_to_login(self) -> bool:
        """Whether a redirect, by status or by page, leads to a login page.

        A reply made for a script may lead to the page that says that the session is over.
        """
        if not self.leads_to:
            return False
        ended = not self.is_redirect and ends_a_session(self.leads_to)
        along = takes_along(self.leads_to, self.exchange.request.url)
        return ended or along or is_login_target(self.leads_to)

    @property
    def page_leads_to_login(self) -> bool:
        """Whether a page without words of its own leads to a login, whatever the status."""
        return is_login_target(page_target(self.content, self.exchange.request.url))

    @property
    def leads_to_portal(self) -> bool:
        """Whether a redirect leads to the login of a network at another host."""
        return is_portal(self.leads_to, self.exchange.request.url)

    @property
    def is_login_page(self) -> bool:
        """Whether the body is a page that asks for a login."""
        return self.content.page.is_login

    @cached_property
    def set_cookies(self) -> dict[str, str]:
        """The cookies that the reply sets: name and whole line."""
        lines = values(self.headers, "set-cookie")
        return {line.partition("=")[0].strip(): line for line in lines}

    @cached_property
    def seconds_to_wait(self) -> int | None:
        """What a header asks to wait, else the words do ("wait 8 seconds"), in seconds or None."""
        if self._wait_told is not None:
            return int(self._wait_told[1].total_seconds())
        told = self.words_to_wait
        found = _WAIT.search(told.plain[:_LOOK_FOR_WAIT]) if told is not None else None
        return int(found[1]) * _UNITS[found[2][:3]] if found is not None else None

    @property
    def wait_header(self) -> str:
        """The name of the header that says when to come again, in small letters, or ""."""
        return self._wait_told[0] if self._wait_told is not None else ""

    @cached_property
    def _wait_told(self) -> tuple[str, timedelta] | None:
        limited = self.status == HTTPStatus.TOO_MANY_REQUESTS
        return wait_told(self.headers, self.date, limited=limited)

    @cached_property
    def words_to_wait(self) -> Statement | None:
        """The statement that asks to wait for a time, None without one."""
        look = (one for one in self.statements if "again" in one.plain or "wait" in one.plain)
        return next((one for one in look if _WAIT.search(one.plain[:_LOOK_FOR_WAIT])), None)

    @cached_property
    def names_proxy(self) -> bool:
        """Whether the reply names a proxy as the one who answered."""
        marks = f"{self.header('server')} {self.words[:600]}"
        realms = " ".join(challenge.get("realm") for _, challenge in self.challenges)
        return bool(_PROXY_NAME.search(f"{marks} {realms}"))

    @property
    def phrase(self) -> str:
        """Status code and reason as a person says them."""
        reason = readable(self.reply.reason) if self.reply is not None else ""
        if not reason:
            try:
                reason = HTTPStatus(self.status).phrase
            except ValueError:
                reason = ""
        return f"{self.status} {reason}".strip()


_PASSES_ON = frozenset({403, *MISREAD_REQUEST, *SERVER_ERRORS})
