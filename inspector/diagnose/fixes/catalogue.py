"""Chooses the fixes that go with a finding."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import actions as a
from inspector.diagnose.fixes import addresses as at
from inspector.diagnose.fixes import builders as b
from inspector.diagnose.fixes import keys as k
from inspector.diagnose.fixes import schemes as s
from inspector.model.finding import Cause
from inspector.model.fix import Fix

_ADMIN = a.tell(
    "message-administrator",
    "Copy a message for the administrator",
    "Please look at this refused request.",
)
_OWNER = a.tell(
    "message-api-owner",
    "Copy a message for the API's owner",
    "Please look at this refused request.",
)
_RIGHTS = a.tell(
    "ask-for-rights",
    "Copy a request for the missing right",
    "Please give me the right that this request needs.",
)
_SCOPE = a.tell(
    "ask-for-scope",
    "Copy a request for the missing scope",
    "Please give my client the scope that this request needs: {scope}",
)
_AUDIENCE = a.tell(
    "ask-for-audience",
    "Copy a request for the right audience",
    "Please issue tokens for this API: {aud}",
)
_NEW_ADDRESS = a.tell(
    "ask-for-address",
    "Copy a request for a new address",
    "Please give me a new signed address for this.",
)
_NETWORK = a.tell(
    "message-network",
    "Copy a message for the network's administrator",
    "Please let this request through.",
)

_BY_SLUG: dict[str, tuple[b.Builder, ...]] = {
    "empty-credential": (b.enter_secret,),
    "placeholder-credential": (b.enter_secret,),
    "unresolved-variable": (b.enter_variable, b.enter_secret),
    "empty-secret": (b.enter_secret,),
    "authorization-dropped-on-redirect": (at.final_address, at.keep_credential),
    "cookie-not-returned": (a.log_in_again, k.move_key),
    "key-in-wrong-place": (k.move_key, b.enter_secret),
    "credential-not-recognised": (s.switch_scheme, k.move_key, _OWNER),
    "code-refused": (a.log_in_again,),
    "client-secret-refused": (b.enter_client_secret,),
    "client-secret-expired": (b.enter_client_secret,),
    "assertion-refused": (_OWNER,),
    "client-certificate-required": (
        b.choose("choose-certificate", "options.client_certificate", "Choose a client certificate"),
        _OWNER,
    ),
    "certificate-not-trusted": (
        b.choose("choose-authority", "options.ca_file", "Choose the file of the authority"),
        _OWNER,
    ),
    "locked-vault": (b.unlock, b.enter_secret),
    "unreadable-file": (b.choose("choose-file", "body", "Choose another file"),),
    "two-authorization-headers": (s.one_authorization,),
    "basic-charset": (s.switch_charset,),
    "header-name-dropped": (k.rename_header, _OWNER),
    "origin-refused": (at.own_origin, a.fetch_csrf),
    "key-where-scheme-wanted": (s.switch_scheme, _OWNER),
    "scheme-word-in-small-letters": (s.add_word,),
    "signed-address-expired": (_NEW_ADDRESS,),
    "scheme-word-twice": (b.clean("strip-bearer", "Remove the second word and resend"),),
    "quotes-in-credential": (b.clean("strip-quotes", "Remove the quotes and resend"),),
    "line-break-in-credential": (b.clean("strip-blanks", "Remove the line break and resend"),),
    "line-break-in-header": (b.clean("strip-blanks", "Remove the line break and resend"),),
    "basic-trailing-newline": (b.clean("trim", "Remove the line break and resend"),),
    "blank-around-credential": (b.clean("trim", "Remove the blanks and resend"),),
    "blank-in-credential": (b.clean("strip-blanks", "Remove the blanks and resend"),),
    "colon-after-scheme": (b.clean("strip-bearer", "Remove the extra sign and resend"),),
    "key-percent-encoded": (b.clean("percent-decode", "Decode it and resend"),),
    "key-of-other-provider": (b.enter_secret,),
    "percent-encoded": (b.clean("percent-decode", "Decode it and resend"),),
    "token-expired": (a.fetch_token, b.enter_secret),
    "token-altered": (a.fetch_token, b.enter_secret),
    "refresh-token-used": (a.fetch_token, b.enter_secret),
    "id-token-used": (a.fetch_token, b.enter_secret),
    "token-not-accepted": (a.fetch_token, b.enter_secret, _OWNER),
    "dpop-nonce-required": (b.choose("enter-proof", "headers.DPoP", "Enter a new DPoP proof"),),
    "digest-stale-nonce": (s.recompute,),
    "digest-nonce-mismatch": (s.recompute,),
    "digest-uri-mismatch": (s.recompute,),
    "digest-realm-mismatch": (s.recompute,),
    "digest-opaque-mismatch": (s.recompute,),
    "digest-qop-mismatch": (s.recompute,),
    "digest-counter-wrong": (s.recompute,),
    "digest-cnonce-missing": (s.recompute,),
    "digest-algorithm-mismatch": (s.recompute,),
    "sign-in-sessions-revoked": (a.log_in_again, a.fetch_token),
    "digest-counter-replayed": (s.recompute,),
    "scope-missing": (a.ask_scope, _SCOPE, a.fetch_token),
    "step-up-required": (a.log_in_again, _RIGHTS),
    "audience-mismatch": (a.ask_audience, _AUDIENCE, a.fetch_token),
    "opaque-token-where-jwt-expected": (a.ask_audience, _AUDIENCE, a.fetch_token),
    "secure-cookie-over-http": (at.use_https,),
    "refresh-token-expired": (a.log_in_again,),
    "refresh-token-reused": (a.log_in_again,),
    "refresh-token-revoked": (a.log_in_again,),
    "saml-no-longer-valid": (a.log_in_again, _OWNER),
    "token-cut": (a.fetch_token, b.enter_secret),
    "token-unsigned": (a.fetch_token, b.enter_secret),
    "token-signature-wrong": (a.fetch_token, b.enter_secret),
    "signing-key-unknown": (a.fetch_token, _OWNER),
    "quota-used-up": (a.wait_where_told, _ADMIN),
    "proxy-login-required": (a.proxy_login, _NETWORK),
    "proxy-login-refused": (a.proxy_login, _NETWORK),
    "https-wanted": (at.use_https,),
    "http-in-place-of-https": (at.use_https, at.final_address),
    "trailing-slash": (at.final_address,),
    "moved-host": (at.final_address, at.keep_credential),
    "other-host-knows-credential": (at.other_host,),
    "other-host-named": (at.other_host,),
    "environment-mismatch": (at.other_host, at.correct_address, _OWNER),
    "wrong-region": (at.other_host, at.correct_address, _OWNER),
    "wrong-tenant": (at.correct_address, _OWNER),
    "host-not-served": (at.correct_address, _OWNER),
    "api-version": (at.correct_address, _OWNER),
    "path-unknown": (at.correct_address, _OWNER),
    "host-unknown": (at.correct_address,),
    "proxy-not-reached": (at.without_proxy, _NETWORK),
    "scheme-word-missing": (s.add_word,),
    "captive-portal": (_NETWORK,),
}
_BY_CAUSE: dict[Cause, tuple[b.Builder, ...]] = {
    Cause.MISSING_CREDENTIALS: (s.add_credential,),
    Cause.INVALID_CREDENTIALS: (b.enter_secret,),
    Cause.INSUFFICIENT_PERMISSIONS: (_RIGHTS,),
    Cause.EXPIRED_SESSION: (a.log_in_again, b.enter_cookie),
    Cause.CONFIGURATION: (_OWNER,),
    Cause.CSRF_FAILURE: (a.fetch_csrf,),
    Cause.NETWORK_BLOCKED: (_NETWORK,),
    Cause.WRONG_ENDPOINT: (_OWNER,),
    Cause.REVOKED_TOKEN: (a.fetch_token, b.enter_secret),
    Cause.PROVIDER_UNREACHABLE: (a.wait_and_retry, _ADMIN),
    Cause.ACCOUNT_LOCKED: (_ADMIN,),
    Cause.SCHEME_MISMATCH: (s.switch_scheme, s.switch_word, _OWNER),
}


def fixes(case: Case, suspicion: Suspicion) -> tuple[Fix, ...]:
    """Return the fixes for a finding, the best first; never empty."""
    builders = _BY_SLUG.get(suspicion.slug) or _BY_CAUSE[suspicion.cause]
    made = (build(case, suspicion) for build in builders)
    found = tuple(_risky(case, fix) for fix in made if fix is not None)
    return found or (_OWNER(case, suspicion),)  # type: ignore[return-value] # a text always fits


def _risky(case: Case, fix: Fix) -> Fix:
    """Say of a fix that repeats a request with consequences that it does."""
    repeats = bool(fix.sends) and not case.sent.is_safe and fix.risk == "none"
    return msgspec.structs.replace(fix, risk="unsafe-method") if repeats else fix
