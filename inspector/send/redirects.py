"""What a redirect changes and may not carry on, and what a browser would ask first (CORS)."""

from http import HTTPStatus

import msgspec

from inspector.compose import address as addresses
from inspector.compose.address import Address
from inspector.compose.marked import Marked
from inspector.model.exchange import Dropped, Exchange, Failure
from inspector.model.message import Header, Message, first, readable
from inspector.model.request import Options
from inspector.protocol.cors import checks
from inspector.protocol.field_names import is_secret_header
from inspector.protocol.login_addresses import brings_answer
from inspector.protocol.methods import FETCHING
from inspector.protocol.redaction import masked_url, message_body_spans
from inspector.protocol.urls import is_downgrade, joined, origin_of, split
from inspector.reading.statuses import LEADS_ON, MAY_BECOME_GET, REPEATS
from inspector.wording import tr
from inspector.wording.shortened import shortened

# ---------------- What a redirect may not carry to another origin unasked
_LEFT_OUT = frozenset({"authorization", "cookie", "proxy-authorization"})


class Held(msgspec.Struct, frozen=True):
    """What stopped a redirect. parts: the names of headers, and `body`."""

    parts: tuple[str, ...]
    host: str
    downgrade: bool

    @property
    def failure(self) -> Failure:
        """Why nothing was sent."""
        what = tr(" and ").join(tr("the body") if one == "body" else one for one in self.parts)
        if self.downgrade:
            text = tr(
                "Nothing was sent to {host}: the redirect leads from https to http, where "
                "everybody on the way could read the secret in {what}.",
                host=self.host,
                what=what,
            )
            return Failure(stage="compose", kind="secret-never-over-http", message=text)
        text = tr(
            "Nothing was sent to {host}, another origin: {what} would have carried a secret there.",
            host=self.host,
            what=what,
        )
        return Failure(stage="compose", kind="secret-held-back", message=text)

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """Each part with the reason why it stays."""
        reason = tr("It holds a secret, and {host} is another origin.", host=self.host)
        if self.downgrade:
            reason = tr("It holds a secret, and the redirect leads from https to http.")
        rule = "downgrade" if self.downgrade else "held-back"
        return tuple(Dropped(name, reason, rule) for name in self.parts)


def held_parts(message: Message, status: int) -> tuple[str, ...]:
    """Return what of a message holds a secret of the user's and would be repeated elsewhere.

    message: as the redirect leaves it, its body gone where the method became GET. A large body is
    searched at its length, so not on a thread that others wait for.
    """
    found = [
        header.name
        for header in message.headers
        if status in REPEATS
        and header.origin == "user"
        and header.secret
        and header.name.lower() not in _LEFT_OUT
    ]
    if message.body and message_body_spans(message):
        found.append("body")
    return tuple(dict.fromkeys(found))


_BODY_HEADERS = frozenset(
    {
        "content-type",
        "content-length",
        "content-encoding",
        "content-language",
        "content-location",
        "transfer-encoding",
    }
)


class Hop(msgspec.Struct, frozen=True):
    """The message to send next. same_credential: whether it may carry the credential.

    failure: why it must not be sent; the message is then without what was held back.
    """

    message: Message
    dropped: tuple[Dropped, ...]
    same_credential: bool
    failure: Failure | None = None


def next_hop(exchange: Exchange, options: Options) -> Hop | None:
    """Return what to send after a redirect (RFC 9110 §15.4, Fetch §4.4), None if it is none.

    Credentials stay with the origin they were meant for: scheme, host and port, and never go
    from https to http. Whatever is taken away is named, with the rule.
    """
    target = target_of(exchange)
    if target is None or exchange.reply is None:
        return None
    before = exchange.request
    other = not same_origin(before.url, target.url)
    keep = not other or may_have(before.url, target.url, options)
    message, dropped = _method(before, exchange.reply.status, keep=options.keep_method)
    held = None if keep else _held(message, target, exchange)
    if held is not None:
        dropped += held.dropped
        message = _without(message, held)
    if other:
        message, more = _headers(message, target, keep=keep)
        dropped += more
        message = _tainted(message, before.url, options.browser_origin)
    dropped += _target_secrets(before, target)
    message = msgspec.structs.replace(
        message, url=target.url, target=target.target.wire, target_secret=(), http_version=""
    )
    return Hop(message, dropped, keep, held.failure if held is not None else None)


def _held(message: Message, target: Address, exchange: Exchange) -> Held | None:
    status = exchange.reply.status if exchange.reply is not None else 0
    parts = held_parts(message, status)
    downgrade = is_downgrade(exchange.request.url, target.url)
    return Held(parts, target.authority, downgrade) if parts else None


def _without(message: Message, held: Held) -> Message:
    kept = tuple(each for each in message.headers if each.name not in held.parts)
    message = msgspec.structs.replace(message, headers=kept)
    return _without_body(message, message.method) if "body" in held.parts else message


def target_of(exchange: Exchange) -> Address | None:
    """Return where a reply sends us, None if nowhere that can be asked."""
    found = leads_to(exchange)
    return None if isinstance(found, Failure) else found


def leads_to(exchange: Exchange) -> Address | Failure | None:
    """Return where a redirect leads, or why nothing can be asked there; None if it is none."""
    reply = exchange.reply
    if reply is None or exchange.failure is not None or reply.status not in LEADS_ON:
        return None
    location = first(reply.headers, "Location")
    if location is None:
        return None
    named = readable(location).strip()
    found = joined(exchange.request.url, named)
    scheme = split(found).scheme
    if scheme and not addresses.is_sendable(scheme):
        if brings_answer(found):
            return None  # a sign-in has ended, and an app of the device is called with its answer
        reason = tr("Addresses that start with {scheme}: are not asked for.", scheme=scheme)
        return _not_followed(found, reason)
    read = addresses.read(Marked.plain(found or named))
    return _not_followed(found or named, read.message) if isinstance(read, Failure) else read


