"""The same place asked for a scheme before, and another one is refused now without a word.

A server that reads one scheme may call a request with another one faulty, and asks no more: so do
Rack and others, with 400.
"""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY
from inspector.protocol.scheme_words import COMMON_SCHEMES
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr


def asked_before(case: Case) -> Found:
    """Who sent nothing was asked for a scheme here, and what came now is another one."""
    sent = case.sent.authorization
    if sent is None or not sent.scheme or not sent.value.strip() or was_accepted(case):
        return
    bare = case.heard.gives_no_reason and not case.heard.challenges
    if not bare or case.status not in MAY_REFUSE_CREDENTIAL:
        return
    asked = next((one for one in reversed(case.same_request_before) if one.heard.schemes), None)
    wanted = COMMON_SCHEMES.intersection(asked.heard.schemes) if asked is not None else frozenset()
    if asked is None or not wanted or sent.scheme in asked.heard.schemes:
        return
    index, challenge = asked.heard.challenges[0]
    yield case.refused_for(
        "other-scheme-wanted",
        LIKELY,
        fact(tr("{scheme} was sent.", scheme=sent.scheme.capitalize()), sent.place),
        fact(
            tr(
                "Entry {entry} was asked for {scheme} at the same address.",
                entry=asked.number,
                scheme=challenge.scheme,
            ),
            asked.heard.challenge_place(index, challenge),
        ),
        sent=sent.scheme.capitalize(),
        wanted=challenge.scheme,
    )


RULES = (asked_before,)
