"""What a signed request says of its own signature, held against the request itself.

SigV4 ("Create a signed AWS API request"), the drafts of HTTP signatures (draft-cavage-12 §2.1.6),
RFC 9421 §2.5, OAuth 1.0a (RFC 5849 §3.1) and Hawk name what they cover or are made of: where that
is not there, no server can come to the same signature, whatever secret made it.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from inspector.model.message import Message, first
from inspector.protocol.patterns import lazy_re
from inspector.protocol.signatures import aws_hosts, oauth1, sigv4
from inspector.protocol.urls import host_of

Kind = Literal["not-sent", "not-covered", "part", "day", "length", "service"]


class Flaw(NamedTuple):
    """One thing that does not fit.

    kind: a covered header that was not sent, one that must be covered, a part of the signature
    that lacks, its day beside its time, the length of its value, its service.
    """

    kind: Kind
    name: str
    sent: str = ""
    wanted: str = ""


def flaws(message: Message) -> Iterator[Flaw]:
    """Yield what does not fit, of whichever signature a message has."""
    for look in _LOOKS:
        yield from look(message)


# Recordings may lack what the client's library or the connection adds by itself.
_UNRECORDED = frozenset(
    {"host", "content-length", "connection", "transfer-encoding", "accept-encoding", "user-agent"}
)


def _unsent(message: Message, covered: tuple[str, ...]) -> Iterator[Flaw]:
    sent = {header.name.lower() for header in message.headers}
    for name in covered:
        if name not in sent and name not in _UNRECORDED:
            yield Flaw("not-sent", name)


# ---------------- Signature Version 4 of AWS
_DIGITS = 64  # of a SHA-256


def _of_sigv4(message: Message) -> Iterator[Flaw]:
    about = sigv4.signed_of(message)
    if about is None:
        yield from _unfinished(message)
        return
    dated = about.time or first(message.headers, "date")
    if not dated:
        yield Flaw("part", "X-Amz-Date")
    elif about.time and not about.time.startswith(about.day):
        yield Flaw("day", "X-Amz-Date", about.day, about.time[:8])
    if len(about.signature) != _DIGITS:
        yield Flaw("length", "Signature", str(len(about.signature)), str(_DIGITS))
    if not {"host", ":authority"}.intersection(about.names):
        yield Flaw("not-covered", "Host")
    yield from _unsent(message, tuple(name for name in about.names if name[:1] != ":"))
    yield from _other_service(message, about)


def _unfinished(message: Message) -> Iterator[Flaw]:
    value = first(message.headers, "authorization") or ""
    if value.startswith(sigv4.ALGORITHM):
        lacks = (name for name in ("Credential", "SignedHeaders", "Signature") if name not in value)
        yield from (Flaw("part", name) for name in lacks)


def _other_service(message: Message, about: sigv4.Signed) -> Iterator[Flaw]:
    """A host that names its region names its service too; others stand for what they like."""
    host = host_of(message.url)
    there = aws_hosts.place_of(host)
    named = bool(there.service) and f".{there.region}." in f".{host}."
    related = aws_hosts.may_be_signed_for(about.service, there.service)
    both_s3 = sigv4.is_s3(about.service) and sigv4.is_s3(there.service)
    if named and not (related or both_s3):
        yield Flaw("service", "Credential", about.service, there.service)


# ---------------- HTTP signatures: the drafts, and RFC 9421
# finds `headers="(request-target) host date"`
# but not `headers=""`
_COVERED = lazy_re(r'(?i)(?<![\w-])headers\s{0,9}=\s{0,9}"([^"]{1,2000})"')
_NO_HEADERS = frozenset({"request-line", "@request-target"})
# finds `sig1=("@method" "content-digest");created=1`
# but not `sig1=()`
_INPUT = lazy_re(r'=\s{0,9}\(((?:"[^"]{0,200}"|[^()"]){1,500})\)')
# finds `"date"`, `"@query-param";name="id"`, `"date";sf;req`, each with its parameters
_COMPONENT = lazy_re(
    r'"([^"]{1,80})"((?:;[a-z*][\w.*-]{0,40}(?:=(?:"[^"]{0,200}"|[^\s;")]{0,200}))?)*+)'
)
# finds `;req` and `;name="id"`, so that what is quoted is none
_PARAMETER = lazy_re(r';([a-z*][\w.*-]{0,40})(?:="[^"]{0,200}")?')
_OF_ANOTHER = frozenset({"req", "tr"})  # a component of the request (in a reply), of the trailers


def _of_http_signatures(message: Message) -> Iterator[Flaw]:
    for header in message.headers:
        name = header.name.lower()
        if name in {"authorization", "signature"} and "ignature" in header.value:
            found = _COVERED.search(header.value)
            names = found[1].lower().split() if found is not None else []
            covered = (one for one in names if one[0] != "(" and one not in _NO_HEADERS)
            yield from _unsent(message, tuple(covered))
        elif name == "signature-input":
            if not first(message.headers, "signature"):
                yield Flaw("part", "Signature")
            for each in _INPUT.findall(header.value):
                yield from _unsent(message, tuple(_headers_of(each)))


def _headers_of(covered: str) -> Iterator[str]:
    """Yield the headers in the list of what is covered (RFC 9421 §2.1), whatever of each it is."""
    for name, parameters in _COMPONENT.findall(covered):
        of_another = _OF_ANOTHER.intersection(_PARAMETER.findall(parameters))
        if name[0] != "@" and not of_another:
            yield name


# ---------------- OAuth 1.0a and Hawk
_PARTS = ("oauth_consumer_key", "oauth_signature_method")
_ONCE = ("oauth_timestamp", "oauth_nonce")


def _of_oauth1(message: Message) -> Iterator[Flaw]:
    params = dict(oauth1.signed_of(message))
    if not params:
        return
    plain = params.get("oauth_signature_method", "").upper() == "PLAINTEXT"
    wanted = _PARTS if plain else (*_PARTS, *_ONCE)
    yield from (Flaw("part", name) for name in wanted if not params.get(name))


_HAWK = ("id", "ts", "nonce", "mac")


def _of_hawk(message: Message) -> Iterator[Flaw]:
    value = first(message.headers, "authorization") or ""
    if value[:5].lower() == "hawk ":
        held = {name.lower() for name in _HAWK_PARAM.findall(value)}
        yield from (Flaw("part", name) for name in _HAWK if name not in held)


_HAWK_PARAM = lazy_re(r'(?<![\w-])([a-z]{1,10})="[^"]')
_LOOKS: tuple[Callable[[Message], Iterator[Flaw]], ...] = (
    _of_sigv4, _of_http_signatures, _of_oauth1, _of_hawk,
)  # fmt: skip
