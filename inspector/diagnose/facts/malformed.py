"""Makes findings about credentials that are spoilt in themselves, where the reply allows it."""

import re
from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.login_redirects import wants_login
from inspector.diagnose.facts.suspicion import Suspicion, fact
from inspector.model.finding import Cause
from inspector.reading.credential import Credential
from inspector.reading.meanings import MeaningName
from inspector.reading.statuses import CHALLENGES, MAY_FAIL_ON_CREDENTIAL

_REFUSED = CHALLENGES | MAY_FAIL_ON_CREDENTIAL

DOUBLED = re.compile(r"(?i)^\s*(bearer|basic|token|digest)[\s:]+")
_SAYS_OTHERWISE: tuple[MeaningName, ...] = (
    "token-expired",
    "scope",
    "ip-refused",
    "locked",
    "unreachable",
    "csrf",
    "audience",
    "issuer",
    "too-many-attempts",
    "password-expired",
    "rate-limited",
    "revoked",
    "captcha",
    "step-up",
    "session-expired",
    "clock",
    "mfa",
    "consent",
)
_ABBREVIATED = re.compile(r"\.\.\.|…|\*\*\*|xxxx|XXXX|••")
_CLEARLY = 0.94  # trust above which words mean nothing else


def fault(slug: str, weight: float, sentence: str, credential: Credential) -> Suspicion:
    """Return a finding about the form of one credential."""
    return Suspicion(
        cause=Cause.INVALID_CREDENTIALS,
        slug=slug,
        weight=weight,
        evidence=(fact(sentence, credential.place),),
        absent=slug == "token-cut",
        values={
            "name": credential.name,
            "scheme": credential.scheme.capitalize(),
            "user": credential.user,
        },
    )


def spoilable(case: Case) -> Iterator[Credential]:
    """Yield the credentials of a refused request, unless the reply clearly says otherwise."""
    if case.said(*_SAYS_OTHERWISE) > _CLEARLY:
        return
    if case.status in _REFUSED or case.is_hidden_error or wants_login(case):
        yield from (one for one in case.sent.credentials if not _ABBREVIATED.search(one.value))
        if case.sent.proxy_authorization is not None:
            yield case.sent.proxy_authorization


def in_headers(case: Case) -> Iterator[Credential]:
    """Yield those in Authorization and Proxy-Authorization."""
    return (sent for sent in spoilable(case) if "authorization" in sent.name.lower())
