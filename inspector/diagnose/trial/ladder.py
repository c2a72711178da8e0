"""How far the credential gets: the checks that the server appears to make, in its order.

Only refusals that differ show a check; where all look the same there is no ladder.
"""

from collections.abc import Iterable, Mapping

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.token_claims import bearer
from inspector.diagnose.trial.reply_comparison import main_case
from inspector.model.credential import LOGIN_SCHEMES
from inspector.model.experiment import Outcome, Rung, RungState
from inspector.reading.meanings import Names
from inspector.wording import tr

Results = Mapping[str, Outcome]

_STOPS: tuple[tuple[str, Names], ...] = (
    ("revocation", ("revoked", "not-active")),
    ("expiry", ("token-expired", "key-expired", "session-expired", "clock")),
    ("signature", ("signature", "unknown-key", "algorithm")),
    ("audience", ("audience", "issuer", "wrong-tenant")),
    ("scope", ("scope", "permission", "step-up", "denied")),
    ("format", ("malformed",)),
)
_TRUST = 0.5  # of a meaning: words that say something else as often are not counted


def ladder(case: Case, outcomes: Iterable[Outcome]) -> tuple[Rung, ...]:
    """Return the checks in the order in which the server appears to make them."""
    found = {one.plan.id: one for one in outcomes if one.attempt is not None}
    told = [name for name in _PROBES if _is(found, name, "differs")]
    if not told:
        return ()
    names = _order(case, found)
    passed = _passed(case, found)
    stop, by = _stop(case, found, passed)
    if "session" in names and stop in {"expiry", "known", "signature"}:
        stop = "session"
    return tuple(_rungs(names, passed, stop if stop in names else "", by))


_PROBES = (
    "without-credentials", "garbage-credentials", "signature-altered", "expired-by-design",
    "fresh-token", "other-saved-credential",
)  # fmt: skip


def _is(found: Results, name: str, result: str) -> bool:
    return name in found and found[name].result == result


def _order(case: Case, found: Results) -> tuple[str, ...]:
    """Return the checks that such a credential meets, the time before the signature if so."""
    sent = case.sent.authorization
    if sent is not None and sent.scheme in LOGIN_SCHEMES:
        return ("scheme", "login", "scope")
    token = bearer(case)
    if not case.sent.credentials and case.sent.session_cookies:
        return ("session", "scope")
    if token is None or not token.claims:
        return ("scheme", "known", "revocation", "scope")
    first, second = ("expiry", "signature") if _time_first(case, found) else ("signature", "expiry")
    withdrawn = ("revocation",) if case.said("revoked", "not-active") >= _TRUST else ()
    return ("scheme", "format", first, second, *withdrawn, "audience", "scope")


def _time_first(case: Case, found: Results) -> bool:
    """Whether a token out of time is called expired although its signature can't fit."""
    probes = [_case(found, "expired-by-design")]
    if case.said("token-expired") >= _TRUST:
        probes.append(_case(found, "signature-altered"))
    return any(one is not None and one.said("token-expired") >= _TRUST for one in probes)


def _case(found: Results, name: str) -> Case | None:
    attempt = found[name].attempt if name in found else None
    return main_case(attempt) if attempt is not None else None


def _passed(case: Case, found: Results) -> dict[str, str]:
    """Return the checks that the credential passes, each with the experiment that shows it."""
    passed: dict[str, str] = {}
    if _is(found, "without-credentials", "differs"):
        passed["scheme"] = "without-credentials"
    if _is(found, "garbage-credentials", "differs"):
        passed["scheme"] = passed.get("scheme", "garbage-credentials")
        for name in ("known", "login", "session", "format", "signature"):
            passed[name] = "garbage-credentials"
    if _is(found, "signature-altered", "differs"):
        passed["format"] = passed["signature"] = "signature-altered"
    expired = _case(found, "expired-by-design")
    if expired is not None and _is(found, "expired-by-design", "differs"):
        # its signature no longer fits either; what it is called shows which was noticed
        in_time = expired.said("token-expired") >= _TRUST
        passed["expiry" if in_time else "signature"] = "expired-by-design"
    return _without_told(case, passed)


def _without_told(case: Case, passed: dict[str, str]) -> dict[str, str]:
    """Leave out what the refusal itself names as the reason."""
    for told, names in _STOPS:
        if case.said(*names) >= _TRUST:
            passed.pop(told, None)
    return passed


def _stop(case: Case, found: Results, passed: Mapping[str, str]) -> tuple[str, str]:
    """Return the check that refuses, and the experiment that shows it (by its difference)."""
    for told, names in _STOPS:
        if case.said(*names) >= _TRUST:
            return told, next((name for name in _PROBES if _is(found, name, "differs")), "")
    if _is(found, "other-scheme", "accepted"):
        return "scheme", "other-scheme"
    if "scheme" in passed and _is(found, "garbage-credentials", "same"):
        stop = "signature" if _is(found, "signature-altered", "same") else "known"
        sent = case.sent.authorization
        is_login = sent is not None and sent.scheme in LOGIN_SCHEMES
        return ("login" if is_login else stop), "garbage-credentials"
    return "", ""


def _rungs(names: tuple[str, ...], passed: Mapping[str, str], stop: str, by: str) -> Iterable[Rung]:
    after = False
    for name in names:
        state: RungState = "passed" if name in passed else "unknown"
        if name == stop:
            state = "stopped-here"
        elif after:
            state = "not-reached"
        shown = by if name == stop else passed.get(name, "") if state == "passed" else ""
        yield Rung(name=_word(name), state=state, experiment=shown)
        after = after or name == stop


def _word(name: str) -> str:
    return {
        "scheme": tr("Scheme"),
        "format": tr("Format"),
        "signature": tr("Signature"),
        "expiry": tr("Expiry"),
        "revocation": tr("Revocation"),
        "audience": tr("Audience"),
        "scope": tr("Scope"),
        "known": tr("Known key"),
        "login": tr("Login"),
        "session": tr("Session"),
    }[name]
