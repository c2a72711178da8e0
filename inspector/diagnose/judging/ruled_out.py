"""Accounts for the families that do not apply, each with the fact that rules it out."""

from collections.abc import Callable, Iterable

from inspector.diagnose.facts.case import Case
from inspector.model.finding import Cause, RuledOut
from inspector.wording import tr


def ruled_out(case: Case, found: Iterable[Cause]) -> tuple[RuledOut, ...]:
    """Return the families without a finding, with the reason for each."""
    present = set(found)
    return tuple(RuledOut(cause, _REASONS[cause](case)) for cause in Cause if cause not in present)


def _missing(case: Case) -> str:
    main = case.sent.main
    if main is not None:
        return tr("A credential was sent in {name}.", name=main.name)
    return tr("The reply does not complain that something is missing.")


def _invalid(case: Case) -> str:
    if not case.sent.has_any and case.may_be_stripped:
        return tr("The record shows no credential that could be wrong.")
    if not case.sent.has_any:
        return tr("No credential was sent that could be wrong.")
    return tr("The form of the credential is right, and the reply does not call it wrong.")


def _permissions(case: Case) -> str:
    if not case.may_carry:
        return tr("Without a credential there is no account whose rights could be too small.")
    return tr("The reply names no scope, role or right.")


def _session(case: Case) -> str:
    if not case.sent.session_cookies:
        return tr("No session cookie is involved.")
    return tr("The reply neither ends the session nor leads to a login.")


def _configuration(case: Case) -> str:
    if case.skew is not None:
        return tr("The clocks agree, and nothing points to audience, issuer or certificates.")
    return tr("Nothing points to audience, issuer, clocks or certificates.")


def _csrf(case: Case) -> str:
    if case.sent.was_recorded and case.sent.is_safe:
        return tr("{method} only reads and needs no CSRF token.", method=case.sent.method)
    if not case.sent.cookies and not case.may_be_stripped:
        return tr("No cookie was sent, so there is nothing to forge.")
    return tr("The reply does not mention a CSRF token.")


def _network(case: Case) -> str:
    if case.exchange.reply is None:
        return tr("The connection failed in another way.")
    return tr("The reply came from the server asked, not from a proxy, portal or firewall.")


def _endpoint(case: Case) -> str:
    if not case.sent.host:
        return tr("Nothing shows that another address should have been asked.")
    return tr("Nothing shows that {host} is the wrong place to ask.", host=case.sent.host)


def _revoked(case: Case) -> str:
    if not case.sent.credentials:
        return tr("No token or key was sent that could have been revoked.")
    return tr("The reply does not say that something was revoked, and nothing worked before.")


def _provider(_: Case) -> str:
    return tr("No login service in this trace failed to answer.")


def _locked(_: Case) -> str:
    return tr("The reply says nothing about a lock, too many attempts or a blocked account.")


def _scheme(case: Case) -> str:
    if not case.heard.schemes:
        return tr("The server asked for no other scheme.")
    return tr("The scheme sent is one that the server offers.")


_REASONS: dict[Cause, Callable[[Case], str]] = {
    Cause.MISSING_CREDENTIALS: _missing,
    Cause.INVALID_CREDENTIALS: _invalid,
    Cause.INSUFFICIENT_PERMISSIONS: _permissions,
    Cause.EXPIRED_SESSION: _session,
    Cause.CONFIGURATION: _configuration,
    Cause.CSRF_FAILURE: _csrf,
    Cause.NETWORK_BLOCKED: _network,
    Cause.WRONG_ENDPOINT: _endpoint,
    Cause.REVOKED_TOKEN: _revoked,
    Cause.PROVIDER_UNREACHABLE: _provider,
    Cause.ACCOUNT_LOCKED: _locked,
    Cause.SCHEME_MISMATCH: _scheme,
}
