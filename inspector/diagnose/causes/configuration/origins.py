"""A list of pages that a server lets in, read or asked for in general: no write was forged."""

from inspector.diagnose.facts.callers.origins import let_in_from_another_page
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, SHOWN, STRONG
from inspector.model.finding import Evidence
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.meanings import OF_AN_END, OF_THE_ACCOUNT, Names
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_THE_ACCOUNT, *OF_AN_END, "csrf", "ip-refused")


def page_not_listed(case: Case) -> Found:
    """Something is only asked for, and the reply or another page's success names the origin.

    A check against forgery looks at writes; who refuses a read by its origin has a list of them,
    unless its own words are of the origin alone.
    """
    if not case.sent.is_safe or case.sent.method == "OPTIONS" or case.said(*_OTHER_REASON):
        return
    if any(one.says.finding == "origin-refused" for one in case.known):
        return  # of this product it is known that it looks for forgery in reads, too
    pair, told = let_in_from_another_page(case), case.said("origin-refused")
    if pair is None and not told:
        return
    name = pair.name if pair is not None else "origin"
    facts = [*case.quote("origin-refused"), *_named(case, name)]
    if pair is not None:
        entry = pair.accepted.number
        said = tr("Entry {entry} is the same but for that, and was accepted.", entry=entry)
        facts.append(fact(said, places.in_line(pair.accepted.index, "reply")))
    found = case.sent.header(name)
    # a key may be for listed pages alone; only what a browser adds by itself can be forged with
    of_pages = not told or bool(case.sent.keys) or _OF_CORS.search(case.heard.words) is not None
    yield case.refused_for(
        "page-not-listed" if of_pages else "origin-refused",
        (SHOWN if told else STRONG) if pair is not None else CLEAR * told,
        *facts,
        origin=found[1].value if found is not None else "",
    )


# Who speaks of an origin alone looks who may have sent it: sockets and reads are forged, too.
# finds `invalid cors request`, `cross origin request rejected`
# but not `origin not allowed`
_OF_CORS = lazy_re(r"\b(?:cors|cross[- ]origin)\b")


def _named(case: Case, name: str) -> list[Evidence]:
    found = case.sent.header(name)
    if found is None:
        return [fact(tr("No {name} was sent.", name=name.title()), case.sent_line)]
    place = places.in_header(case.index, "request", *found)
    return [fact(tr("{name} is {value}.", name=found[1].name, value=found[1].value), place)]


RULES = (page_not_listed,)
