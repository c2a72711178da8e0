"""What the status code means for a login (RFC 9110 §15, RFC 6585, vendors' own codes)."""

from collections.abc import Iterator
from functools import cache

from inspector.annotate.lines import status_place
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.reading.statuses import SERVER_ERRORS
from inspector.wording import tr


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Explain the status line of codes that have to do with access."""
    reply = attempt.exchanges[index].reply
    if reply is None:
        return
    known = meanings().get(reply.status)
    if known is None and reply.status in SERVER_ERRORS:
        known = (tr("the server failed before it could answer"), "RFC 9110 §15.6", "odd")
    if known:
        text, reference, level = known
        yield Annotation(
            place=status_place(index), text=text, level=level, kind="status", reference=reference
        )


@cache
def meanings() -> dict[int, tuple[str, str, Level]]:
    """Return for each status that has to do with access what it means, its source and level."""
    return {
        203: (tr("changed by a proxy on the way"), "RFC 9110 §15.3.4", "odd"),
        400: (tr("not understood: often a malformed credential"), "RFC 9110 §15.5.1", "info"),
        401: (tr("not authenticated (403 would mean: not allowed)"), "RFC 9110 §15.5.2", "info"),
        402: (tr("payment or quota, not a login"), "RFC 9110 §15.5.3", "info"),
        403: (
            tr("understood and not allowed (401 would mean: log in)"),
            "RFC 9110 §15.5.4",
            "info",
        ),
        404: (tr("some servers say this in place of 403"), "RFC 9110 §15.5.5", "info"),
        405: (tr("this address does not take this method"), "RFC 9110 §15.5.6", "info"),
        407: (tr("a proxy wants a login, not the API"), "RFC 9110 §15.5.8", "info"),
        419: (tr("Laravel: the session or its CSRF token has expired"), "", "info"),
        421: (tr("this connection does not serve that host"), "RFC 9110 §15.5.20", "info"),
        423: (tr("locked"), "RFC 4918 §11.3", "info"),
        429: (tr("too many requests"), "RFC 6585 §4", "info"),
        440: (tr("Microsoft IIS: the login session has timed out"), "", "info"),
        495: (tr("nginx: the client certificate was not accepted"), "", "info"),
        496: (tr("nginx: no client certificate was sent"), "", "info"),
        498: (tr("ArcGIS: the token is invalid or has expired"), "", "info"),
        499: (tr("ArcGIS: a token is needed (nginx: the client hung up)"), "", "info"),
        502: (tr("the gateway got no proper answer from the app"), "RFC 9110 §15.6.3", "odd"),
        503: (tr("the server is not available now"), "RFC 9110 §15.6.4", "odd"),
        504: (tr("the gateway waited in vain for the app"), "RFC 9110 §15.6.5", "odd"),
        511: (tr("the network wants a login (captive portal)"), "RFC 6585 §6", "info"),
        526: (tr("Cloudflare: the server's certificate is invalid"), "", "odd"),
    }
