"""Signs messages for AWS with botocore, which is loaded when the first one is signed.

It is not among what the program needs: whoever wants it installs the extra `aws`.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlunsplit

import msgspec

from inspector.compose.amend import with_header, with_more_query, without_headers
from inspector.compose.marked import Marked
from inspector.model.kinds.signing.aws_signature import Payload
from inspector.model.message import Header, Message, first, readable
from inspector.protocol import dates
from inspector.protocol.signatures import sigv4
from inspector.protocol.signatures.sigv4 import ALGORITHM, UNSIGNED, Signed
from inspector.protocol.urls import split
from inspector.wording import tr

INSTALL = "python -m pip install botocore"
_HASH, _DATE, _TOKEN = "X-Amz-Content-Sha256", "X-Amz-Date", "X-Amz-Security-Token"


class NotInstalled(Exception):  # noqa: N818 - told as a failure
    """What signs is not installed; the text says how to install it."""


class AwsKeys(NamedTuple):
    """What signs; what is printed of it holds no secret."""

    key_id: str
    secret: str
    session: str = ""

    def __repr__(self) -> str:
        return "AwsKeys()"


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """How to sign. seconds: how long a presigned address lasts."""

    service: str
    region: str
    in_query: bool = False
    seconds: int = 3600
    payload: Payload = "signed"


def ensure_installed() -> None:
    """Raise NotInstalled where botocore is missing."""
    try:
        import botocore.auth  # noqa: F401, PLC0415 - it takes a third of a second
    except ImportError as error:
        text = tr(
            "Signing for AWS needs the package botocore, which is not installed. Install it "
            "with: {command}",
            command=INSTALL,
        )
        raise NotInstalled(text) from error


# ---------------- What goes along with a signature
def prepared(message: Message, keys: AwsKeys, order: Order, now: float) -> tuple[Message, Signed]:
    """Return the message with all that is signed, and what its signature will say of itself.

    Headers for time and body that were written by hand are kept as they are. now: in seconds.
    """
    message = without_headers(message, "Authorization")
    time = dates.utc(now).strftime(sigv4.TIME)
    if not order.in_query:
        time = (first(message.headers, _DATE) or time).strip()
        message = _with_headers(message, keys, order, time)
    names = sigv4.names_to_sign(message, in_query=order.in_query)
    signed = Signed(
        key_id=keys.key_id,
        day=time[:8],
        region=order.region,
        service=order.service,
        time=time,
        names=names,
        signature="",
        in_query=order.in_query,
    )
    return (_with_query(message, keys, order, signed) if order.in_query else message), signed


def _with_headers(message: Message, keys: AwsKeys, order: Order, time: str) -> Message:
    message = with_header(message, Header(_DATE, time, _origin(message, _DATE)))
    if first(message.headers, _HASH) is None:
        value = UNSIGNED if order.payload == "unsigned" else sigv4.hash_of(message.body)
        if sigv4.is_s3(order.service) or order.payload == "unsigned":
            message = with_header(message, Header(_HASH, value, "credential"))
    if keys.session:
        token = Marked.secret(keys.session)
        message = with_header(message, Header(_TOKEN, token.wire, "credential", token.spans))
    return message


def _origin(message: Message, name: str) -> Any:
    written = any(each.name.lower() == name.lower() for each in message.headers)
    return "user" if written else "credential"


def _with_query(message: Message, keys: AwsKeys, order: Order, signed: Signed) -> Message:
    scoped = Marked.secret(signed.key_id) + f"/{signed.scope}"
    pairs = [
        ("X-Amz-Algorithm", Marked.plain(ALGORITHM)),
        ("X-Amz-Credential", scoped),
        ("X-Amz-Date", Marked.plain(signed.time)),
        ("X-Amz-Expires", Marked.plain(str(order.seconds))),
        ("X-Amz-SignedHeaders", Marked.plain(";".join(signed.names))),
    ]
    if keys.session:
        pairs.append(("X-Amz-Security-Token", Marked.secret(keys.session)))
    return _added(message, pairs)


def _added(message: Message, pairs: Iterable[tuple[str, Marked]]) -> Message:
    """Return a message with more at the end of its query, encoded as AWS does."""
    more = Marked.joined("&", (Marked.plain(f"{n}=") + v.mapped(sigv4.encoded) for n, v in pairs))
    return with_more_query(message, more)


# ---------------- The signature
def signed(message: Message, keys: AwsKeys, order: Order, now: float) -> Message:
    """Return the message with a signature; raises NotInstalled. now: in seconds since 1970."""
    ensure_installed()
    message, about = prepared(message, keys, order, now)
    made = signature(message, keys, about)
    if order.in_query:
        return _added(message, [("X-Amz-Signature", Marked.secret(made))])
    value = authorization(about, made)
    return with_header(message, Header("Authorization", value.wire, "credential", value.spans))


def authorization(about: Signed, signature: str) -> Marked:
    """Return the value of Authorization."""
    lead = Marked.plain(f"{ALGORITHM} Credential=") + Marked.secret(about.key_id)
    names = ";".join(about.names)
    rest = f"/{about.scope}, SignedHeaders={names}, Signature="
    return lead + rest + Marked.secret(signature)


def signature(message: Message, keys: AwsKeys, about: Signed) -> str:
    """Return the signature that botocore makes."""
    from botocore import auth  # noqa: PLC0415 - see ensure_installed
    from botocore.credentials import Credentials  # noqa: PLC0415 - as above

    plain, by_s3 = auth.SigV4Auth, auth.S3SigV4Auth
    if about.in_query:
        plain, by_s3 = auth.SigV4QueryAuth, auth.S3SigV4QueryAuth
    kind = by_s3 if sigv4.is_s3(about.service) else plain
    credentials = Credentials(keys.key_id, keys.secret, keys.session or None)
    signer, request = kind(credentials, about.service, about.region), _request(message, about)
    text = signer.string_to_sign(request, signer.canonical_request(request))
    return str(signer.signature(text, request))


def _request(message: Message, about: Signed) -> Any:
    """Return what is signed as botocore takes it, without what the signature leaves out.

    It takes an address as it is written, where AWS reads and encodes it anew.
    """
    from botocore.awsrequest import AWSRequest  # noqa: PLC0415 - see ensure_installed

    parts = split(message.url)
    once = sigv4.is_s3(about.service)
    path = sigv4.canonical_path(parts.path, about.service) if once else readable(parts.path) or "/"
    address = (parts.scheme, parts.netloc, path, sigv4.canonical_query(parts.query), "")
    request = AWSRequest(method=message.method, url=urlunsplit(address), data=message.body)
    for name in about.names:
        request.headers[name] = readable(sigv4.header_value(message, name))
    request.context["timestamp"] = about.time
    return request
