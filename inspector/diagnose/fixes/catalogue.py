"""Chooses the fixes that go with a finding."""

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared, family
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import actions as a
from inspector.diagnose.fixes import addresses as at
from inspector.diagnose.fixes import builders as b
from inspector.diagnose.fixes import schemes as k
from inspector.diagnose.fixes import schemes as s
from inspector.diagnose.fixes.limits import limit_of
from inspector.model.exchange import SIGN_IN
from inspector.model.finding import Cause
from inspector.model.fix import KIND, Field, Fix

_OWNER = a.tell(
    "message-api-owner",
    "Copy a message for the API's owner",
    "Please look at this refused request.",
)
BUILDERS: dict[str, b.Builder] = {
    "message-administrator": a.tell(
        "message-administrator",
        "Copy a message for the administrator",
        "Please look at this refused request.",
    ),
    "message-api-owner": _OWNER,
    "ask-for-rights": a.tell(
        "ask-for-rights",
        "Copy a request for the missing right",
        "Please give me the right that this request needs.",
    ),
    "ask-for-scope": a.tell(
        "ask-for-scope",
        "Copy a request for the missing scope",
        "Please give my client the scope that this request needs: {scope}",
    ),
    "ask-for-audience": a.tell(
        "ask-for-audience",
        "Copy a request for the right audience",
        "Please issue tokens for this API: {aud}",
    ),
    "ask-for-address": a.tell(
        "ask-for-address",
        "Copy a request for a new address",
        "Please give me a new signed address for this.",
    ),
    "message-network": a.tell(
        "message-network",
        "Copy a message for the network's administrator",
        "Please let this request through.",
    ),
    "add-credential": s.add_credential,
    "add-word": s.add_word,
    "ask-audience": a.ask_audience,
    "ask-scope": a.ask_scope,
    "bind-token": a.bind_token,
    "choose-authority": b.choose(
        "choose-authority", Field("options", "ca_file"), "Choose the file of the authority"
    ),
    "choose-certificate": b.choose(
        "choose-certificate", Field("options", "client_certificate"), "Choose a client certificate"
    ),
    "choose-file": b.choose("choose-file", Field("body"), "Choose another file"),
    "correct-address": at.correct_address,
    "enter-client-secret": b.enter_client_secret,
    "enter-cookie": b.enter_cookie,
    "enter-proof": b.choose("enter-proof", Field("headers", "DPoP"), "Enter a new DPoP proof"),
    "enter-secret": b.enter_secret,
    "enter-variable": b.enter_variable,
    "fetch-csrf": a.fetch_csrf,
    "fetch-token": a.fetch_token,
    "final-address": at.final_address,
    "keep-credential": at.keep_credential,
    "log-in-again": a.log_in_again,
    "move-key": k.move_key,
    "one-authorization": s.one_authorization,
    "other-host": at.other_host,
    "own-origin": at.own_origin,
    "percent-decode": b.clean("percent-decode", "Decode it and resend"),
    "proxy-login": a.proxy_login,
    "recompute": s.recompute,
    "remove-blanks": b.clean("strip-blanks", "Remove the blanks and resend"),
    "remove-extra-sign": b.clean("strip-bearer", "Remove the extra sign and resend"),
    "remove-line-break": b.clean("strip-blanks", "Remove the line break and resend"),
    "remove-quotes": b.clean("strip-quotes", "Remove the quotes and resend"),
    "remove-second-word": b.clean("strip-bearer", "Remove the second word and resend"),
    "rename-header": k.rename_header,
    "set-up-sign-in": a.set_up_sign_in,
    "switch-charset": s.switch_charset,
    "switch-scheme": s.switch_scheme,
    "switch-word": s.switch_word,
    "trim-blanks": b.clean("trim", "Remove the blanks and resend"),
    "trim-line-break": b.clean("trim", "Remove the line break and resend"),
    "unlock": b.unlock,
    "use-https": at.use_https,
    "wait-and-retry": a.wait_and_retry,
    "wait-where-told": a.wait_where_told,
    "without-proxy": at.without_proxy,
}
"""Every fix by the name that the findings of `resources/findings` offer it under."""


_BY_SENDING = frozenset({Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH})


def fixes(case: Case, suspicion: Suspicion) -> tuple[Fix, ...]:
    """Return the fixes for a finding, the best first; never empty."""
    limit = limit_of(case) if suspicion.cause in _BY_SENDING else None
    if limit is not None:  # no other credential that can be sent from here helps
        return (limit.fix,)
    names = declared(suspicion.slug).fixes or family(suspicion.cause).fixes
    made = (BUILDERS[name](case, suspicion) for name in names)
    found = tuple(_risky(case, fix) for fix in made if fix is not None and _fits(case, fix))
    return found or (_OWNER(case, suspicion),)  # type: ignore[return-value] # a text always fits


def _fits(case: Case, fix: Fix) -> bool:
    """Whether a fix is for who sent this: a step of a sign-in has no type of its own to change."""
    changes_type = any(change.field == KIND for change in fix.changes)
    return not (changes_type and case.exchange.purpose in SIGN_IN)


def _risky(case: Case, fix: Fix) -> Fix:
    """Say of a fix that repeats a request with consequences that it does."""
    repeats = bool(fix.sends) and not case.sent.is_safe and fix.risk == "none"
    return msgspec.structs.replace(fix, risk="unsafe-method") if repeats else fix
