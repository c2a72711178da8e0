"""What Signature Version 4 of AWS covers: canonical request and string to sign.

Source: "Create a signed AWS API request" (IAM User Guide), "Signature Calculations" (S3 API
Reference). The same reading serves what is about to be sent and what was recorded.
"""

import hashlib
import html
from typing import NamedTuple
from urllib.parse import quote, unquote, unquote_to_bytes

from inspector.model.message import Message, as_bytes, first
from inspector.protocol.patterns import lazy_re
from inspector.protocol.signatures.signed_text import SignedText, shown
from inspector.protocol.urls import split
from inspector.wording import tr

ALGORITHM = "AWS4-HMAC-SHA256"
UNSIGNED = "UNSIGNED-PAYLOAD"
TIME = "%Y%m%dT%H%M%SZ"
_SINGLE = frozenset({"s3", "s3-object-lambda", "s3-outposts", "s3express"})
_UNRESERVED = "-_.~"
# finds `AWS4-HMAC-SHA256 Credential=A/20260101/eu/s3/aws4_request,SignedHeaders=host,Signature=0`
# but not `AWS4-HMAC-SHA256 Credential=AK`
_HEADER = lazy_re(
    r"AWS4-HMAC-SHA256\s+Credential=([^\s,]{0,400}?)/(\d{8})/([^/\s,]{0,60})/([^/\s,]{0,60})"
    r"/aws4_request\s*,\s*SignedHeaders=([^,\s]{0,4000})\s*,\s*Signature=([0-9a-fA-F]{0,128})"
)
_SCOPED = lazy_re(r"([^/]{0,400})/(\d{8})/([^/]{0,60})/([^/]{0,60})/aws4_request")


class Signed(NamedTuple):
    """What a message says of its own signature. names: of the headers that it covers."""

    key_id: str
    day: str
    region: str
    service: str
    time: str
    names: tuple[str, ...]
    signature: str
    in_query: bool

    @property
    def scope(self) -> str:
        """What the signing key is derived for."""
        return f"{self.day}/{self.region}/{self.service}/aws4_request"


def is_s3(service: str) -> bool:
    """Whether a service encodes the path once and wants the hash of the body in a header."""
    return service in _SINGLE


def encoded(text: bytes | str, safe: str = "") -> str:
    """Return a text as `UriEncode` of AWS writes it."""
    return quote(text, safe=safe + _UNRESERVED)


# ---------------- The canonical request
def canonical_path(path: str, service: str) -> str:
    """Return the path of an address: encoded once for S3, else without dots and once more."""
    if is_s3(service):
        return encoded(unquote_to_bytes(as_bytes(path)), "/") or "/"
    return quote(as_bytes(_without_dots(path)), safe="/~")


def _without_dots(path: str) -> str:
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del kept[-1:]
        elif part and part != ".":
            kept.append(part)
    end = "/" if path.endswith("/") and kept else ""
    return "/" + "/".join(kept) + end


def query_pairs(query: str) -> list[tuple[bytes, bytes]]:
    """Return the parameters of an address, decoded; the signature itself is none of them."""
    raw = as_bytes(query).replace(b"+", b" ")
    pieces = (piece.partition(b"=") for piece in raw.split(b"&") if piece)
    pairs = [(unquote_to_bytes(name), unquote_to_bytes(value)) for name, _, value in pieces]
    return [pair for pair in pairs if pair[0] != b"X-Amz-Signature"]


def canonical_query(query: str) -> str:
    """Return the parameters encoded anew and in their order."""
    pairs = ((encoded(name), encoded(value)) for name, value in query_pairs(query))
    return "&".join(f"{name}={value}" for name, value in sorted(pairs))


def header_value(message: Message, name: str) -> str:
    """Return the values of a header as they are signed: joined, blanks drawn together."""
    found = [each.value for each in message.headers if each.name.lower() == name]
    if name == "host" and not found:
        found = [split(message.url).netloc.rpartition("@")[2]]
    return ",".join(" ".join(value.split()) for value in found)


def hash_of(body: bytes) -> str:
    """Return what stands for a body in a signature."""
    return hashlib.sha256(body).hexdigest()