_SHOWN = 200


def _not_followed(place: str, reason: str) -> Failure:
    text = tr(
        "The redirect leads to {address} and was not followed. {reason}",
        address=shortened(masked_url(place), _SHOWN),
        reason=reason,
    )
    return Failure(stage="headers", kind="redirect-not-followed", message=text)


def same_origin(one: str, other: str) -> bool:
    """Whether two URLs have the same scheme, host and port."""
    return _origin(one) == _origin(other)


def may_have(home: str, url: str, options: Options) -> bool:
    """Whether a secret that is meant for `home` may be sent to another URL; never over http."""
    if same_origin(home, url):
        return True
    if is_downgrade(home, url):
        return False
    read = addresses.read(Marked.plain(url))
    return not isinstance(read, Failure) and allowed(read, options.keep_credential_for)


def _origin(url: str) -> str:
    read = addresses.read(Marked.plain(url))
    return url if isinstance(read, Failure) else read.origin


def allowed(target: Address, hosts: tuple[str, ...]) -> bool:
    """Whether the user said that this host may have the credential."""
    names = {target.host, target.authority, f"{target.host}:{target.port}"}
    return any(entry == "*" or entry.lower() in names for entry in hosts)


def _method(message: Message, status: int, *, keep: bool) -> tuple[Message, tuple[Dropped, ...]]:
    method = message.method
    becomes_get = (status in MAY_BECOME_GET and method == "POST") or (
        status == HTTPStatus.SEE_OTHER and method not in FETCHING
    )
    if keep and message.body and status in MAY_BECOME_GET | {HTTPStatus.SEE_OTHER}:
        reason = tr(
            "After {status} the body of {method} is not sent again.", **_said(message, status)
        )
        return _without_body(message, method), (Dropped("body", reason, "method-kept"),)
    if keep or not becomes_get:
        return message, ()
    reason = tr(
        "After {status} the body of {method} is not sent again: the method becomes GET.",
        **_said(message, status),
    )
    return _without_body(message, "GET"), (Dropped("body", reason, "method-changed"),)


def _said(message: Message, status: int) -> dict[str, object]:
    return {"status": status, "method": message.method}


def _without_body(message: Message, method: str) -> Message:
    kept = tuple(each for each in message.headers if each.name.lower() not in _BODY_HEADERS)
    return msgspec.structs.replace(
        message, method=method, headers=kept, body=b"", body_size=0, body_secret=()
    )


def _headers(
    message: Message, target: Address, *, keep: bool
) -> tuple[Message, tuple[Dropped, ...]]:
    kept: list[Header] = []
    dropped: list[Dropped] = []
    for header in message.headers:
        name = header.name.lower()
        if name == "host":
            kept.append(Header(header.name, target.authority, origin="default"))
            if header.origin == "user":
                reason = tr("Your own Host was meant for the first server.")
                dropped.append(Dropped(header.name, reason, "other-host"))
        elif keep or not _belongs_to_origin(header):
            kept.append(header)
        else:
            dropped.append(_with_reason(header, message.url, target))
    return msgspec.structs.replace(message, headers=tuple(kept)), tuple(dropped)


def _tainted(message: Message, before: str, page: str) -> Message:
    """Hide the page's origin after a second change of origin (Fetch §4.4, step 17)."""
    if not page or same_origin(page, before):
        return message
    headers = tuple(
        Header(each.name, "null", each.origin) if each.name.lower() == "origin" else each
        for each in message.headers
    )
    return msgspec.structs.replace(message, headers=headers)


def _belongs_to_origin(header: Header) -> bool:
    name = header.name.lower()
    if header.origin == "proxy":
        return False
    return (
        header.origin == "credential"
        or name in {"authorization", "cookie"}
        or bool(header.secret)
        or is_secret_header(name)
    )


def _with_reason(header: Header, before: str, target: Address) -> Dropped:
    if is_downgrade(before, target.url):
        reason = tr("The redirect leads from https to http, where everybody could read it.")
        return Dropped(header.name, reason, "downgrade")
    reason = tr("{host} is another origin.", host=target.authority)
    return Dropped(header.name, reason, "other-origin")


def _target_secrets(before: Message, target: Address) -> tuple[Dropped, ...]:
    secrets = [before.target[start:end] for start, end in before.target_secret]
    if all(secret in target.target.wire for secret in secrets):
        return ()
    reason = tr("The new address came from the server and has no key in its query.")
    return (Dropped("query", reason, "location-url"),)


# ---------------- Asks first as a browser would (the preflight of CORS)
def preflight_question(message: Message, origin: str) -> Message | None:
    """Return the preflight that a page of that origin needs, None where it needs none."""
    if not origin or origin == "null" or origin_of(message.url) == origin:
        return None
    if not checks.needs_preflight(message.method, message.headers):
        return None
    return checks.preflight(message, origin)


def preflight_refused(exchange: Exchange, message: Message, origin: str) -> Failure | None:
    """Return why a browser would not send the message after this preflight, None if it would."""
    if exchange.failure is not None or exchange.reply is None:
        return exchange.failure
    with_cookies = first(message.headers, "Cookie") is not None
    faults = checks.judge_preflight(exchange.reply, message, origin, with_credentials=with_cookies)
    if not faults:
        return None
    return Failure(
        stage="headers",
        kind="preflight-refused",
        message=tr("The preflight was refused, so a browser would not send this request."),
        detail=" ".join(fault.message for fault in faults),
    )
