"""A credential was sent in a header beside an address that is signed by itself."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import one_too_many
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY, SHOWN
from inspector.wording import tr


def beside_a_signed_address(case: Case) -> Found:
    """The address is signed, and Authorization came along: mostly from before a redirect."""
    found = case.once(one_too_many)
    if found is None or case.said("clock", "token-expired"):
        return
    header, words, came = found.header, found.words, found.carried_from
    told = [fact(tr("Server said: {text}", text=words.short), words.place)] if words else []
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


RULES = (beside_a_signed_address,)
