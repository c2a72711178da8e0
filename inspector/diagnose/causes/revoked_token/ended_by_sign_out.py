"""Somebody signed out everywhere, and a session of the same account is sent on."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, SOUND
from inspector.reading.meanings import OF_FORGERY, OF_THE_NETWORK, Names
from inspector.story.ends.sign_outs_elsewhere import signed_out_elsewhere
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_FORGERY, *OF_THE_NETWORK, "permission")


def ended_by_a_sign_out(case: Case) -> Found:
    """What was accepted is refused since another session of the account ended all others."""
    main = case.sent.main or next(iter(case.sent.session_cookies), None)
    if not (case.is_refused or wants_login(case)) or case.said(*_OTHER_REASON) or main is None:
        return
    worked = [c for c in case.before if c.succeeded and c.shares_credential(case)]
    story = case.trace.story
    asked = (signed_out_elsewhere(story, last, case) for last in reversed(worked[-_LATEST:]))
    found = next((entry for entry in asked if entry is not None), None)
    if found is None:
        return
    # one service of a host may look at the token alone, and take it until its own end
    taken_since = worked[-1].index > found.index
    yield case.refused_for(
        "signed-out-elsewhere",
        SOUND if taken_since else CLEAR,
        fact(
            tr(
                "{method} {path} in entry {entry} ended the other sessions of an account.",
                method=found.sent.method,
                path=found.sent.path,
                entry=found.number,
            ),
            case.trace.case(found.index).sent_line,
        ),
        fact(
            tr("{name} was accepted before that, and refused after it.", name=main.name), main.place
        ),
        explains=True,
        name=main.name,
        entry=found.number,
    )


_LATEST = 3
RULES = (ended_by_a_sign_out,)
