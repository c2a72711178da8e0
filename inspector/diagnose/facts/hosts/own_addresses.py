"""From which address the client came, as a server that tells it said in the same trace."""

from collections.abc import Iterable
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import is_numeric
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, OF_THE_NETWORK, without
from inspector.story.interruptions import is_same

_SHORT = 600
# What services that tell callers their address call it.
# finds `ip`, `origin`, `client_ip`, `ip_addr`
# but not `ip_version`
_NAME = lazy_re(r"(?i)^(?:(?:your|client|remote|public)_?)?(?:ip|ip_?addr(?:ess)?|origin|query)$")


# finds `203.0.113.140`, `2001:db8::17`
# but not `12:30`
_ADDRESS = lazy_re(r"(?:\d{1,3}\.){3}\d{1,3}|[\da-fA-F]{1,4}(?:::?[\da-fA-F]{1,4}){2,7}")


class Told(NamedTuple):
    """An address that a server told its caller, and where."""

    address: str
    place: Place


class GivenThere(NamedTuple):
    """given: who got the very same from another address. here, there: the two, as told."""

    given: Case
    here: Told
    there: Told


def given_to_another_address(case: Case) -> GivenThere | None:
    """Return who was given what is refused here, unchanged, after the client's address changed."""
    if not case.is_refused or case.said(*without(BESIDE_THE_CREDENTIAL, *OF_THE_NETWORK)):
        return None
    here = _told_before(case)
    same = (one for one in (*case.after, *reversed(case.before)) if one.succeeded)
    for given in (one for one in same if here is not None and is_same(case, one)):
        there = _told_before(given)
        if here is not None and there is not None and here.address != there.address:
            return GivenThere(given, here, there)
    return None


def _told_before(case: Case) -> Told | None:
    """Return the address that another host told last before."""
    earlier = (one for one in reversed(case.neighbours) if one.index < case.index)
    others = (one for one in earlier if one.sent.host != case.sent.host)
    return next(filter(None, map(_told, others)), None)


def _told(one: Case) -> Told | None:
    reply = one.exchange.reply
    if not one.succeeded or reply is None or len(reply.body) > _SHORT or one.sent.has_any:
        return None
    named: Iterable[str] = (str(v) for n, v in one.heard.content.scalars() if _NAME.match(n))
    texts = (*named, one.heard.content.text.strip())
    address = next((text for text in texts if _ADDRESS.fullmatch(text) and is_numeric(text)), "")
    return Told(address, one.heard_body) if address else None
