"""Says why a TLS handshake failed: which check of the certificate, or what is no TLS at all."""

import ssl

from inspector.model.exchange import Failure
from inspector.wording import tr

# OpenSSL's verify codes (openssl/x509_vfy.h)
_EXPIRED, _NOT_YET = frozenset({10}), frozenset({9})
_SELF_SIGNED = frozenset({18, 19})
_UNKNOWN_ISSUER = frozenset({2, 20, 21})
_OTHER_HOST = frozenset({62, 64})
_REVOKED = frozenset({23})


def explain(error: BaseException, place: str) -> Failure:
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
