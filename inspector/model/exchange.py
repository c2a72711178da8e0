"""One message out and what came back, with its times, its connection and what went wrong."""

from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from inspector.model.message import Message, Reply

Purpose = Literal[
    "main",
    "challenge-answer",
    "redirect",
    "proxy-connect",
    "proxy-answer",
    "token",
    "login",
    "csrf",
    "preflight",
    "discovery",
    "registration",
    "pushed-request",
    "authorization",
    "sign-in",
    "device-code",
    "renewal",
    "revocation",
    "introspection",
    "retry",
    "experiment",
]
SIGN_IN: frozenset[Purpose] = frozenset(
    {
        "discovery",
        "registration",
        "pushed-request",
        "authorization",
        "device-code",
        "token",
        "renewal",
        "revocation",
        "introspection",
    }
)
"""What goes to a login provider, beside the request itself."""

Stage = Literal[
    "compose",
    "dns",
    "connect",
    "proxy",
    "tls",
    "send",
    "wait",
    "headers",
    "body",
    "sign-in",
    "stopped",
]


LONGEST = 1e11
"""The longest time that a step is believed to have taken, in milliseconds: three years. What a file
says beyond it is no measurement, and sums of such numbers leave the range of a float."""


class Timing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How long each step took, in milliseconds; None where the step did not happen.

    Each is finite, from 0 to LONGEST.
    """

    dns: float | None = None
    connect: float | None = None
    tls: float | None = None
    send: float | None = None
    wait: float | None = None
    receive: float | None = None
    total: float | None = None

    @property
    def seconds(self) -> float:
        """All of it in seconds; 0 where that is not known."""
        return (self.total or 0) / 1000


class Certificate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One certificate of the peer's chain; der holds the whole of it."""

    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    not_before: datetime | None = None
    not_after: datetime | None = None
    fingerprint: str = ""
    der: bytes = b""


class Connection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The connection an exchange ran over. Addresses are `ip:port`; reused: no new connect.

    server_name: the name that was called in the clear while TLS began (SNI), empty for none.
    alpn_offered, alpn: the protocols that were offered inside, best first, and the one agreed on.
    asked_issuers: the issuers whose certificates the server said would do when it asked for the
    client's, empty for any; None where it asked for none, or nobody saw whether it did. shown: the
    client's chain that it got, the client's own first. certificate_reason: why that one is meant
    for this host, where a setting says so.
    """

    peer: str = ""
    local: str = ""
    proxy: str = ""
    proxy_reason: str = ""
    tls_version: str = ""
    cipher: str = ""
    server_name: str = ""
    alpn_offered: tuple[str, ...] = ()
    alpn: str = ""
    verified: bool | None = None
    chain: tuple[Certificate, ...] = ()
    asked_issuers: tuple[str, ...] | None = None
    shown: tuple[Certificate, ...] = ()
    certificate_reason: str = ""
    reused: bool = False

    @property
    def called_no_name(self) -> bool:
        """Whether its handshake was seen, and named no server (as with an address)."""
        return bool(self.alpn_offered) and not self.server_name


class Failure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why an exchange has no (whole) reply.

    kind: a stable word (name-not-found, refused, unreachable, timeout, reset, certificate,
    tls, malformed-reply, proxy-refused, too-large, no-final-reply, stopped, unresolved-variable,
    empty-secret, scheme-not-supported, locked-vault, unreadable-file …).
    stage "sign-in": a login provider answered, and its answer can't be used. detail: the system's
    own text, without secrets.
    """

    stage: Stage
    kind: str
    message: str
    detail: str = ""


class Dropped(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something of the request that this hop did not carry on, and why."""

    name: str
    reason: str
    rule: str = ""


Side = Literal["request", "reply"]


class Blanked(NamedTuple):
    """A part whose value was removed or masked before it came here; name: in lower case, if any."""

    side: Side
    part: Literal["headers", "query", "body"]
    name: str = ""

    def __str__(self) -> str:
        """Return it as files have it: `request.headers.authorization`, `reply.body`."""
        return ".".join(filter(None, self))

    @classmethod
    def read(cls, text: str) -> "Blanked":
        """Read what `str` wrote; a file may hold anything, which then is a part of no name."""
        side, _, rest = text.partition(".")
        part, _, name = rest.partition(".")
        at: Literal["headers", "query", "body"] = (
            "headers" if part == "headers" else "query" if part == "query" else "body"
        )
        return cls("reply" if side == "reply" else "request", at, name)


class Exchange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message out, one reply or failure back.

    answers: index of the exchange whose reply led to this one. raw_sent and raw_received: the
    exact bytes on the wire inside TLS (empty where not recorded); raw_secret: ranges of
    raw_sent that hold secrets. redacted: the parts that the source had removed or masked, as they
    are written in files; `blanked` is the same to be asked. loaded_as: what a browser asked for it
    as, in Chrome's words (document, image, font, fetch, websocket, preflight), empty elsewhere.
    from_cache: the browser answered by itself, with what it had kept; no server was asked.
    """

    purpose: Purpose = "main"
    request: Message
    reply: Reply | None = None
    failure: Failure | None = None
    started: datetime | None = None
    timing: Timing = Timing()
    connection: Connection | None = None
    answers: int | None = None
    dropped: tuple[Dropped, ...] = ()
    raw_sent: bytes = b""
    raw_received: bytes = b""
    raw_secret: tuple[tuple[int, int], ...] = ()
    redacted: tuple[str, ...] = ()
    loaded_as: str = ""
    from_cache: bool = False

    @property
    def blanked(self) -> tuple[Blanked, ...]:
        """The parts that the source had removed or masked."""
        return tuple(Blanked.read(text) for text in self.redacted)

    def counted_on(self, by: int) -> "Exchange":
        """Return it as one that stands `by` exchanges further on, as does what it answers."""
        if self.answers is None:
            return self
        return msgspec.structs.replace(self, answers=self.answers + by)

    def lacks_header(self, name: str) -> bool:
        """Whether the value of a request's header was removed or masked."""
        return str(Blanked("request", "headers", name.lower())) in self.redacted
