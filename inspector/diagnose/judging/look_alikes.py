"""A refusal without a word looks alike for many causes: names each, none as likelier than possible.

A wrong secret, a locked account, one that may not do this, a header that was dropped on the way,
another environment, a revoked token: the reply is the same. Which of them come into question is
told by what was sent.
"""

from collections.abc import Iterator
from http import HTTPStatus

from inspector.diagnose.facts.accepted_elsewhere import known_place, taken_before
from inspector.diagnose.facts.callers.intermediate_servers import is_for_the_program
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.server_errors import tries_a_password
from inspector.diagnose.facts.stale_tokens import forbids_a_bare_login
from inspector.diagnose.facts.successes.logins_taken import login_taken_before
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.facts.token_claims import accepted_tokens, is_for_this_place
from inspector.diagnose.weights import BARELY, FAINT, HALF, HINT, OPEN
from inspector.reading.credential import Credential
from inspector.reading.statuses import NO_SUCH_PLACE, SERVER_ERRORS, TURNS_AWAY

Group = tuple[tuple[str, float], ...]
_PASSWORD: Group = (
    ("wrong-password", HALF), ("account-disabled", HINT), ("forbidden", FAINT),
    ("authorization-stripped", FAINT), ("environment-mismatch", FAINT),
    ("login-service-down", BARELY),
)  # fmt: skip
_KNOWN_PASSWORD: Group = (
    ("account-disabled", HINT), ("wrong-password", FAINT), ("authorization-stripped", BARELY),
    ("login-service-down", BARELY),
)  # fmt: skip
_LOGIN: Group = (
    ("wrong-password", HALF), ("account-disabled", HINT), ("login-service-down", FAINT),
    ("csrf-token-missing", FAINT), ("environment-mismatch", FAINT),
)  # fmt: skip
# A wrong password is told in words mostly: without one, a form that came without the token of its
# page is what frameworks forbid (2 of 2 such at real servers).
_LOGIN_WITHOUT_A_TOKEN: Group = (
    ("csrf-token-missing", HALF), ("wrong-password", OPEN), ("account-disabled", FAINT),
    ("login-service-down", BARELY),
)  # fmt: skip
_TOKEN: Group = (
    ("token-not-accepted", HALF), ("token-revoked", HINT), ("forbidden", HINT),
    ("authorization-stripped", FAINT), ("environment-mismatch", FAINT),
    ("account-disabled", FAINT), ("login-service-down", BARELY),
)  # fmt: skip
_KNOWN_TOKEN: Group = (
    ("forbidden", HALF), ("token-revoked", HINT), ("account-disabled", FAINT),
    ("token-not-accepted", BARELY), ("authorization-stripped", BARELY),
    ("login-service-down", BARELY),
)  # fmt: skip
_KEY: Group = (
    ("key-refused", HALF), ("key-revoked", HINT), ("forbidden", HINT),
    ("environment-mismatch", FAINT), ("key-in-wrong-place", FAINT),
    ("account-disabled", FAINT), ("login-service-down", BARELY),
)  # fmt: skip
_SIGNATURE: Group = (
    ("request-signature-wrong", HALF), ("web-server-rule", FAINT), ("forbidden", FAINT),
    ("environment-mismatch", FAINT), ("login-service-down", BARELY),
)  # fmt: skip
_COOKIE: Group = (("session-ended", HALF), ("forbidden", HINT))
_CERTIFICATE: Group = (("client-certificate-refused", HALF), ("forbidden", HINT))
_UNREAD: Group = (("web-server-rule", HALF), ("forbidden", FAINT))
_NOTHING: Group = (("no-credentials-sent", HALF), ("web-server-rule", FAINT))
_NO_PLACE: Group = (
    ("path-unknown", HALF), ("not-found-hides-forbidden", HINT), ("environment-mismatch", FAINT),
)  # fmt: skip
_BROKEN: Group = (("login-service-down", HALF), ("gateway-without-answer", HINT))


def look_alikes(case: Case) -> Iterator[Suspicion]:
    """Yield what may stand behind a refusal that gives no reason."""
    for slug, weight in _group(case):
        sent = case.sent.main
        yield case.refused_for(
            slug,
            weight,
            name=sent.name if sent is not None else "",
            user=case.sent.login_user or (sent.user if sent is not None else ""),
            absent=slug == "no-credentials-sent",
            usual=True,
        )


def _group(case: Case) -> Group:
    sent = case.sent
    if case.status in SERVER_ERRORS:  # nobody who refuses a credential says so
        return _BROKEN
    if case.status in NO_SUCH_PLACE and not (sent.is_login or known_place(case)):
        return _NO_PLACE
    in_front = case.status in TURNS_AWAY and case.heard.content.page.is_of_web_server
    if in_front and is_for_the_program(case):
        return _UNREAD
    if tries_a_password(case):
        return _of_a_login(case) if sent.is_login else _of_a_password(case)
    if sent.authorization is not None:
        return _of_a_token(case, sent.authorization)
    return _of_others(case)


def _of_a_login(case: Case) -> Group:
    """Return the group of what is posted to a login."""
    return _LOGIN_WITHOUT_A_TOKEN if forbids_a_bare_login(case) else _LOGIN


def _of_a_password(case: Case) -> Group:
    """Return the group of a login; one that was taken before and gets 403 now is mostly known."""
    was_taken = case.status == HTTPStatus.FORBIDDEN and case.once(login_taken_before) is not None
    return _KNOWN_PASSWORD if was_taken else _PASSWORD


def _of_others(case: Case) -> Group:
    """Return the group of what is sent elsewhere than in Authorization."""
    if case.sent.keys:
        return _SIGNATURE if case.sent.keys[0].signs_a_message else _KEY
    if case.sent_certificate and not case.heard.schemes:
        return _CERTIFICATE
    return _COOKIE if case.sent.session_cookies else _NOTHING


def _of_a_token(case: Case, sent: Credential) -> Group:
    """Return the group of what stands in Authorization.

    A JWT says who made it and for whom, and libraries refuse another one without a word; not where
    this host took one of the same maker, or for the same audience. That a token is not looked for
    there at all is shown by a challenge that is missing (RFC 6750 §3). Who gives 403 to one that
    was taken for the very same mostly knows it.
    """
    if case.status == HTTPStatus.FORBIDDEN and taken_before(case):
        return _KNOWN_TOKEN
    if sent.claims:
        if is_for_this_place(sent, case.sent.bare_host, case.sent.path):
            return _TOKEN
        named = {"aud": "audience-mismatch", "iss": "issuer-not-trusted"}
        doubted = (slug for name, slug in named.items() if _is_doubted(case, sent.claims.get(name)))
        return (*_TOKEN, *((slug, HINT) for slug in doubted))
    return _TOKEN if case.heard.challenges else (*_TOKEN, ("key-in-wrong-place", FAINT))


def _is_doubted(case: Case, value: object) -> bool:
    """Whether a token names somebody whom no token that this host took names in the same claims."""
    taken = (one.claims for one in accepted_tokens(case))
    return bool(value) and not any(value in (one.get("aud"), one.get("iss")) for one in taken)


def with_look_alikes(case: Case, found: tuple[Suspicion, ...]) -> tuple[Suspicion, ...]:
    """Return suspicions together with the look-alikes of families that none of them is of."""
    families = {one.cause for one in found}
    return (*found, *(one for one in look_alikes(case) if one.cause not in families))
