"""Names the one experiment that would best tell the leading causes apart."""

from collections.abc import Callable

from inspector.diagnose.case import Case
from inspector.diagnose.rank import CERTAIN, Ranked
from inspector.model.finding import Cause, NextExperiment
from inspector.wording import tr

Questions = dict[str, Callable[[], NextExperiment]]


def next_experiment(case: Case, ranked: tuple[Ranked, ...]) -> NextExperiment | None:
    """Return the experiment that would settle it, None where all is settled or risky."""
    if not ranked or ranked[0].score >= CERTAIN:
        return None
    leading = ranked[0].suspicion.cause
    if leading is Cause.ACCOUNT_LOCKED:
        return None
    named = _BY_SLUG.get(ranked[0].suspicion.slug)
    if named is not None:
        return _EXPERIMENTS[named]()
    rivals = {leading, *(one.suspicion.cause for one in ranked[1:3])}
    return _EXPERIMENTS[_choose(case, leading, rivals)]()


def _choose(case: Case, leading: Cause, rivals: set[Cause]) -> str:
    sent = case.sent
    if leading is Cause.SCHEME_MISMATCH and case.heard.schemes:
        return "other-scheme"
    if Cause.CSRF_FAILURE in rivals and not sent.is_safe:
        return "with-csrf-token"
    if leading in _BY_CAUSE:
        return _BY_CAUSE[leading]
    if not sent.has_any:
        return "other-saved-credential"
    if rivals & {Cause.REVOKED_TOKEN, Cause.EXPIRED_SESSION} and sent.credentials:
        return "fresh-token"
    return _by_credential(case)


def _by_credential(case: Case) -> str:
    sent = case.sent
    if sent.session_cookies and not sent.credentials:
        return "without-cookies"
    basic = sent.authorization is not None and sent.authorization.scheme in {"basic", "digest"}
    return "without-credentials" if basic else "garbage-credentials"


_BY_SLUG = {
    "key-in-wrong-place": "other-place-of-the-key",
    "trailing-slash": "trailing-slash",
    "http-in-place-of-https": "http-https",
    "https-wanted": "http-https",
    "preflight-refused": "preflight",
    "cors-refused": "preflight",
    "authorization-stripped": "garbage-credentials",
    "header-name-dropped": "other-place-of-the-key",
    "introspection-inactive": "introspection",
    "refused-though-valid": "introspection",
    "loopback-only-user": "other-saved-credential",
    "service-name-mismatch": "other-scheme",
    "token-signature-wrong": "issuer-keys",
}
_BY_CAUSE = {
    Cause.REVOKED_TOKEN: "fresh-token",
    Cause.WRONG_ENDPOINT: "final-address",
    Cause.NETWORK_BLOCKED: "direct-without-proxy",
    Cause.PROVIDER_UNREACHABLE: "issuer-keys",
    Cause.INSUFFICIENT_PERMISSIONS: "other-saved-credential",
    Cause.CONFIGURATION: "issuer-keys",
}

_EXPERIMENTS: Questions = {
    "without-credentials": lambda: NextExperiment(
        "without-credentials",
        tr("Is the refusal the same when no credential is sent at all?"),
    ),
    "garbage-credentials": lambda: NextExperiment(
        "garbage-credentials",
        tr("Does the server answer a made-up credential in the same way?"),
    ),
    "other-scheme": lambda: NextExperiment(
        "other-scheme",
        tr("Does the server accept the scheme that its challenge names?"),
        2,
    ),
    "fresh-token": lambda: NextExperiment(
        "fresh-token", tr("Does a token fetched just now work?"), 2
    ),
    "without-cookies": lambda: NextExperiment(
        "without-cookies", tr("Is the refusal the same without cookies?")
    ),
    "with-csrf-token": lambda: NextExperiment(
        "with-csrf-token", tr("Does the request work with a CSRF token fetched just before?"), 2
    ),
    "other-place-of-the-key": lambda: NextExperiment(
        "other-place-of-the-key", tr("Does the server find the key in another place or name?")
    ),
    "trailing-slash": lambda: NextExperiment(
        "trailing-slash", tr("Does the address work with or without the slash at its end?")
    ),
    "http-https": lambda: NextExperiment(
        "http-https", tr("Does the same address work over https?")
    ),
    "preflight": lambda: NextExperiment(
        "preflight", tr("Does the server answer the preflight that a browser would send?")
    ),
    "introspection": lambda: NextExperiment(
        "introspection", tr("Does the provider say that the token is active?")
    ),
    "final-address": lambda: NextExperiment(
        "final-address", tr("Does the same request work when sent to the other address?")
    ),
    "direct-without-proxy": lambda: NextExperiment(
        "direct-without-proxy", tr("Is the answer the same without the proxy in between?")
    ),
    "issuer-keys": lambda: NextExperiment(
        "issuer-keys", tr("Does the issuer answer, and do its keys fit the token?"), 2
    ),
    "other-saved-credential": lambda: NextExperiment(
        "other-saved-credential", tr("Does the same call work with another saved credential?")
    ),
}
