"""Turns what the libraries raise into a `Failure`: stage, kind, and a sentence for people."""

import errno
import re
import socket
import ssl
from collections.abc import Callable, Iterator

import msgspec

from inspector.model.exchange import Failure, Stage
from inspector.model.message import Header
from inspector.send.libraries import httpcore
from inspector.send.recording import NeverAskedError, NoReplyInSightError
from inspector.wording import tr

# ---------------- Says why a TLS handshake failed
# OpenSSL's verify codes (openssl/x509_vfy.h)
_EXPIRED, _NOT_YET = frozenset({10}), frozenset({9})
_SELF_SIGNED = frozenset({18, 19})
_UNKNOWN_ISSUER = frozenset({2, 20, 21})
_OTHER_HOST = frozenset({62, 64})
_REVOKED = frozenset({23})


def explain_tls(error: BaseException, place: str) -> Failure:
    """Return the failure for an error of the `ssl` module."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate(error, place)
    detail = _reason(error)
    text = _texts(place).get(_kind(detail), tr("TLS with {place} failed.", place=place))
    return Failure(stage="tls", kind="tls", message=text, detail=detail)


def _certificate(error: ssl.SSLCertVerificationError, place: str) -> Failure:
    code = getattr(error, "verify_code", 0)
    detail = getattr(error, "verify_message", "") or _reason(error)
    return Failure(stage="tls", kind="certificate", message=_sentence(code, place), detail=detail)


def _sentence(code: int, place: str) -> str:
    host = place.rpartition(":")[0]
    for codes, sentence in _sentences(place, host):
        if code in codes:
            return sentence
    return tr("The certificate of {place} was not accepted.", place=place)


def _sentences(place: str, host: str) -> tuple[tuple[frozenset[int], str], ...]:
    return (
        (_EXPIRED, tr("The certificate of {place} has expired.", place=place)),
        (_NOT_YET, tr("The certificate of {place} is not valid yet.", place=place)),
        (
            _SELF_SIGNED,
            tr("The certificate of {place} is self-signed or from a private issuer.", place=place),
        ),
        (
            _UNKNOWN_ISSUER,
            tr("The certificate of {place} comes from an unknown issuer.", place=place),
        ),
        (
            _OTHER_HOST,
            tr("The certificate of {place} is not made for {host}.", place=place, host=host),
        ),
        (_REVOKED, tr("The certificate of {place} was revoked.", place=place)),
    )


def _reason(error: BaseException) -> str:
    return str(getattr(error, "reason", "") or error)


def _kind(reason: str) -> str:
    upper = reason.upper().replace(" ", "_")
    if any(word in upper for word in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER")):
        return "plain"
    if "CERTIFICATE_REQUIRED" in upper or "HANDSHAKE_FAILURE" in upper:
        return "client-certificate"
    if any(word in upper for word in ("PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL")):
        return "version"
    return ""


def _texts(place: str) -> dict[str, str]:
    return {
        "plain": tr("{place} does not speak TLS; http:// may be meant.", place=place),
        "client-certificate": tr(
            "{place} refused the handshake: it may want a client certificate.", place=place
        ),
        "version": tr("{place} and we have no TLS version in common.", place=place),
    }


_QUOTED = re.compile(r"bytearray\(|\bb?['\"]")
_UNREACHABLE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and what it was raised from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        if isinstance(error, BaseExceptionGroup):
            for each in error.exceptions:
                yield from chain(each)
        error = error.__cause__ or error.__context__


def quoted_off(detail: str) -> str:
    """Return a library's text without the bytes it quotes: they may be a credential."""
    return _QUOTED.split(detail, maxsplit=1)[0].rstrip(" :(")


def explain(error: BaseException, stage: Stage, place: str, cause: BaseException | None) -> Failure:
    """Say why an exchange with `place` (host:port) failed at a stage; cause: recorded below."""
    errors = (*chain(error), *chain(cause))
    for each in errors:
        found = _known(each, stage, place)
        if found is not None:
            return found
    text = tr("The exchange with {place} broke off.", place=place)
    detail = quoted_off(str(error)) or type(error).__name__
    return Failure(stage=stage, kind="reset", message=text, detail=detail)


def _known(error: BaseException, stage: Stage, place: str) -> Failure | None:
    for kinds, explained in _EXPLANATIONS:
        if isinstance(error, kinds):
            return explained(error, stage, place)
    return None


def _name(error: BaseException, _stage: Stage, place: str) -> Failure:
    text = tr("The host {host} was not found.", host=place.rpartition(":")[0])
    return Failure(stage="dns", kind="name-not-found", message=text, detail=_detail(error))


def _tls(error: BaseException, _stage: Stage, place: str) -> Failure:
    return explain_tls(error, place)


def _proxy(error: BaseException, _stage: Stage, place: str) -> Failure:
    text = tr("The proxy refused the way to {place}.", place=place)
    return Failure(stage="proxy", kind="proxy-refused", message=text, detail=str(error))


def _timeout(_error: BaseException, stage: Stage, place: str) -> Failure:
    return timed_out(stage, place)


def _unsendable(error: BaseException, _stage: Stage, _place: str) -> Failure:
    text = tr("The request can't be written as HTTP.")
    if "Host" in str(error):
        text = tr("A request without a Host header can't be sent: HTTP/1.1 demands one.")
    return Failure(stage="send", kind="unsendable", message=text, detail=quoted_off(str(error)))


