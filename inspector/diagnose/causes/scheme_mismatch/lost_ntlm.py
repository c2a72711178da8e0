"""A client that no longer speaks NTLM answered its challenge with Basic, or not at all."""

import re

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import HALF, STATED
from inspector.model.finding import Evidence
from inspector.reading.statuses import CHALLENGES
from inspector.wording import tr

# From 8.20 on curl and libcurl come without NTLM; --ntlm then falls back to what else may be sent.
_CURL = re.compile(r"(?i)\b(?:lib)?curl/(\d+)\.(\d+)")
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
    yield case.suspect(
        "client-lost-ntlm",
        _TRIED if answered else _BARE,
        fact(tr("The server asks for NTLM."), case.heard.challenge_place(*asked)),
        *_answer(case),
        case.status_evidence,
        client=version[0],
    )


def _answer(case: Case) -> list[Evidence]:
    sent = case.sent.proxy_authorization or case.sent.authorization
    if sent is None:
        return []
    said = tr("{scheme} was sent instead.", scheme=sent.scheme.capitalize())
    return [fact(said, sent.place)]


RULES = (ntlm_not_spoken,)
