"""The reply to a login says where the account is, and lets nobody in here."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.refusing_pages import account_home
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import SHOWN, STRONG
from inspector.reading import places
from inspector.wording import tr


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


RULES = (account_elsewhere,)
