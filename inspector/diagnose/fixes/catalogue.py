"""Chooses the fixes that go with a finding."""

from inspector.diagnose.case import Case
from inspector.diagnose.fixes import actions as a
from inspector.diagnose.fixes import builders as b
from inspector.diagnose.suspicion import Suspicion
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
_NETWORK = a.tell(
    "message-network",
    "Copy a message for the network's administrator",
    "Please let this request through.",
)

_BY_SLUG: dict[str, tuple[b.Builder, ...]] = {
    "empty-credential": (b.enter_secret,),
    "placeholder-credential": (b.enter_secret,),
    "unresolved-variable": (b.enter_secret,),
    "empty-secret": (b.enter_secret,),
    "authorization-dropped-on-redirect": (b.final_address, b.keep_credential),
    "cookie-not-returned": (a.log_in_again,),
    "key-in-wrong-place": (b.move_key, b.enter_secret),
    "credential-not-recognised": (b.switch_scheme, b.move_key, _OWNER),
    "code-refused": (a.log_in_again,),
    "client-secret-refused": (b.enter_client_secret,),
    "client-secret-expired": (b.enter_client_secret,),
    "assertion-refused": (_OWNER,),
    "client-certificate-required": (_OWNER,),
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
    "dpop-nonce-required": (a.resend,),
    "digest-stale-nonce": (a.resend,),
    "digest-nonce-mismatch": (b.recompute,),
    "digest-uri-mismatch": (b.recompute,),
    "digest-realm-mismatch": (b.recompute,),
    "digest-opaque-mismatch": (b.recompute,),
    "digest-qop-mismatch": (b.recompute,),
    "digest-counter-wrong": (b.recompute,),
    "digest-cnonce-missing": (b.recompute,),
    "digest-algorithm-mismatch": (b.recompute,),
    "sign-in-sessions-revoked": (a.log_in_again, a.fetch_token),
    "digest-counter-replayed": (b.recompute,),
    "scope-missing": (_SCOPE, a.fetch_token),
    "step-up-required": (a.log_in_again, _RIGHTS),
    "audience-mismatch": (_AUDIENCE, a.fetch_token),
    "opaque-token-where-jwt-expected": (_AUDIENCE, a.fetch_token),
    "secure-cookie-over-http": (b.use_https,),
    "refresh-token-expired": (a.log_in_again,),
    "proxy-login-required": (a.proxy_login, _NETWORK),
    "proxy-login-refused": (a.proxy_login, _NETWORK),
    "https-wanted": (b.use_https,),
    "http-in-place-of-https": (b.use_https, b.final_address),
    "trailing-slash": (b.final_address,),
    "moved-host": (b.final_address, b.keep_credential),
    "other-host-knows-credential": (b.other_host,),
    "other-host-named": (b.other_host,),
    "scheme-word-missing": (b.add_word,),
    "captive-portal": (_NETWORK,),
}
_BY_CAUSE: dict[Cause, tuple[b.Builder, ...]] = {
    Cause.MISSING_CREDENTIALS: (b.add_credential,),
    Cause.INVALID_CREDENTIALS: (b.enter_secret,),
    Cause.INSUFFICIENT_PERMISSIONS: (_RIGHTS,),
    Cause.EXPIRED_SESSION: (a.log_in_again,),
    Cause.CONFIGURATION: (_OWNER,),
    Cause.CSRF_FAILURE: (a.fetch_csrf,),
    Cause.NETWORK_BLOCKED: (_NETWORK,),
    Cause.WRONG_ENDPOINT: (_OWNER,),
    Cause.REVOKED_TOKEN: (a.fetch_token, b.enter_secret),
    Cause.PROVIDER_UNREACHABLE: (a.wait_and_retry, _ADMIN),
    Cause.ACCOUNT_LOCKED: (_ADMIN,),
    Cause.SCHEME_MISMATCH: (b.switch_scheme, _OWNER),
}


def fixes(case: Case, suspicion: Suspicion) -> tuple[Fix, ...]:
    """Return the fixes for a finding, the best first; never empty."""
    builders = _BY_SLUG.get(suspicion.slug) or _BY_CAUSE[suspicion.cause]
    made = (build(case, suspicion) for build in builders)
    return tuple(fix for fix in made if fix is not None) or (_OWNER(case, suspicion),)  # type: ignore[return-value] # a text always fits
