"""A credential too many: beside a signed address, by two ways, or beside one that was enough."""

from inspector.diagnose.facts.accepted_elsewhere import accepted_beside
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.tokens_alike import is_alike, is_of_one_make
from inspector.diagnose.facts.placement import one_too_many, sent_in_two_places
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.facts.token_claims import expired_by
from inspector.diagnose.weights import FAIR, LIKELY, SHOWN, STRONG
from inspector.protocol.field_names import is_csrf_name
from inspector.protocol.signatures.signed_address import signs_an_address
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_A_CLAIM, OF_A_SERVICE, OF_AN_END, OF_TRIES, Names
from inspector.story.entry import Entry
from inspector.story.pairs import Beside, Differs
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


# ---------------- Another credential beside the one that was enough
_OTHER_REASON: Names = (*OF_TRIES, *OF_AN_END, *OF_A_CLAIM, *OF_A_SERVICE, "csrf", "clock", "mfa")


def beside_a_good_one(case: Case) -> Found:
    """The very same was given to a credential, and is refused to it with another one beside it.

    Most servers look at one credential only, and which of several comes first is their choice. One
    that was fetched anew since is hardly the reason, where it is like the one before.
    """
    if not (case.is_refused or case.is_hidden_error) or case.said(*_OTHER_REASON):
        return
    beside = accepted_beside(case)
    added = _added(case, beside) if beside is not None else None
    if beside is None or added is None or expired_by(case, added) is not None:
        return
    enough = tr(
        "Entry {entry} is the same without it, and was accepted.", entry=beside.accepted.number
    )
    yield case.refused_for(
        "other-credential-beside",
        STRONG if case.shares_credential(beside.accepted) else _by_a_like(case, beside),
        fact(tr("{name} was sent as well.", name=added.name), added.place),
        fact(enough, places.in_line(beside.accepted.index, "reply")),
        name=added.name,
    )


def _by_a_like(case: Case, beside: Beside) -> float:
    """Weigh by how much a token that was fetched anew says: of one that is opaque only its look."""
    signed = [one for one in case.sent.credentials if one.claims]
    taken = beside.accepted.sent.credentials
    return LIKELY if any(is_alike(one, two) for one in signed for two in taken) else FAIR


def _renewed(case: Case, beside: Beside, one: Differs) -> bool:
    """Whether a credential stands in the place of another one like it."""
    if one.what != "credential" or not one.accepted or one.accepted != one.refused:
        return False
    mine, theirs = (
        [each for each in entry.sent.credentials if each.name == one.name]
        for entry in (case, beside.accepted)
    )
    return any(is_of_one_make(each, two) for each in mine for two in theirs)


def _added(case: Case, beside: Beside) -> Credential | None:
    """Return the one credential that the accepted one lacked, where it had another and all else.

    A cookie comes by itself: what the accepted reply set goes along with the next request.
    """
    telling = [one for one in beside.differences if one.name.lower() != "user-agent"]
    names = {one.name for one in telling if one.what == "credential" and not one.accepted}
    renewed = [one for one in telling if _renewed(case, beside, one)]
    same = case.shares_credential(beside.accepted) or bool(renewed)
    if len(telling) != 1 + len(renewed) or not names or not same:
        return None
    if any(map(signs_an_address, dict(case.sent.query))):
        return None  # the one beside it is no lesser one
    sent = (one for one in case.sent.credentials if one.where != "cookie" and one.name in names)
    return next((one for one in sent if not is_csrf_name(one.name)), None)


RULES = (beside_a_signed_address, token_in_two_places, beside_a_good_one)