def _system(error: BaseException, stage: Stage, place: str) -> Failure | None:
    number = getattr(error, "errno", None)
    if isinstance(error, ConnectionRefusedError) or number == errno.ECONNREFUSED:
        text = tr("Nothing listens at {place}: the connection was refused.", place=place)
        return Failure(stage="connect", kind="refused", message=text, detail=_detail(error))
    if number in _UNREACHABLE:
        text = tr("There is no way to {place} in the network.", place=place)
        return Failure(stage="connect", kind="unreachable", message=text, detail=_detail(error))
    if isinstance(error, ConnectionError):
        return reset(stage, place, _detail(error))
    return None


def _no_reply(error: BaseException, _stage: Stage, place: str) -> Failure:
    text = tr(
        "{place} sent interim replies (1xx) only and no answer, so the wait was given up.",
        place=place,
    )
    if isinstance(error, NoReplyInSightError) and not error.interim:
        kilobytes = error.size // 1024
        text = tr("{place} sent {size} kB, but no answer.", place=place, size=kilobytes)
    return Failure(stage="headers", kind="no-final-reply", message=text, detail=str(error))


def _never_asked(error: BaseException, _stage: Stage, place: str) -> Failure:
    address = error.address if isinstance(error, NeverAskedError) else ""
    text = tr(
        "{place} leads to {address}, where machines describe themselves: it was not asked.",
        place=place,
        address=address,
    )
    return Failure(stage="connect", kind="never-asked", message=text)


def _detail(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)


def _protocol(error: BaseException, stage: Stage, place: str) -> Failure:
    detail = quoted_off(str(error))
    if "disconnected" in detail or "peer closed connection" in detail:
        return reset(stage, place, detail)
    if "too long" in detail or "too large" in detail.lower():
        text = tr("The reply of {place} has a header larger than 100 kB.", place=place)
        return Failure(stage="headers", kind="too-large", message=text, detail=detail)
    return _malformed("body" if stage == "body" else "headers", place, detail)


def _malformed(stage: Stage, place: str, detail: str) -> Failure:
    text = tr("{place} answered with something that is not valid HTTP.", place=place)
    return Failure(stage=stage, kind="malformed-reply", message=text, detail=detail)


def of_a_header(
    failure: Failure, headers: tuple[Header, ...], defects: tuple[str, ...], place: str
) -> Failure:
    """Say of a reply that could not be read which header line breaks HTTP (RFC 9110 §5.5).

    defects: lines that are no header.
    """
    if failure.kind != "malformed-reply":
        return failure
    broken = next((each for each in headers if _FORBIDDEN.search(each.value)), None)
    if defects or any(not _FIELD_NAME.fullmatch(each.name) for each in headers):
        text = tr("{place} sent a header line whose name HTTP forbids.", place=place)
    elif broken is not None:
        text = tr(
            "{place} sent the header {name} with the control character {code}, which HTTP forbids.",
            place=place,
            name=broken.name,
            code=f"0x{ord(_FORBIDDEN.findall(broken.value)[0]):02x}",
        )
    else:
        return failure
    return msgspec.structs.replace(failure, kind="broken-header", message=text)


_FORBIDDEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_FIELD_NAME = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")


def not_http(failure: Failure, place: str) -> Failure:
    """Say of a connection that ended or stood still that what it said was another protocol."""
    if failure.kind not in {"reset", "timeout"}:
        return failure
    return _malformed("headers", place, failure.detail)


def reset(stage: Stage, place: str, detail: str) -> Failure:
    """Say that the other side closed the connection."""
    texts = {
        "body": tr("{place} closed the connection in the middle of the body.", place=place),
        "tls": tr("{place} closed the connection during the TLS handshake.", place=place),
        "headers": tr(
            "{place} closed the connection before the head of its reply was complete.", place=place
        ),
    }
    other = tr("{place} closed the connection without an answer.", place=place)
    return Failure(stage=stage, kind="reset", message=texts.get(stage, other), detail=detail)


def timed_out(stage: Stage, place: str) -> Failure:
    """Say what had not happened when the time was over."""
    texts = {
        "dns": tr("The address of {place} was not found in time.", place=place),
        "connect": tr("{place} did not accept a connection in time.", place=place),
        "tls": tr("The TLS handshake with {place} was not finished in time.", place=place),
        "body": tr("The body from {place} was not complete in time.", place=place),
        "headers": tr("The head of the reply from {place} was not complete in time.", place=place),
    }
    other = tr("{place} did not answer in time.", place=place)
    return Failure(stage=stage, kind="timeout", message=texts.get(stage, other))


def no_proxy(failure: Failure) -> Failure:
    """Say that it was the proxy that could not be reached, not the server."""
    text = tr("The proxy did not take the connection. {reason}", reason=failure.message)
    return msgspec.structs.replace(failure, stage="proxy", kind="proxy-not-reached", message=text)


def stopped() -> Failure:
    """Say that the user stopped it."""
    return Failure(stage="stopped", kind="stopped", message=tr("You stopped this exchange."))


_Explanation = Callable[[BaseException, Stage, str], Failure | None]
_EXPLANATIONS: tuple[
    tuple[type[BaseException] | tuple[type[BaseException], ...], _Explanation], ...
] = (
    (NoReplyInSightError, _no_reply),
    (NeverAskedError, _never_asked),
    (socket.gaierror, _name),
    (ssl.SSLError, _tls),
    (httpcore.ProxyError, _proxy),
    ((TimeoutError, httpcore.TimeoutException), _timeout),
    (httpcore.RemoteProtocolError, _protocol),
    (httpcore.LocalProtocolError, _unsendable),
    (OSError, _system),
)
