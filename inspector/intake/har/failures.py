"""What a browser's error name says about an exchange without a reply (Chromium net errors)."""

from inspector.model.exchange import Failure, Stage
from inspector.wording import tr

# Part of the error's name → stage and kind; the first that is contained decides.
_KINDS: tuple[tuple[str, Stage, str], ...] = (
    ("NAME_NOT_RESOLVED", "dns", "name-not-found"),
    ("NAME_RESOLUTION", "dns", "name-not-found"),
    ("UNKNOWN_HOST", "dns", "name-not-found"),
    ("TUNNEL_CONNECTION", "proxy", "proxy-refused"),
    ("PROXY", "proxy", "proxy-refused"),
    ("CONNECTION_REFUSED", "connect", "refused"),
    ("CONNECTION_TIMED_OUT", "connect", "timeout"),
    ("NET_TIMEOUT", "wait", "timeout"),
    ("TIMED_OUT", "wait", "timeout"),
    ("UNREACHABLE", "connect", "unreachable"),
    ("DISCONNECTED", "connect", "unreachable"),
    ("NETWORK_CHANGED", "connect", "unreachable"),
    ("CERT", "tls", "certificate"),
    ("SSL", "tls", "tls"),
    ("CONNECTION_RESET", "wait", "reset"),
    ("NET_RESET", "wait", "reset"),
    ("CONNECTION_CLOSED", "wait", "reset"),
    ("EMPTY_RESPONSE", "wait", "reset"),
    ("INVALID_RESPONSE", "headers", "malformed-reply"),
    ("INVALID_HTTP", "headers", "malformed-reply"),
    ("TOO_MANY_REDIRECTS", "headers", "too-many-redirects"),
    ("BLOCKED", "send", "blocked-by-browser"),
    ("ABORTED", "stopped", "stopped"),
    ("CANCEL", "stopped", "stopped"),
)


def failure_of(error: str) -> Failure:
    """Return the failure for the text of `_error` (or of the reason phrase), which may be empty."""
    name = error.upper()
    stage, kind = next(
        ((stage, kind) for part, stage, kind in _KINDS if part in name), ("wait", "no-reply")
    )
    return Failure(stage=stage, kind=kind, message=_sentence(kind), detail=error[:200])


def _sentence(kind: str) -> str:
    sentences = {
        "name-not-found": tr("The host's name was not found."),
        "proxy-refused": tr("The proxy did not make the connection."),
        "refused": tr("The host refused the connection."),
        "timeout": tr("The host did not answer in time."),
        "unreachable": tr("The host could not be reached."),
        "certificate": tr("The host's certificate was not accepted."),
        "tls": tr("TLS could not be set up."),
        "reset": tr("The connection was closed before a reply came."),
        "malformed-reply": tr("The reply was not valid HTTP."),
        "too-many-redirects": tr("There were too many redirects."),
        "blocked-by-browser": tr("The browser blocked the request or its reply."),
        "stopped": tr("The request was stopped."),
    }
    return sentences.get(kind, tr("No reply was recorded."))
