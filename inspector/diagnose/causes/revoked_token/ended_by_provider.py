"""A login provider told the application to end the session, in between."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, STRONG
from inspector.reading.meanings import OF_FORGERY, OF_THE_NETWORK, Names
from inspector.story.ends.provider_logouts import provider_logout
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_FORGERY, *OF_THE_NETWORK, "permission")


def ended_by_the_provider(case: Case) -> Found:
    """What was accepted is refused since the provider sent a logout to this host."""
    if not (case.is_refused or wants_login(case)) or case.said(*_OTHER_REASON):
        return
    last = next(
        (c for c in reversed(case.before) if c.succeeded and c.shares_credential(case)), None
    )
    found = provider_logout(case.trace.story, last, case) if last is not None else None
    main = case.sent.main
    if last is None or found is None or main is None:
        return
    entry = found.entry.number
    login = tr("The login in this trace was of the session that it names.")
    yield case.refused_for(
        "ended-by-provider",
        STRONG if found.login is not None else CLEAR,
        fact(tr("In entry {entry} the login provider ended a session.", entry=entry), found.place),
        *([fact(login, found.login)] if found.login is not None else []),
        fact(
            tr("{name} was accepted before that, and refused after it.", name=main.name), main.place
        ),
        name=main.name,
        entry=entry,
    )


RULES = (ended_by_the_provider,)
