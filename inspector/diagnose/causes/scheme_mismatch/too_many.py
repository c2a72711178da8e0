"""A credential too many: beside an address that is signed by itself, or one token by two ways."""

from inspector.diagnose.facts.accepted_elsewhere import accepted_beside
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import one_too_many, sent_in_two_places
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.weights import FAIR, LIKELY, SHOWN
from inspector.reading import places
from inspector.story.entry import Entry
from inspector.wording import tr


def beside_a_signed_address(case: Case) -> Found:
    """The address is signed, and Authorization came along: mostly from before a redirect."""
    found = case.once(one_too_many)
    if found is None or case.said("clock", "token-expired"):
        return
    header, words, came = found.header, found.words, found.carried_from
    told = [quoted(words)] if words else []
    carried = tr("It was carried along a redirect to another host.")
    yield case.refused_for(
        "one-credential-too-many",
        SHOWN if words is not None else LIKELY,
        fact(tr("The address is signed by itself."), case.sent_line),
        fact(tr("{name} was sent as well.", name=header.name), header.place),
        *([fact(carried, came.heard.header_place("location"))] if came is not None else []),
        *told,
        name=header.name,
        **({"from": came.sent.host} if came is not None else {}),
    )


def token_in_two_places(case: Case) -> Found:
    """One token stands in Authorization and in the query or the body (RFC 6750 §2)."""
    found = case.once(sent_in_two_places)
    if found is None:
        return
    header, other, words = found
    told = [quoted(words)] if words else []
    alone = _accepted_once(case)
    sure = words is not None or case.heard.error[0] or alone is not None
    yield case.refused_for(
        "token-sent-twice",
        SHOWN if sure else FAIR,
        fact(tr("A token was sent in {name}.", name=header.name), header.place),
        fact(tr("{name} was sent as well.", name=other.name), other.place),
        *(
            [fact(tr("Sent in one place, it was accepted."), places.in_line(alone.index, "reply"))]
            if alone
            else []
        ),
        *told,
        explains=True,
        name=other.name,
    )


def _accepted_once(case: Case) -> Entry | None:
    """Return the accepted request that lacked the second one, and nothing else; or None."""
    beside = accepted_beside(case)
    if beside is None or not beside.differences:
        return None
    added = all(one.what == "credential" and not one.accepted for one in beside.differences)
    return beside.accepted if added else None


RULES = (beside_a_signed_address, token_in_two_places)
