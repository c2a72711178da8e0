"""Keys whose kind the tables know, where the request differs from what they say of it."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import key_differences
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import CLEAR, FAIR, HALF, LIKELY, OPEN, SHOWN, SOUND, STRONG
from inspector.protocol.keys import key_checks, key_hosts
from inspector.protocol.keys.difference_words import against, said, shown
from inspector.protocol.keys.differences import Difference, Kind
from inspector.protocol.keys.key_shapes import Use, ways_of
from inspector.reading.credential import Credential
from inspector.reading.meanings import OF_A_LACK, Names
from inspector.wording import tr


class Meant(NamedTuple):
    """What a difference means: the finding and how likely that alone makes it."""

    slug: str
    weight: float


# The families are those of the definitions: who reads the place and meets another kind there has a
# scheme that doesn't match; who reads another place has found nothing; who reads the key and can't
# know it was asked at the wrong address; who knows it and gives it little has its rights in mind.
_MEANS: dict[Kind, Meant] = {
    "damaged": Meant("key-damaged", STRONG),  # no such key was ever given out
    "owner": Meant("key-of-other-provider", STRONG),  # nobody there can know it
    "environment": Meant("environment-mismatch", CLEAR),  # the other system's list holds it
    "region": Meant("wrong-region", STRONG),  # the other data centre's list holds it
    "address": Meant("environment-mismatch", SHOWN),  # it says itself where it belongs
    "host": Meant("other-host-named", CLEAR),  # another of its provider's hosts reads it
    "account": Meant("wrong-tenant", CLEAR),  # the login of one, asked for things of another
    "http": Meant("https-wanted", LIKELY),  # the address that takes keys is another
    "retired": Meant("key-revoked", CLEAR),  # its provider took the whole kind back
    "path": Meant("key-is-limited", CLEAR),  # known, and made for other addresses
    "word": Meant("key-sent-in-another-way", CLEAR),  # Authorization is read as another scheme
    "slot": Meant("key-sent-in-another-way", STRONG),  # another kind is read there
    "swapped": Meant("parts-swapped", STRONG),  # both places are read, and each holds a wrong value
    "half": Meant("key-in-other-half", CLEAR),  # the pair as a whole is unknown
    "place": Meant("key-in-wrong-place", STRONG),  # what is read stays empty
    "user": Meant("user-name-for-token", STRONG),  # the pair as a whole is unknown
    "beside": Meant("second-part-missing", CLEAR),  # one of two parts is there
}
# What a key is for where it is not for calls: it opens nothing, or so little that a right lacks.
_USES: dict[Use, Meant] = {
    "refresh": Meant("refresh-token-used", CLEAR),
    "client-secret": Meant("other-kind-of-key", CLEAR),
    "webhook": Meant("other-kind-of-key", CLEAR),
    "identifier": Meant("other-kind-of-key", SOUND),
    "smtp": Meant("other-kind-of-key", SOUND),
    "publishable": Meant("key-is-limited", FAIR),  # many calls do take it
    "sdk": Meant("key-is-limited", HALF),
    "app-level": Meant("key-is-limited", HALF),
    "admin": Meant("key-is-limited", HALF),
}
_DAMAGED = {"checksum": STRONG, "short": LIKELY, "long": LIKELY, "other": HALF}
_OTHER_KIND = Meant("other-kind-of-key", SOUND)
_ELSEWHERE = LIKELY  # a host that nobody knows may take keys of its own in the same shape
_MADE_UP = OPEN
_ASKS: Names = OF_A_LACK


def not_as_its_provider_says(case: Case) -> Found:
    """Yield what each difference between a key and the request means."""
    for one, credential in key_differences(case):
        if one.kind == "use" and case.sent.is_token_request:
            continue
        yield _suspicion(case, one, credential)


def _suspicion(case: Case, one: Difference, credential: Credential) -> Suspicion:
    means = _means(case, one)
    evidence = [fact(said(one), credential.place)]
    if other := against(one, case.sent.bare_host):
        evidence.append(fact(other, case.sent_line))
    return case.refused_for(
        means.slug,
        means.weight,
        *evidence,
        *case.quote(*_ASKS),
        absent=one.kind == "beside",
        explains=one.kind != "use",
        **_values(one, credential),
    )


def _means(case: Case, one: Difference) -> Meant:
    if one.kind == "use":
        return _of_use(case, one)
    if one.kind == "word" and _takes_its_secret_key(one):
        return _OTHER_KIND
    means = _MEANS[one.kind]
    return means._replace(weight=_of_damage(case, one)) if one.kind == "damaged" else means


def _of_use(case: Case, one: Difference) -> Meant:
    """Return what another use means; that of keys for browsers many begin in the same way."""
    if one.shape.use != "publishable":
        return _USES[one.shape.use]
    unknown = case.status == HTTPStatus.UNAUTHORIZED
    means = _OTHER_KIND if unknown else _USES[one.shape.use]
    home = key_hosts.may_be_home(one.shape, case.sent.bare_host)
    return means if home else means._replace(weight=means.weight * _ELSEWHERE)


def _takes_its_secret_key(one: Difference) -> bool:
    """Whether a key for browsers stands where its provider reads the secret one."""
    ways = ways_of(one.shape.provider)
    return one.shape.use == "publishable" and one.part.way.lower() in ways


def _of_damage(case: Case, one: Difference) -> float:
    weight = _DAMAGED[one.sent]
    if not key_hosts.belongs(one.shape, case.sent.bare_host):
        weight *= _ELSEWHERE
    return weight * _MADE_UP if key_checks.looks_made_up(one.part.secret) else weight


def _values(one: Difference, credential: Credential) -> dict[str, object]:
    ways = tr(" or ").join(shown(way) for way in one.shape.travels[:2])
    values: dict[str, object] = {"kind": one.shape.name, "name": credential.name}
    return {**values, **dict(_more(one, ways))}


def _more(one: Difference, ways: str) -> Iterator[tuple[str, object]]:
    if one.kind == "owner":
        yield from (("owner", one.wanted), ("provider", one.shape.provider))
    elif one.kind in {"environment", "address"}:
        yield "environment", one.sent
    elif one.kind == "region":
        yield "other", one.sent
    elif one.kind == "user":
        yield from (("user", one.part.user), ("wanted", one.wanted))
    elif one.kind == "beside":
        yield "wanted", one.wanted.partition(" | ")[0].partition(" ")[2] or shown(one.wanted)
    elif one.kind == "swapped":
        yield from (("sent", shown(one.sent)), ("wanted", shown(one.wanted)))
    elif one.kind in {"word", "slot", "half", "place"}:
        yield from (("sent", shown(one.sent)), ("wanted", ways))


RULES = (not_as_its_provider_says,)
