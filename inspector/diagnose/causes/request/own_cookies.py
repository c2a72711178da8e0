"""Cookies that can't be read as they were set: joined, pasted with their header, encoded twice."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY, SOUND, STRONG
from inspector.model.annotation import Place
from inspector.protocol.field_names import is_csrf_name, looks_like_session
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, Names
from inspector.reading.statuses import TURNS_AWAY
from inspector.wording import tr

_OTHER_REASON: Names = BESIDE_THE_CREDENTIAL
# finds `sid=8f14e45fceea, csrftoken=5a36dedd`
# but not `sid=8f14e45fceea; theme=a,b=c`
_JOINED = lazy_re(r"[\w.-]{1,60}=[^;,\s=]{8,400}, ?[\w.-]{1,60}=[^;,\s]{4,400}(?:, ?[^;]{0,2000})?")
# finds `Set-Cookie: sid=8f14e45f`
# but not `sid=Set-Cookie`
_PASTED = lazy_re(r"(?i)((?:set-)?cookie\s?:)\s{0,9}\S.{0,4000}")
# finds `s%253A8f14`
# but not `s%3A8f14`
_TWICE = lazy_re(r"%25[0-9A-Fa-f]{2}")
# What `cookie-signature` puts around an id, as Express and Connect do: `s:ID.SIGNATURE`.
# finds `s%3A8f14e45fceea167a`
# but not `s%3A8f14e45f.c2lnbmF0dXJl`
_UNSIGNED = lazy_re(r"s(?:%3A|:)[\w-]{8,80}")


def not_as_it_was_set(case: Case) -> Found:
    """The Cookie header is written in a way in which no server finds the session."""
    away = case.heard.leads_to_login or case.status in TURNS_AWAY
    if not away or case.sent.authorization is not None or case.said(*_OTHER_REASON):
        return
    found = next(_faults(case), None)
    if found is None or was_accepted(case):
        return
    yield case.refused_for(
        found.slug,
        found.weight,
        fact(found.told, found.place),
        explains=True,
        name="Cookie",
        text=found.taken_along,
    )


class _Fault(NamedTuple):
    """taken_along: what stands around the value."""

    slug: str
    weight: float
    told: str
    place: Place
    taken_along: str = ""


def _faults(case: Case) -> Iterator[_Fault]:
    header = case.sent.header("cookie")
    if header is None:
        return
    place = places.in_header(case.index, "request", *header)
    value = header[1].value.strip()
    if found := _PASTED.fullmatch(value):
        told = tr("The value of {name} holds {text}.", name="Cookie", text=found[1])
        yield _Fault("more-than-the-value", STRONG, told, place, f"{found[1]} …")
    if _JOINED.fullmatch(value) and any(map(_is_of_a_session, _NAME.findall(value))):
        told = tr("The cookies are joined by commas; a semicolon parts them (RFC 6265 §4.2.1).")
        yield _Fault("credential-malformed", STRONG, told, place)
    if value and "=" not in value:
        told = tr("The Cookie header holds a value without a name.")
        yield _Fault("credential-malformed", STRONG, told, place)
    yield from _of_sessions(case)


_NAME = lazy_re(r"(?:^|, ?)([\w.-]{1,60})=")


def _is_of_a_session(name: str) -> bool:
    """Whether a cookie tells who calls: a list of other things may be one cookie's value."""
    return looks_like_session(name) or is_csrf_name(name)


def _of_sessions(case: Case) -> Iterator[_Fault]:
    seen: dict[str, str] = {}
    for name, value, place in case.sent.cookies:
        if not looks_like_session(name):
            continue
        if value.startswith(f"{name}="):
            told = tr("The value of {name} begins with its own name.", name=name)
            yield _Fault("more-than-the-value", STRONG, told, place, f"{name}=…")
        if _TWICE.search(value):
            told = tr("The value of {name} is percent-encoded twice.", name=name)
            yield _Fault("key-percent-encoded", SOUND, told, place)
        if _UNSIGNED.fullmatch(value):
            told = tr("The value of {name} lacks the signature behind its dot.", name=name)
            yield _Fault("credential-malformed", SOUND, told, place)
        if seen.setdefault(name, value) != value:
            told = tr("{name} was sent twice, with two values.", name=name)
            yield _Fault("credential-malformed", LIKELY, told, place)


RULES = (not_as_it_was_set,)
