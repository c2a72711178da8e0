"""The address: it names two places, as Host or key do, or is not written as it was meant."""

from collections.abc import Iterator
from http import HTTPStatus

from inspector.diagnose.facts.callers.host_names import misread_under_another_name, other_host_named
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import spoilable, was_accepted
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact, went_to
from inspector.diagnose.weights import LIKELY, SHOWN, SOUND, STRONG
from inspector.protocol.keys import key_hosts
from inspector.protocol.patterns import lazy_re
from inspector.protocol.signatures.signed_address import escaped
from inspector.protocol.sites import labels_below
from inspector.protocol.urls import host_of
from inspector.reading import places
from inspector.reading.credential import Credential
from inspector.reading.meanings import GENERAL
from inspector.reading.statuses import MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

# finds `eu-west-1`
# but not `us`
_CLOUD_REGION = lazy_re(r"\b(?:[a-z]{2}-(?:[a-z]+-)?[a-z]+-\d|global)\b")
_SEPARATORS = lazy_re(r"[_\-.:]")
# Regions as people write them; short words of a language (in, de, me) are left out.
_REGIONS = frozenset(
    {"eu", "us", "ap", "au", "ca", "uk", "jp", "br", "kr", "sg", "na", "apac", "emea"}
)
_ENVIRONMENTS = {
    "test": "test", "testing": "test", "tst": "test", "sandbox": "sandbox", "sbx": "sandbox",
    "sbox": "sandbox", "sdbx": "sandbox", "dev": "dev", "development": "dev", "staging": "staging",
    "stage": "staging", "stg": "staging", "uat": "staging", "qa": "test", "demo": "test",
    "prod": "prod", "production": "prod", "live": "prod", "prd": "prod",
}  # fmt: skip
# finds `eu01xx0123456789`
# but not `eulalia`
_BEGINS = lazy_re(r"(eu|uk|ap|au|ca|jp|br|sg)\d{2}[a-z]{2}(?=[0-9a-zA-Z]{12})")
# finds `shop-app-SBX-8a7b2c9d1-4e5f6a7b`
# but not `test-user`, `ann.test@acme.example`
_MADE = lazy_re(r"^(?=[^@\s]{16,400}$)[^0-9]{0,60}[0-9][^0-9]{0,20}[0-9]")
_READ, _MARKS = 48, 4


def signed_for_another_region(case: Case) -> Found:
    """The scope of a signature names a region, and the host is that of another (AWS SigV4)."""
    sent = case.sent.authorization
    scope = sent.params.get("credential", "").split("/") if sent is not None else []
    here = _CLOUD_REGION.search(case.sent.bare_host)
    there = next((part for part in scope[1:] if _CLOUD_REGION.fullmatch(part)), "")
    if sent is not None and here is not None and there not in {"", here[0], "global"}:
        yield _elsewhere(case, "wrong-region", STRONG, sent, there)


def key_names_another_place(case: Case) -> Found:
    """The beginning of the key names a region or environment, and the host names another one.

    Of a provider whose hosts the tables know, they say for which environment the host is.
    """
    for sent in spoilable(case):
        if _is_at_home(case, sent) or sent.claims or was_accepted(case):
            continue
        for text in _texts(sent):
            keys = _words(text[:_READ])[:-1][:_MARKS]
            if keys or _BEGINS.match(sent.bare):
                yield from _compared(case, sent, keys, _words_of_host(case.sent.bare_host))


def _words_of_host(host: str) -> list[str]:
    return [*_words(".".join(labels_below(host))), key_hosts.environment_at(host)]


def _is_at_home(case: Case, sent: Credential) -> bool:
    """Whether it is a known provider's key at a host of its own, of which the tables know more."""
    known = sent.known_key
    return known is not None and key_hosts.belongs(known.shape, case.sent.bare_host)


def _texts(sent: Credential) -> tuple[str, ...]:
    """Return what was made by a machine: of Basic the halves that are no name of a person."""
    if sent.scheme != "basic":
        return (sent.bare,)
    halves = sent.login_text.partition(":")
    return tuple(one for one in halves if _MADE.search(one))


def _compared(
    case: Case, sent: Credential, keys: list[str], hosts: list[str]
) -> Iterator[Suspicion]:
    mine, here = _region(keys), _region(hosts)
    if mine and here and mine != here:
        yield _elsewhere(case, "wrong-region", SOUND, sent, mine)
    env, place = _environment(keys), _environment(hosts)
    if env and place and env != place and "prod" in {env, place}:
        yield _elsewhere(case, "environment-mismatch", SOUND, sent, env)
    elif env == "sandbox" and not place and _names_no_other_reason(case):
        yield _elsewhere(case, "environment-mismatch", LIKELY, sent, env)
    region = _BEGINS.match(sent.bare)
    if region is not None and not mine and not here and case.heard.gives_no_reason:
        yield _elsewhere(case, "wrong-region", LIKELY, sent, region[1])


def _names_no_other_reason(case: Case) -> bool:
    """Whether a reply says no more than that the caller is unknown, or may not do this."""
    told = bool(case.meanings) and _OF_ANY_STRANGER.issuperset(case.meanings)
    return case.heard.gives_no_reason or told


_OF_ANY_STRANGER = GENERAL | {"permission", "key-refused"}


def _words(text: str) -> list[str]:
    return [word.lower().rstrip("0123456789") for word in _SEPARATORS.split(text)]


def _region(words: list[str]) -> str:
    return next((word for word in words if word in _REGIONS), "")


def _environment(words: list[str]) -> str:
    return next((_ENVIRONMENTS[word] for word in words if word in _ENVIRONMENTS), "")


def _elsewhere(case: Case, slug: str, weight: float, sent: Credential, there: str) -> Suspicion:
    return case.refused_for(
        slug,
        weight,
        fact(tr("The credential names {name}.", name=there), sent.place),
        *went_to(case.sent.host, case.sent_line),
        *case.quote("permission", "key-refused"),
        explains=True,
        other=there,
        environment=there,
    )


def host_header_differs(case: Case) -> Found:
    """Host names another server than the address: whoever answers looks for the first."""
    found = case.once(other_host_named)
    misread = case.status == HTTPStatus.BAD_REQUEST and misread_under_another_name(case)
    if found is None or not (case.is_refused or misread) or was_accepted(case):
        return
    named = host_of(f"//{found[1].value}")
    yield case.refused_for(
        "host-not-served",
        LIKELY,
        fact(tr("Host says {name}.", name=named), places.in_header(case.index, "request", *found)),
        *went_to(case.sent.host, case.sent_line),
        explains=True,
    )


def written_as_in_a_text(case: Case) -> Found:
    """A signed address is still escaped as XML, HTML or JSON wrote it: its parts are not read."""
    refused = case.status in MAY_REFUSE_CREDENTIAL
    found = escaped(case.sent.query) if refused else None
    given = (one.sent.url for one in case.same_request_before if one.succeeded)
    if found is not None and case.sent.url not in given:
        yield case.refused_for(
            "address-still-escaped",
            SHOWN,
            fact(
                tr("{sign} stands before {name}, in place of &.", sign=found.sign, name=found.name),
                case.sent_line,
            ),
            explains=True,
            sign=found.sign,
            name=found.name,
        )


RULES = (
    signed_for_another_region, key_names_another_place, host_header_differs, written_as_in_a_text,
)  # fmt: skip
