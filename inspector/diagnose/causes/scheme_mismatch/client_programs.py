"""What client programs do to the credential by themselves: `~/.netrc`, NTLM that got lost."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import HALF, RATHER, STATED
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import CHALLENGES, MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

# requests' Session.trust_env: a host found in netrc gets Basic, also over a header that the caller
# set, and anew after each redirect. pip is built on it and sends its own name.
_READS_NETRC = lazy_re(r"(?i)\bpython-requests/|^pip/")
_SEEN_BEFORE, _ASKED_FOR = STATED, RATHER


def netrc_over_header(case: Case) -> Found:
    """Basic from a client that reads netrc, where a token was meant."""
    sent, agent = case.sent.authorization, case.sent.header("user-agent")
    if sent is None or sent.scheme != "basic" or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    if case.sent.is_token_request:  # Basic is how a client shows its secret there
        return
    if agent is None or not _READS_NETRC.search(agent[1].value):
        return
    meant, offered = _token_of_the_same_client(case, agent[1].value), case.heard.schemes
    if not meant and (not offered or "basic" in offered):
        return
    yield case.refused_for(
        "netrc-replaced-header",
        _SEEN_BEFORE if meant else _ASKED_FOR,
        fact(tr("{client} sent Basic.", client=agent[1].value), sent.place),
        *meant,
        host=case.sent.bare_host,
        user=sent.user,
    )


def _token_of_the_same_client(case: Case, agent: str) -> list[Evidence]:
    """Return as evidence a request around this one in which the same client sent a token."""
    for other in case.neighbours:
        sent, its_agent = other.sent.authorization, other.sent.header("user-agent")
        if its_agent is None or its_agent[1].value != agent or sent is None:
            continue
        if sent.scheme not in LOGIN_SCHEMES:
            return [fact(tr("Another request of this client carried a token."), sent.place)]
    return []


# ---------------- A client that no longer speaks NTLM answered its challenge with Basic
# From 8.20 on curl and libcurl come without NTLM; --ntlm then falls back to what else may be sent.
_CURL = lazy_re(r"(?i)\b(?:lib)?curl/(\d+)\.(\d+)")
_WITHOUT = (8, 20)
_TRIED, _BARE = STATED, HALF
_ONLY = frozenset({"ntlm", "negotiate"})


def ntlm_not_spoken(case: Case) -> Found:
    """Only NTLM would do, and the client is a curl that has lost it."""
    asked = case.heard.challenge("ntlm")
    agent = case.sent.header("user-agent")
    offered = frozenset(case.heard.schemes)
    if asked is None or agent is None or case.status not in CHALLENGES or offered - _ONLY:
        return
    version = _CURL.search(agent[1].value)
    sent = case.sent.proxy_authorization or case.sent.authorization
    if version is None or (int(version[1]), int(version[2])) < _WITHOUT:
        return
    if sent is not None and sent.scheme in _ONLY:
        return
    answered = sent is not None or bool(case.same_request_before)
    yield case.refused_for(
        "client-lost-ntlm",
        _TRIED if answered else _BARE,
        fact(tr("The server asks for NTLM."), case.heard.challenge_place(*asked)),
        *_answer(case),
        client=version[0],
    )


def _answer(case: Case) -> list[Evidence]:
    sent = case.sent.proxy_authorization or case.sent.authorization
    if sent is None:
        return []
    said = tr("{scheme} was sent instead.", scheme=sent.scheme.capitalize())
    return [fact(said, sent.place)]


RULES = (ntlm_not_spoken, netrc_over_header)
