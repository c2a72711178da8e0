"""A login, or a question about the account, is answered with where the account is: not here."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import account_home
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, SHOWN, STRONG
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import same_site
from inspector.reading import places
from inspector.reading.meanings import OF_THE_ACCOUNT, Names
from inspector.story.ways.directions import directions
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_THE_ACCOUNT, "csrf", "waf", "captive")


def account_elsewhere(case: Case) -> Found:
    """A login is answered with a region or host in place of a token, also when it is repeated."""
    found = account_home(case)
    if found is None:
        return
    home, again = found
    said = tr("{name} says {place}, and nothing is handed out.", name=home.name, place=home.place)
    span = places.find(case.heard.content.bytes, home.name)
    facts = [fact(said, places.in_body(case.index, "reply", span))]
    if again is not None:
        entry = again.number
        told = tr("Entry {entry} asked the same host and was told the same.", entry=entry)
        facts.append(fact(told, places.in_body(again.index, "reply")))
    weight = SHOWN if again is not None else STRONG
    other = home.place if "." in home.place else ""
    yield case.refused_for(
        "account-in-another-region", weight, *facts, place=home.place, other=other
    )


# ---------------- Where the account is, by what is said when somebody asks about it
class _Known(NamedTuple):
    """The question whose answer names the place, the member that does, and the host to go to."""

    asked: Case
    name: str
    place: str
    host: str


def account_known_elsewhere(case: Case) -> Found:
    """A login is refused, and asked about the same user, a sister host knows the account.

    Or this host itself has named a sister of its for that user before.
    """
    if not case.sent.login_user or not (case.is_refused or case.is_hidden_error):
        return
    found = None if case.said(*_OTHER_REASON) else _known(case)
    if found is None:
        return
    entry = str(found.asked.index + 1)
    at = found.asked.sent.bare_host
    told = tr(
        "Entry {entry} asked {host} about this user: {name} is {place}.",
        entry=entry,
        host=at,
        name=found.name,
        place=found.place,
    )
    facts = [fact(told, found.asked.heard_body)]
    here = _asked_here(case, found.asked)
    if here is not None:
        named = {"entry": str(here.index + 1), "name": found.name}
        said = tr("Entry {entry} asked the same here, and {name} is empty.", **named)
        facts.append(fact(said, here.heard_body))
    yield case.refused_for(
        "account-in-another-region",
        STRONG if here is not None else CLEAR,
        *facts,
        place=found.place,
        other=found.host,
        asked=at,
    )


def _known(case: Case) -> _Known | None:
    for asked in _questions(case):
        here = _asked_here(case, asked)
        at_home = asked.sent.host == case.sent.host
        if here is not None:
            name, place = next(_only_there(here, asked), ("", ""))
            if name:
                return _Known(asked, name, place, asked.sent.host)
        elif at_home:
            named = directions(asked).items()
            sisters = (one for one in named if _is_sister(case, one[0]))
            other = next((one for one in sisters if _HOME.match(one[1])), None)
            if other is not None:
                return _Known(asked, other[1], other[0], other[0])
    return None


def _questions(case: Case) -> Iterator[Case]:
    """Yield what was asked about the user of a login, of its host and of sisters, and answered."""
    user, here = case.sent.login_user, case.sent.bare_host
    for one in case.neighbours:
        if one.sent.is_login or not one.succeeded or not same_site(one.sent.bare_host, here):
            continue
        if user in one.sent.fields.values() or any(value == user for _, value in one.sent.query):
            yield one


def _asked_here(case: Case, asked: Case) -> Case | None:
    """Return the same question to the host of the login, where another host was asked."""
    if asked.sent.host == case.sent.host:
        return None
    same = (one for one in (*case.before, *case.after) if one.succeeded)
    return next((one for one in same if _question(one) == _question(asked)), None)


def _question(case: Case) -> tuple[object, ...]:
    sent = case.sent
    return sent.method, sent.path, sent.query, sent.message.body


def _only_there(here: Case, there: Case) -> Iterator[tuple[str, str]]:
    """Yield what only the other host says of where the account is, in a reply of the same form."""
    mine, theirs = (dict(one.heard.content.scalars()) for one in (here, there))
    for name, value in theirs.items() if mine.keys() & theirs.keys() else ():
        if value and not mine.get(name) and _OF_A_PLACE.search(name):
            yield name, str(value)


def _is_sister(case: Case, host: str) -> bool:
    return "." in host and host != case.sent.host and same_site(host, case.sent.bare_host)


# finds `url`, `api_host`, `homeServer`
# but not `avatar_url`, `help_url`
_HOME = lazy_re(
    r"(?i)^(?:api|base|home|account|region)?[_-]?(?:base)?[_-]?(?:url|uri|host|server|domain|endpoint)$"
)
# finds `country`, `regionCode`, `data_center`, `registered`, `exists`
# but not `message`, `code`
_OF_A_PLACE = lazy_re(
    r"(?i)country|region|data_?cent(?:er|re)|shard|cluster|tenant|residen|regist(?:er|ration)|exist"
)


RULES = (account_elsewhere, account_known_elsewhere)
