"""A signature was made for one method, and is sent with another one."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.clocks.address_ends import end_of
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import STRONG
from inspector.protocol.signatures.signed_address import signature_of_method
from inspector.protocol.signatures.signed_header import signature_header_of_method
from inspector.reading.meanings import OF_AN_END, OF_THE_NETWORK, Names
from inspector.reading.statuses import REFUSES_SIGNATURE
from inspector.wording import tr

_OTHER_REASON: Names = (*OF_AN_END, *OF_THE_NETWORK, "permission", "unknown-key", "clock")


def signed_for_another_method(case: Case) -> Found:
    """The very same signed address was accepted with another method, and is refused with this."""
    if case.status not in REFUSES_SIGNATURE or case.said(*_OTHER_REASON):
        return
    query = dict(case.sent.query)
    name = signature_of_method(query)
    end, now = end_of(case), case.server_time
    if not name or (end is not None and now is not None and now > end):
        return
    other = _accepted(case)
    if other is not None:
        yield _made_for(case, other, name)


def header_signed_for_another_method(case: Case) -> Found:
    """The very same signature in a header was accepted with another method at this address."""
    if case.status not in REFUSES_SIGNATURE or case.said(*_OTHER_REASON):
        return
    name = signature_header_of_method(case.sent.message.headers)
    other = _accepted(case) if name else None
    if other is not None and _signed(other, name) == _signed(case, name):
        yield _made_for(case, other, name)


def _signed(case: Case, name: str) -> list[str]:
    headers = case.sent.message.headers
    return [each.value for each in headers if each.name.lower() == name.lower()]


def _made_for(case: Case, other: Case, name: str) -> Suspicion:
    said = tr("The same address, with the same {name}, was accepted.", name=name)
    return case.refused_for(
        "signed-for-another-method",
        STRONG,
        fact(said, other.heard_line),
        fact(
            tr(
                "It was sent with {accepted}, and here with {method}.",
                accepted=other.sent.method,
                method=case.sent.method,
            ),
            case.sent_line,
        ),
        accepted=other.sent.method,
    )


def _accepted(case: Case) -> Case | None:
    """Return the case with this very address that was accepted with a method of its own.

    A preflight proves nothing, and neither does an address that this method was accepted with.
    """
    same = [one for one in (*case.before, *case.after) if one.sent.url == case.sent.url]
    taken = [one for one in same if one.succeeded and one.sent.method != "OPTIONS"]
    if any(one.sent.method == case.sent.method for one in taken):
        return None
    return taken[0] if taken else None


RULES = (signed_for_another_method, header_signed_for_another_method)
