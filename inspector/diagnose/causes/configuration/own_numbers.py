"""The token is made for one device or instance, and the one that was asked tells another number.

What runs in many copies (a gateway at home, an appliance, an instance of a program) has a number of
its own that it tells whoever asks, and takes tokens that name it as their audience (RFC 7519
§4.1.3).
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.token_claims import audiences, bearer, expired_by
from inspector.diagnose.weights import CLEAR
from inspector.model.annotation import Place
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.meanings import BESIDE_THE_AUDIENCE, Names
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

_OTHER_REASON: Names = BESIDE_THE_AUDIENCE
_MEMBERS = 200
# finds `sn`, `serial_number`, `deviceId`, `instance_id`, `uuid`
# but not `id`, `session_id`, `cpuid`
_ITS_OWN = lazy_re(
    r"(?i)^(?:sn|uuid|guid|serial(?:[_-]?(?:no|num(?:ber)?))?|"
    r"(?:device|gateway|instance|system|node|unit|hub|controller|machine|server|cluster|appliance)"
    r"[_-]?(?:id|sn|uuid|guid|serial(?:[_-]?(?:no|num(?:ber)?))?))$"
)
# finds `122233019921`, `4b8f3ac3-efd4-4385`, `SG00412X7`
# but not `orders`, `api-v2`
_NUMBER = lazy_re(r"(?=(?:[^\d\s]{0,6}\d){4})[A-Za-z0-9-]{6,64}")


class _Own(NamedTuple):
    value: str
    place: Place


def made_for_another_device(case: Case) -> Found:
    """The audience is a number like the one that this host tells of itself, and another one."""
    token = bearer(case)
    if token is None or case.status not in MAY_REFUSE_CREDENTIAL or case.said(*_OTHER_REASON):
        return
    named = audiences(token)
    if len(named) != 1 or not _NUMBER.fullmatch(named[0]) or was_accepted(case):
        return
    told = [one for one in _told_by_itself(case) if _form(one.value) == _form(named[0])]
    own = {one.value.lower() for one in told}
    if len(own) != 1 or named[0].lower() in own or expired_by(case, token) is not None:
        return
    yield case.refused_for(
        "audience-mismatch",
        CLEAR,
        fact(tr("The API calls itself {resource}.", resource=told[0].value), told[0].place),
        fact(tr("The token's aud is {aud}.", aud=named[0]), token.place),
        aud=named[0],
        wanted=told[0].value,
    )


def _told_by_itself(case: Case) -> Iterator[_Own]:
    """Yield the numbers that this host gave for its own to who sent no credential."""
    for other in (*reversed(case.before), *case.after):
        if not other.came or other.sent.has_any:
            continue
        content = other.heard.content
        pairs = content.xml_leaves() if content.is_xml else content.scalars()
        for name, value in islice(pairs, _MEMBERS):
            if _ITS_OWN.match(name) and _NUMBER.fullmatch(str(value)):
                span = places.find(content.bytes, str(value))
                yield _Own(str(value), places.in_body(other.index, "reply", span))


def _form(number: str) -> tuple[str, int, tuple[int, ...]]:
    """Return how a number is written: of what, how long, and where its hyphens stand."""
    plain = number.replace("-", "").lower()
    kind = "digits" if plain.isdigit() else "hex" if _HEX.issuperset(plain) else "letters"
    return kind, len(number), tuple(at for at, sign in enumerate(number) if sign == "-")


_HEX = frozenset("0123456789abcdef")

RULES = (made_for_another_device,)
