"""A cookie that is not the caller's own here: one of nobody, or that of another port's server."""

from inspector.diagnose.facts.callers.visitor_cookies import visitor_cookie
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.hosts.replaced_cookies import ReplacedCookie, replaced_cookie
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, SHOWN
from inspector.model.annotation import Place
from inspector.reading import places
from inspector.reading.meanings import OF_AN_END, OF_FORGERY, OF_THE_ACCOUNT, OF_THE_NETWORK, Names
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_THE_ACCOUNT, *OF_AN_END, *OF_FORGERY, *OF_THE_NETWORK)


def read_in_place_of_the_key(case: Case) -> Found:
    """What tells the refused calls from the accepted one is a cookie: it is read first."""
    found = None if case.said(*_OTHER_REASON) else visitor_cookie(case)
    if found is None or found.cookie.birth is None:
        return
    given, refused = found.given.number, found.refused.number
    name, key = found.cookie.name, found.key.use_in(case).credential
    born = case.trace.case(found.cookie.birth.entry).number
    set_by = tr("Entry {entry} set it without a login.", entry=born)
    said = tr(
        "Entry {given} was given without it what entry {refused} was refused.",
        given=given,
        refused=refused,
    )
    yield case.refused_for(
        "cookie-read-first",
        SHOWN if found.again else CLEAR,
        fact(tr("The cookie {name} came along.", name=name), found.cookie.use_in(case).place),
        fact(set_by, found.cookie.birth.place),
        fact(said, places.in_line(found.given.index, "reply")),
        name=name,
        wanted=key.name,
    )


# ---------------- Another server of the same host name put its cookie in place of this one's
def written_over(case: Case) -> Found:
    """The session that was sent is of another port, whose login replaced the one of this server."""
    found = replaced_cookie(case)
    if found is None or case.said(*OF_THE_NETWORK, *OF_THE_ACCOUNT):
        return
    name, other = found.sent.name, found.setter.sent.host
    facts = [
        fact(tr("{host} set the cookie {name} as well.", host=other, name=name), _birth(found)),
        fact(tr("Before it this server had set its own."), found.own.place),
    ]
    if found.worked is not None:
        line = places.in_line(found.worked.index, "reply")
        facts.append(fact(tr("With that one it let the caller in."), line))
    if found.lives is not None:
        line = places.in_line(found.lives.index, "reply")
        facts.append(fact(tr("{host} takes the one that was sent here.", host=other), line))
    yield case.refused_for(
        "cookie-written-over",
        SHOWN if found.worked is not None and found.lives is not None else CLEAR,
        fact(tr("The cookie {name} is that of {host}.", name=name, host=other), _use(case, found)),
        *facts,
        name=name,
        other=other,
    )


def _birth(found: ReplacedCookie) -> Place | None:
    return next((one.place for one in found.sent.births if one.entry == found.setter.index), None)


def _use(case: Case, found: ReplacedCookie) -> Place:
    return found.sent.use_in(case).place


RULES = (read_in_place_of_the_key, written_over)
