"""From which address the client came, as a server that tells it said in the same trace."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.protocol.sites import Range, is_outside, range_of
from inspector.protocol.urls import is_numeric
from inspector.reading.meanings import (
    BESIDE_THE_CREDENTIAL,
    OF_A_LACK,
    OF_A_WRONG_ONE,
    OF_AN_END,
    OF_THE_NETWORK,
    Names,
    without,
)
from inspector.reading.statuses import TURNS_AWAY
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


# ---------------- Rules that list who may call, and the caller is not among them
class Unlisted(NamedTuple):
    """here: the client's own address, as told. rules: where the addresses are listed that may call.

    entry: what the reply with these rules is called.
    """

    here: Told
    rules: Place
    entry: str


def unlisted_address(case: Case) -> Unlisted | None:
    """Return the rules of a refusing host that leave the client's address out; or None.

    Words of a right are what such a host may say to it as well.
    """
    if case.status not in TURNS_AWAY or case.said(*_OTHER_REASON):
        return None
    here = _told_near(case)
    for one in case.neighbours if here is not None else ():
        rules = _rules(one) if one.succeeded and _is_about(one, case) else ()
        if here is not None and is_outside(here.address, rules):
            return Unlisted(here, one.heard_body, one.number)
    return None


_OTHER_REASON: Names = (
    *without(BESIDE_THE_CREDENTIAL, *OF_THE_NETWORK, "permission"), *OF_A_WRONG_ONE, *OF_AN_END,
    *OF_A_LACK,
)  # fmt: skip


def _told_near(case: Case) -> Told | None:
    """Return the address told last before, else first after; None where the two differ."""
    before = _told_before(case)
    later = (one for one in case.neighbours if one.index > case.index)
    after = next(
        filter(None, (_told(one) for one in later if one.sent.host != case.sent.host)), None
    )
    if before is not None and after is not None and before.address != after.address:
        return None
    return before or after


def _is_about(one: Case, case: Case) -> bool:
    """Whether a reply is of the host that refused, or of what its name begins with."""
    name = case.sent.bare_host.partition(".")[0]
    named = len(name) >= _NAME_LENGTH and name in one.sent.path.lower().split("/")
    return one.sent.host == case.sent.host or named


_NAME_LENGTH = 4


def _rules(one: Case) -> tuple[Range, ...]:
    """Return the ranges that a JSON reply lists as those that may call."""
    reply = one.exchange.reply
    if reply is None or len(reply.body) > _LARGEST:
        return ()
    return tuple(_listed(one.heard.content.json, 0))


def _listed(value: object, deep: int) -> Iterator[Range]:
    if isinstance(value, list):
        for one in value[:_MOST] if deep < _DEEP else ():
            yield from _listed(one, deep + 1)
    if not isinstance(value, dict) or deep >= _DEEP or any(map(_lets_all_in, value.items())):
        return
    for name, inner in value.items():
        if _LISTS.fullmatch(str(name)):
            yield from _ranges(inner)
        else:
            yield from _listed(inner, deep + 1)


def _ranges(value: object) -> Iterator[Range]:
    """Yield the ranges of a list of texts, or of rules with a text each that allow."""
    for one in value[:_MOST] if isinstance(value, list) else ():
        members = one.values() if isinstance(one, dict) else (one,)
        texts = [text for text in members if isinstance(text, str)]
        if not any(map(_KEEPS_OUT.fullmatch, texts)):
            yield from filter(None, map(range_of, texts))


def _lets_all_in(member: tuple[object, object]) -> bool:
    """Whether whoever no rule is about may call."""
    name, value = member
    return _BY_DEFAULT.fullmatch(str(name)) is not None and str(value).lower() == "allow"


# finds `ipRules`, `allowed_ips`, `ip_allowlist`, `authorizedNetworks`
# but not `ip_address`
_LISTS = lazy_re(
    r"(?i)(?:ip_?(?:rules?|ranges?|(?:allow|white)_?list\w{0,10})|"
    r"(?:allow(?:ed|list(?:ed)?)?|authori[sz]ed|trusted|white_?list(?:ed)?)_?"
    r"(?:ips?|ip_?\w{0,12}|cidrs?|addresses|networks|ranges))"
)
# finds `defaultAction`, `default_policy`
# but not `action`
_BY_DEFAULT = lazy_re(r"(?i)default_?(?:action|policy|rule)")
# finds `Deny`, `block`
# but not `Allow`
_KEEPS_OUT = lazy_re(r"(?i)den(?:y|ied)|block(?:ed)?|drop|reject")
_LARGEST, _MOST, _DEEP = 64 * 1024, 200, 8