def body_hash(message: Message, signed: Signed) -> str:
    """Return what stands for the body: what the header says, else the hash of what is sent."""
    named = first(message.headers, "x-amz-content-sha256")
    if named is not None:
        return named.strip()
    if signed.in_query and is_s3(signed.service):
        return UNSIGNED
    return hash_of(message.body)


def canonical_request(message: Message, signed: Signed) -> str:
    """Return the text whose hash is signed."""
    parts = split(message.url)
    lines = [
        message.method.upper(),
        canonical_path(parts.path, signed.service),
        canonical_query(parts.query),
        *(f"{name}:{header_value(message, name)}" for name in signed.names),
        "",
        ";".join(signed.names),
        body_hash(message, signed),
    ]
    return "\n".join(lines)


def string_to_sign(canonical: str, signed: Signed) -> str:
    """Return the text that the derived key signs. canonical: as Latin-1, one character a byte."""
    digest = hash_of(as_bytes(canonical))
    return f"{ALGORITHM}\n{signed.time}\n{signed.scope}\n{digest}"


def names_to_sign(message: Message, *, in_query: bool) -> tuple[str, ...]:
    """Return the headers that a signature of ours covers, in their order.

    A presigned address is used by others, who send no more than the host and what AWS is told.
    """
    wanted = {"host"} if in_query else {"host", "content-type", "content-md5"}
    names = {"host", *(header.name.lower() for header in message.headers)}
    return tuple(sorted(name for name in names if name in wanted or name.startswith("x-amz-")))


def texts(message: Message, signed: Signed) -> tuple[SignedText, ...]:
    """Return what is signed, step by step, without what is secret in it."""
    canonical = canonical_request(message, signed)
    return (
        SignedText(tr("Canonical request"), shown(canonical, message)),
        SignedText(tr("String to sign"), string_to_sign(canonical, signed)),
    )


# ---------------- What a recorded message says of its signature
def signed_of(message: Message) -> Signed | None:
    """Return what a message says of its signature, None without one."""
    found = _HEADER.search(first(message.headers, "authorization") or "")
    if found is None:
        return _presigned(message)
    key_id, day, region, service, names, signature = found.groups()
    time = first(message.headers, "x-amz-date") or ""
    return Signed(key_id, day, region, service, time.strip(), _names(names), signature, False)


def _presigned(message: Message) -> Signed | None:
    pieces = (piece.partition("=") for piece in split(message.url).query.split("&"))
    query = {name: unquote(value) for name, _, value in pieces if name.startswith("X-Amz-")}
    scope = _SCOPED.fullmatch(query.get("X-Amz-Credential", ""))
    if scope is None or "X-Amz-Signature" not in query:
        return None
    names = _names(query.get("X-Amz-SignedHeaders", ""))
    time, signature = query.get("X-Amz-Date", ""), query["X-Amz-Signature"]
    key_id, day, region, service = scope.groups()
    return Signed(key_id, day, region, service, time, names, signature, True)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.lower() for name in text.split(";") if name)


# ---------------- What a reply says that the signature should have been made for
_LOOK = 4096
# finds `the region 'us-east-1' is wrong; expecting 'eu-west-1'`
# but not `expecting 'AWS4-HMAC-SHA256'`
_REGION = lazy_re(r"region '[a-z0-9-]{1,40}' is wrong; expecting '([a-z0-9-]{1,40})'")
# finds `Credential should be scoped to correct service: 'sqs'`
# but not `correct service for this`
_SERVICE = lazy_re(
    r"scoped to correct service: '([a-z0-9-]{1,60})'"
    r"|incorrect service \"[^\"]{0,60}\"\. This endpoint belongs to \"([a-z0-9-]{1,60})\""
)


class Expected(NamedTuple):
    """Empty for what the reply does not name."""

    region: str = ""
    service: str = ""


def expected_by(body: bytes) -> Expected:
    """Return the region and the service that the body of a reply names as the right ones."""
    text = html.unescape(body[:_LOOK].decode("utf-8", "replace")).replace('\\"', '"')
    region, service = _REGION.search(text), _SERVICE.search(text)
    return Expected(
        region[1] if region is not None else "",
        (service[1] or service[2]) if service is not None else "",
    )
