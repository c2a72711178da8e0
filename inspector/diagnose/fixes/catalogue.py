"""Chooses the fixes that go with a finding."""

from collections.abc import Iterable

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared, family
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.fixes import actions as a
from inspector.diagnose.fixes import addresses as at
from inspector.diagnose.fixes import body_fields
from inspector.diagnose.fixes import builders as b
from inspector.diagnose.fixes import key_places as k
from inspector.diagnose.fixes import schemes as s
from inspector.diagnose.fixes.derived_addresses import derived_address
from inspector.diagnose.fixes.limits import close_variable, limit_of, send_unchecked
from inspector.diagnose.fixes.owner_settings import owner_setting
from inspector.model.exchange import SIGN_IN
from inspector.model.finding import Cause
from inspector.model.fix import KIND, Field, Fix
from inspector.wording import tr

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
    "as-named-key": k.as_named_key,
    "as-accepted": k.as_accepted,
    "as-described": k.as_described,
    "as-parameter": s.as_parameter,
    "as-other-body": body_fields.as_other_body,
    "ask-audience": a.ask_audience,
    "ask-scope": a.ask_scope,
    "bind-token": a.bind_token,
    "change-user-agent": b.change_user_agent,
    "choose-authority": b.choose_authority,
    "choose-certificate": b.choose(
        "choose-certificate",
        "Choose a client certificate",
        Field("options", "client_certificate"),
        Field("options", "client_key"),
    ),
    "choose-file": b.choose("choose-file", "Choose another file", Field("body")),
    "close-variable": close_variable,
    "correct-address": at.correct_address,
    "derived-address": derived_address,
    "elsewhere": k.elsewhere,
    "encode-login": b.encode_login,
    "enter-client-secret": s.enter_client_secret,
    "enter-cookie": b.enter_cookie,
    "enter-field": body_fields.enter_field,
    "enter-login": body_fields.enter_login,
    "enter-other-account": b.enter_other_account,
    "enter-part": k.part_named,
    "enter-proof": b.choose("enter-proof", "Enter a new DPoP proof", Field("headers", "DPoP")),
    "enter-scope": a.enter_scope,
    "enter-secret": b.enter_secret,
    "enter-variable": b.enter_variable,
    "fetch-csrf": a.fetch_csrf,
    "fetch-token": a.fetch_token,
    "final-address": at.final_address,
    "keep-credential": at.keep_credential,
    "log-in-again": a.log_in_again,
    "log-in-at-page": a.log_in_at_page,
    "move-key": k.move_key,
    "move-token": k.move_token,
    "one-authorization": s.one_authorization,
    "one-place": k.one_place,
    "other-host": at.other_host,
    "other-version": b.other_version,
    "own-host": at.own_host,
    "own-origin": at.own_origin,
    "percent-decode": b.clean("percent-decode", "Decode it and resend"),
    "proxy-login": a.proxy_login,
    "recompute": s.recompute,
    "remove-blanks": b.clean("strip-blanks", "Remove the blanks and resend"),
    "remove-extra-sign": b.clean("strip-bearer", "Remove the extra sign and resend"),
    "remove-line-break": b.clean("strip-blanks", "Remove the line break and resend"),
    "remove-quotes": b.clean("strip-quotes", "Remove the quotes and resend"),
    "remove-unseen": b.clean("strip-blanks", "Remove what nobody sees and resend"),
    "remove-second-word": b.clean("strip-bearer", "Remove the second word and resend"),
    "rename-header": k.rename_header,
    "send-unchecked": send_unchecked,
    "set-up-sign-in": a.set_up_sign_in,
    "switch-charset": s.switch_charset,
    "switch-scheme": s.switch_scheme,
    "switch-word": s.switch_word,
    "value-alone": b.value_alone,
    "trim-blanks": b.clean("trim", "Remove the blanks and resend"),
    "trim-line-break": b.clean("trim", "Remove the line break and resend"),
    "unlock": b.unlock,
    "use-https": at.use_https,
    "wait-and-retry": a.wait_and_retry,
    "wait-if-soon": a.wait_if_soon,
    "wait-until-valid": a.wait_until_valid,
    "sign-as-told": a.sign_as_told,
    "sign-by-server-clock": a.by_server_clock,
    "wait-where-told": a.wait_where_told,
    "without-proxy": at.without_proxy,
    "without-scope": a.without_scope,
}
"""Every fix by the name that the findings of `resources/findings` offer it under."""


_BY_SENDING = frozenset({Cause.MISSING_CREDENTIALS, Cause.SCHEME_MISMATCH})


def fixes(case: Case, suspicion: Suspicion) -> tuple[Fix, ...]:
    """Return the fixes for a finding, the best first; never empty."""
    limit = limit_of(case) if suspicion.cause in _BY_SENDING else None
    if limit is not None:  # no other credential that can be sent from here helps
        return (limit.fix,)
    usual = family(suspicion.cause)
    names = dict.fromkeys((*(declared(suspicion.slug).fixes or usual.fixes), *usual.always))
    made = (BUILDERS[name](case, suspicion) for name in names)
    fitting = (_finished(case, fix) for fix in made if fix is not None and _fits(case, fix))
    found = _with_setting(_different(fitting), case, suspicion)
    return found or (_OWNER(case, suspicion),)  # type: ignore[return-value] # a text always fits


def _different(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Return the fixes without those that do what one before them does."""
    found: dict[object, Fix] = {}
    seen: set[object] = set()
    for fix in fixes:
        leads = next(
            (one.after for one in fix.changes if one.field.area == "url" and one.after), ""
        )
        if fix.id not in found and (not leads or leads not in seen):
            found[fix.id] = fix
            seen.add(leads)
    return tuple(found.values())


def _with_setting(found: tuple[Fix, ...], case: Case, suspicion: Suspicion) -> tuple[Fix, ...]:
    """Put the setting that the server's owner can change before the other texts for others."""
    setting = owner_setting(case, suspicion)
    if setting is None:
        return found
    at = next((i for i, fix in enumerate(found) if fix.message), len(found))
    return (*found[:at], setting, *found[at:])


def _fits(case: Case, fix: Fix) -> bool:
    """Whether a fix is for who sent this: a step of a sign-in has no type of its own to change."""
    changes_type = any(change.field == KIND for change in fix.changes)
    return not (changes_type and case.exchange.purpose in SIGN_IN)


def _finished(case: Case, fix: Fix) -> Fix:
    """Say what a fix promises, and of one that repeats a request with consequences that it does."""
    if not fix.sends:
        return fix
    unsafe = not case.sent.is_safe and fix.risk == "none"
    made = msgspec.structs.replace(fix, risk="unsafe-method" if unsafe else fix.risk)
    if not _leads_elsewhere(fix):
        status = case.heard.phrase if case.status else tr("no reply")
        promise = tr("a success in place of {status}", status=status)
        return msgspec.structs.replace(made, promise=promise)
    asks = case.sent.is_safe and bool(case.sent.credentials)
    twice = tr("{sends}, and where that succeeds once more as nobody", sends=fix.sends)
    return msgspec.structs.replace(
        made,
        sends=twice if asks else fix.sends,
        promise=tr("a success that not everybody gets there") if asks else tr("a success there"),
        asks_nobody=asks,
    )


def _leads_elsewhere(fix: Fix) -> bool:
    """Whether it may end at a place that is open to everybody, where a success shows nothing."""
    return any(change.field.area == "url" or change.field == _BY_PROXY for change in fix.changes)


_BY_PROXY = Field("options", "proxy")
