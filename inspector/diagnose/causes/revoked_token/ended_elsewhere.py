"""A session was ended from elsewhere: by its login provider, or by a sign-out of all sessions."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, SOUND, STRONG
from inspector.model.finding import Evidence
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_FORGERY, OF_THE_NETWORK, Names
from inspector.story.ends.provider_logouts import provider_logout
from inspector.story.ends.sign_outs_elsewhere import signed_out_elsewhere
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_FORGERY, *OF_THE_NETWORK, "permission")
_LATEST = 3


def ended_by_the_provider(case: Case) -> Found:
    """What was accepted is refused since the provider sent a logout to this host."""
    worked, main = _accepted(case), case.sent.main
    found = provider_logout(case.trace.story, worked[-1], case) if worked else None
    if found is None or main is None:
        return
    entry = found.entry.number
    login = tr("The login in this trace was of the session that it names.")
    yield case.refused_for(
        "ended-by-provider",
        STRONG if found.login is not None else CLEAR,
        fact(tr("In entry {entry} the login provider ended a session.", entry=entry), found.place),
        *([fact(login, found.login)] if found.login is not None else []),
        _since(main),
        name=main.name,
        entry=entry,
    )


def ended_by_a_sign_out(case: Case) -> Found:
    """What was accepted is refused since another session of the account ended all others."""
    worked = _accepted(case)
    main = case.sent.main or next(iter(case.sent.session_cookies), None)
    story = case.trace.story
    asked = (signed_out_elsewhere(story, last, case) for last in reversed(worked[-_LATEST:]))
    found = next((entry for entry in asked if entry is not None), None)
    if found is None or main is None:
        return
    told = tr(
        "{method} {path} in entry {entry} ended the other sessions of an account.",
        method=found.sent.method,
        path=found.sent.path,
        entry=found.number,
    )
    # one service of a host may look at the token alone, and take it until its own end
    taken_since = worked[-1].index > found.index
    yield case.refused_for(
        "signed-out-elsewhere",
        SOUND if taken_since else CLEAR,
        fact(told, case.trace.case(found.index).sent_line),
        _since(main),
        explains=True,
        name=main.name,
        entry=found.number,
    )


def _accepted(case: Case) -> list[Case]:
    """Return where the same was accepted before a refusal that gives no other reason."""
    if not (case.is_refused or wants_login(case)) or case.said(*_OTHER_REASON):
        return []
    return [c for c in case.before if c.succeeded and c.shares_credential(case)]


def _since(main: Credential) -> Evidence:
    told = tr("{name} was accepted before that, and refused after it.", name=main.name)
    return fact(told, main.place)


RULES = (ended_by_the_provider, ended_by_a_sign_out)
