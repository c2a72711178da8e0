"""One of several parts that only work together was sent: an id, a key or a signature alone."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.refusing_pages import wants_login
from inspector.diagnose.facts.suspicion import Found, fact, quoted
from inspector.diagnose.weights import LIKELY, PROVEN, STRONG
from inspector.model.annotation import Place
from inspector.protocol.naming.families import is_sent_beside
from inspector.protocol.patterns import lazy_re
from inspector.reading import places
from inspector.reading.statuses import CHALLENGES, MAY_REFUSE_CREDENTIAL, TURNS_AWAY
from inspector.wording import tr


class Named(NamedTuple):
    """A header or parameter of a request. compound: whether it holds parameters of its own."""

    name: str
    place: Place
    compound: bool


def part_alone(case: Case) -> Found:
    """What was sent is half of what such names are sent with, and nothing else says who calls."""
    if case.status not in TURNS_AWAY or case.sent.authorization is not None or case.sent.cookies:
        return
    asked = bool(case.said("missing", "not-authenticated"))
    if was_accepted(case) or case.may_be_stripped:
        return
    if not (case.heard.gives_no_reason or asked) or case.said("key-refused", "permission"):
        return
    found = tuple(_named(case))
    for own, partners in _TOGETHER:
        mine = next((one for one in found if own.search(one.name) and not one.compound), None)
        rest = [one for one in found if one is not mine]
        if mine is None or any(partners.search(one.name) for one in rest):
            continue
        if case.sent.is_token_request or _holds_another(case, rest) or _is_named(case, mine):
            continue
        if own is _SIGNATURE and case.sent.message.body:
            continue  # a message of another service, whose receiver knows the secret (a webhook)
        yield case.refused_for(
            "second-part-missing",
            LIKELY,
            fact(tr("Only {name} was sent.", name=mine.name), mine.place),
            explains=True,
            name=mine.name,
            wanted=_wanted(own),
            unnamed="key" if own is _CLIENT else "signature",
        )
        return


def _is_named(case: Case, mine: Named) -> bool:
    """Whether the reply speaks of the very part that was sent."""
    words = mine.name.lower().removeprefix("x-").replace("-", " ").replace("_", " ")
    return words in case.heard.words.lower().replace("-", " ").replace("_", " ")


def _named(case: Case) -> Iterator[Named]:
    for index, header in enumerate(case.sent.message.headers):
        if header.value.strip() and not _OF_A_CLIENT.search(header.name):
            place = places.in_header(case.index, "request", index, header)
            yield Named(header.name, place, '="' in header.value)
    yield from (Named(n, case.sent_line, compound=False) for n, value in case.sent.query if value)


# What browsers and libraries send of themselves, whoever calls.
# finds `Sec-Fetch-User`, `Sec-WebSocket-Key`, `Idempotency-Key`, `User-Agent`
# but not `X-Api-Key`
_OF_A_CLIENT = lazy_re(r"(?i)^(?:sec-|access-control-|(?:x-)?idempotency-key$|user-agent$)")


def _holds_another(case: Case, rest: list[Named]) -> bool:
    """Whether another key went along, which may be all that is read."""
    names = {one.name.lower() for one in rest}
    return any(key.name.lower() in names or key.where == "body" for key in case.sent.keys)


# finds `X-Signature`, `x-hmac-sha256`, `Api-Sign`
# but not `X-Signature-Version`
_SIGNATURE = lazy_re(
    r"(?i)^(?:x-)?(?:[a-z0-9]{1,20}-){0,3}(?:signature|sign|hmac(?:-sha\d{1,3})?)$"
)
# Whatever says by whose secret it was signed.
# finds `X-Api-Key`, `X-App-Id`, `access_key`, `X-Merchant`
# but not `X-Timestamp`, `X-Request-Id`
_OWNER = lazy_re(
    r"(?i)(?:key|(?:app|client|user|merchant|partner|account|access|api|caller|tenant|shop|"
    r"seller)[-_]?(?:id|name|code)?)$|token|expires|keyid|signature-input"
)
# finds `X-Access-Key`, `access_key`
# but not `X-Api-Key`
_TO_SIGN_WITH = lazy_re(r"(?i)^(?:x-)?(?:[a-z0-9]{1,20}-)?access[-_]?key(?:[-_]?id)?$")
_SIGNED = lazy_re(r"(?i)sign|hmac|secret|token")
# finds `X-Client-Id`, `client_id`, `X-App-Id`
# but not `X-Request-Id`
_CLIENT = lazy_re(r"(?i)^(?:x-)?(?:\w{1,20}-)?(?:client|app|application|consumer)[-_]?id$")
_SECRET = lazy_re(r"(?i)secret|key|token|sign|password|hmac|jwt|assertion|session|code")
# What was sent, what goes beside it, and how the rest is called: it is said when it is asked for.
_TOGETHER = ((_SIGNATURE, _OWNER), (_TO_SIGN_WITH, _SIGNED), (_CLIENT, _SECRET))


def _wanted(own: re.Pattern[str]) -> str:
    if own is _SIGNATURE:
        return tr("key that signed")
    return tr("signature") if own is _TO_SIGN_WITH else tr("secret")


def part_named(case: Case) -> Found:
    """The reply names a header that goes beside the key which was sent, and that is not there."""
    if case.status not in MAY_REFUSE_CREDENTIAL and not case.is_hidden_error:
        return
    sent = {one.name.lower() for one in case.sent.message.headers if one.value.strip()}
    keys = [key for key in case.sent.keys if key.where == "header"]
    for words in case.heard.statements:
        for name in _HEADERS.findall(words.text):
            beside = next((key for key in keys if is_sent_beside(name, key.name)), None)
            if beside is None or name.lower() in sent:
                continue
            yield case.refused_for(
                "second-part-missing",
                STRONG,
                quoted(words),
                fact(tr("Only {name} was sent.", name=beside.name), beside.place),
                explains=True,
                name=beside.name,
                wanted=name,
            )
            return


# finds `OK-ACCESS-PASSPHRASE`, `X-MBX-Timestamp`
# but not `e-mail`
_HEADERS = lazy_re(r"\b[A-Z][A-Za-z0-9]{0,20}(?:[-_][A-Z][A-Za-z0-9]{0,30}){1,5}\b")


# ---------------- A manifest, which browsers fetch without cookies and passwords
def manifest_alone(case: Case) -> Found:
    """The manifest of a page comes without the login that all else of the page came with.

    Its link has to ask for credentials (Web Application Manifest, "crossorigin").
    """
    asks = case.status in CHALLENGES or wants_login(case)
    if not asks or case.carried or case.sent.cookies or not _is_manifest(case):
        return
    given = (one for one in reversed(case.before) if one.succeeded and one.identities)
    page = next((one for one in given if one.heard.content.is_html), None)
    if page is None:
        return
    sent = (*page.sent.credentials, *page.sent.session_cookies)
    yield case.refused_for(
        "manifest-without-login",
        PROVEN,
        fact(tr("The page came with {name}.", name=sent[0].name), sent[0].place),
        fact(tr("Its manifest was asked for without it."), case.sent_line),
        path=case.sent.path,
    )


def _is_manifest(case: Case) -> bool:
    into = case.sent.header("sec-fetch-dest")
    named = into is not None and into[1].value == "manifest"
    return named or _MANIFEST.search(case.sent.path) is not None


# finds `/manifest.json`, `/site.webmanifest`
# but not `/v2/app/manifests/latest`
_MANIFEST = lazy_re(r"(?i)/(?:manifest\.json|[\w-]{0,40}\.webmanifest)$")

RULES = (part_alone, part_named, manifest_alone)
