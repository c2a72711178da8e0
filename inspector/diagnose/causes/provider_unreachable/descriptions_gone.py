"""A refused token was to be renewed, and the provider's description was not to be had any more."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY, STRONG
from inspector.protocol.discovery import issuer_in
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, Names
from inspector.reading.statuses import NO_LONGER_THERE, SERVER_ERRORS
from inspector.wording import tr

_OTHER_REASON: Names = BESIDE_THE_CREDENTIAL


def description_gone(case: Case) -> Found:
    """The client asked for what it had read there before, got an error each time, and gave up.

    That a token runs out is ordinary: it is renewed. What keeps it from that is the reason.
    """
    if not case.is_refused or not case.sent.credentials or case.said(*_OTHER_REASON):
        return
    described = {one.sent.url: one for one in case.neighbours if _describes(case, one)}
    asked = [one for one in case.neighbours if one.index > case.index]
    again = [one for one in asked if one.sent.url in described]
    if not again or any(not _is_gone(one) for one in again) or _goes_on(case, asked):
        return
    worked = described[again[0].sent.url]
    yield case.refused_for(
        "provider-description-gone",
        STRONG if len(again) > 1 else LIKELY,
        fact(
            tr(
                "After this {host} answered {status} for {path}.",
                host=again[0].sent.host,
                status=again[0].heard.phrase,
                path=again[0].sent.path,
            ),
            again[0].heard_line,
        ),
        fact(
            tr("Entry {entry} still got it.", entry=worked.number),
            worked.heard_line,
        ),
        other=again[0].sent.host,
    )


def _describes(case: Case, other: Case) -> bool:
    """Whether an earlier reply is a provider's description of itself."""
    reply = other.exchange.reply
    earlier = other.index < case.index and other.succeeded
    return earlier and reply is not None and bool(issuer_in(reply.body))


def _is_gone(other: Case) -> bool:
    gone = other.status in NO_LONGER_THERE or other.status in SERVER_ERRORS
    return gone or other.exchange.reply is None


def _goes_on(case: Case, later: list[Case]) -> bool:
    """Whether this host let the client in again, with another token or the same."""
    return any(
        one.came and one.sent.credentials and one.sent.host == case.sent.host for one in later
    )


RULES = (description_gone,)
