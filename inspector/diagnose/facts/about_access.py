"""What must stand beside ambiguous words where the status itself does not refuse access.

"Order is locked", "unknown region: Bavaria" and "IP address must be IPv4" are ordinary errors; the
same words about an account, a key or a refused address are not.
"""

import re
from collections.abc import Iterable
from http import HTTPStatus
from itertools import islice

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.things.asked_names import only_resembles
from inspector.diagnose.facts.things.conflicts import says_a_thing_is_locked
from inspector.model.credential import LOGIN_SCHEMES
from inspector.protocol.field_names import names_a_login_part
from inspector.protocol.patterns import lazy_re, word_set
from inspector.protocol.schemes.computed_schemes import is_computed
from inspector.reading.error_bodies import is_fault
from inspector.reading.meanings import OF_AN_END, SURELY, Meaning, MeaningName, Names, sureness
from inspector.reading.named_status import named_status
from inspector.reading.plain_words import plain
from inspector.reading.statements import Statement
from inspector.reading.statuses import MISSES_WHAT_WAS_ASKED, SERVER_ERRORS, SUCCESSES
from inspector.story.clocks.stamps import secures_a_message, stamps

# finds `the token is missing`
# but not `the colour is missing`
_ACCESS = lazy_re(
    r"\b(?:auth\w*|tokens?|apikeys?|credentials?|bearer|jwt|oauth\w*|login|session|cookie|signature|"
    r"csrf|certificate|(?:subscription|access|secret|license) key|secret|signed|basic|time ?stamp|"
    r"segments|user ?name|client id|skew\w*|dpop|saml|insufficient scope|wsse|security semantics|"
    r"subject must|"
    r"key in (?:the )?(?:request )?(?:headers?|query)|"
    r"(?:header|query|cookie) (?:\w+ ){0,2}(?:key|secret))\b"
)
_VAGUE = ("malformed", "missing", "not-found-there", "clock", "scope", "algorithm")
_CLAIM_WORDS = (
    r"\b(?:tokens?|jwt|claims?|{name}|access|idx\d*|oauth\w*|oidc|bearer|assertion|mismatch|"
)
_KEY_WORDS = (
    r"\b(?:apikeys?|keys?|tokens?|credentials?|accounts?|signature|endpoint|host ?name|"
    r"virtual host|url|expect\w*|scoped|sandbox|production|live|instance|environment)\b"
)
_REFUSES = (
    r"\b(?:not|denied|block\w*|allow\w*|\w*list\w*|restrict\w*|forbid\w*|unauthor\w*|refus\w*|"
    r"reject\w*|unrecogni\w*|disabled|unknown|banned|from|required|policies|policy)\b"
)
_BESIDE: dict[str, re.Pattern[str]] = {
    **dict.fromkeys(_VAGUE, _ACCESS),
    # finds `the account is locked`
    # but not `the row is locked`
    "locked": lazy_re(
        r"\b(?:accounts?|users?|customers?|members?|profiles?|organi[sz]ations?|workspaces?|login|"
        r"subscriptions?|keys?|apikeys?|tokens?|clients?|tenants?|teams?|you|your|credentials?|"
        r"e ?mail|signin|devices?|subscribers?|access|ip|lock ?out|data \d{3})\b"
    ),
    # finds `wait before you try`
    # but not `tries of this kind`
    "too-many-attempts": lazy_re(
        r"\b(?:log\w*|sign\w*|fail\w*|password|auth\w*|accounts?|again|lock\w*|wait|later|retry|ip|"
        r"block\w*|many|exceeded|code|otp)\b"
    ),
    "ip-refused": lazy_re(_REFUSES),
    "replayed": lazy_re(r"\b(?:nonce|jti|proof|signature|signed|assertion|attack|dpop)\b"),
    # finds `invalid audience`
    # but not `the audience clapped`
    "audience": lazy_re(
        _CLAIM_WORDS.format(name="aud") + r"(?:invalid|wrong|bad|unexpected) audience|"
        r"audience (?:is |was )?(?:invalid|wrong|not)|audience validation)\b"
    ),
    # finds `unknown issuer`
    # but not `the issuer of a card`
    "issuer": lazy_re(
        _CLAIM_WORDS.format(name="iss") + r"(?:invalid|wrong|unexpected|unknown|untrusted) issuer|"
        r"issuer (?:is |was )?(?:invalid|wrong|not|unknown|untrusted)|issuer validation)\b"
    ),
    # finds `mfa required`, `mfa`
    # but not `mfa is enabled already`
    "mfa": lazy_re(r"^(?:[mt2]fa|t?otp)$|\b(?:[mt2]fa|t?otp|factor) (?:\w+ )?(?:required|needed)"),
    "wrong-environment": lazy_re(_KEY_WORDS),
    "wrong-region": lazy_re(_KEY_WORDS),
    "origin-refused": lazy_re(
        r"\b(?:header|cors|csrf|allowed|trusted|requests?|cross|referr?er|match\w*|untrusted|checking)\b"
    ),
    # finds `no crumb was sent`
    # but not `bad request`
    "csrf": lazy_re(
        r"csrf|xsrf|forger|token|crumb|nonce|referr?er|same ?site|expired|form|page|oauth|login|"
        r"x requested with|origin|cookie"
    ),
    # finds `billing is not set up`
    # but not `thank you`
    "quota": lazy_re(
        r"\b(?:exceed\w*|reach\w*|limit\w*|exhaust\w*|used|insufficient|over|upgrade|billing|payment|"
        r"no more|unpaid|past due|sessions?|expired|ended|disabled)\b"
    ),
    # finds `roles missing`
    # but not `the colour is red`
    "permission": lazy_re(
        r"\b(?:permission (?:denied|to|for|is|was|required)|permissions|you|your|user|token|key|"
        r"not (?:\w+ )?(?:allowed|authorized|permitted|entitled|assigned|available)|insufficient|"
        r"roles? (?:required|denied|missing)|denied|privileges?|admin\w*|authorization|rbac|acl|"
        r"authorized|unauthorized|lacks?|member|access|accessdenied|restricted$|forbidden$|"
        r"forbidden (?:for|by|to|resource)|row level security|must be (?:the )?owner of)\b"
    ),
}  # fmt: skip
# Words about a name and password say nothing where a token or key was sent instead.
_OF_A_LOGIN = frozenset({"bad-login", "code-refused"})
_OF_ITS_USER = _OF_A_LOGIN | {"locked", "password-expired"}
_OF_A_MESSAGE = frozenset({"token-refused", "malformed", "scheme-refused"})  # WS-Security's
# Said to a message that came with a signature.
_OF_A_SIGNATURE = word_set("signature scheme-refused algorithm malformed wrong-region")
_OF_TOKENS = frozenset({"audience", "issuer", "unknown-key"})  # of a token with claims
# Where a place is missing, "Session 12 not found" is about what was asked for.
_OF_PLACES = word_set(
    "wrong-host wrong-tenant wrong-environment wrong-region permission unauthorized"
)
_NOT_THERE = lazy_re(r"\b(?:not (?:be )?found|no such|not exist|unknown|already|deleted)\b")
_NEUTRAL = lazy_re(r"\bcredentials?\b")  # a key or token is one, too


def is_about_access(case: Case, name: str, meaning: Meaning) -> bool:
    """Whether a meaning is about access, as its own words or the request show."""
    words = meaning.statement.plain
    # "Email not found" is an ordinary error of any other call.
    of_the_login = name in _OF_ITS_USER and case.sent.is_login and not meaning.by_example
    if of_the_login or _is_shown_by_request(case, name):
        return True
    signs_up = case.sent.is_sign_up and (meaning.by_example or name in _OF_A_LOGIN)
    signs_up = signs_up or (case.sent.login.makes_a_user and names_a_login_part(words))
    absent = _answers(case) in MISSES_WHAT_WAS_ASKED and name not in _OF_PLACES
    of_a_thing = name in OF_AN_END and _is_bare_code(meaning)
    locks_a_thing = name == "locked" and says_a_thing_is_locked(words)
    absent = absent and not (case.sent.is_login and name in _OF_A_LOGIN)  # it is the user
    payer = speaks_of_a_payer(case) or _is_a_state(case, meaning)
    if payer or signs_up or locks_a_thing or (absent and (of_a_thing or _NOT_THERE.search(words))):
        return False
    sure = sureness(meaning.statement)
    if name in _OF_A_LOGIN and not may_be_login(case) and not _NEUTRAL.search(words):
        return (sure or 0.0) >= SURELY
    address = _callers_address(meaning) if name == "ip-refused" else ""
    wanted = _BESIDE.get(name)
    seen = bool(address) and not _is_sent(case, address)
    # the lists above are of English words
    if meaning.is_of_another_script or (wanted is not None and (wanted.search(words) or seen)):
        return True
    if (
        sure is not None
        and not address
        and (sure < _HARDLY or (sure >= _MOSTLY and not case.succeeded))
    ):
        return sure >= _MOSTLY
    return wanted is None or case.sent.has_saml


def _is_a_state(case: Case, meaning: Meaning) -> bool:
    """Whether "denied" is all that is said, of what a success describes: an application, a loan."""
    of_a_thing = meaning.statement.kind == "code" or case.succeeded
    return of_a_thing and meaning.statement.plain == "denied"


def _callers_address(meaning: Meaning) -> str:
    """Return the IP address that words call a caller's, empty without one."""
    found = _CALLERS_ADDRESS.search(meaning.statement.text)
    return found[1] if found is not None else ""


def _is_sent(case: Case, address: str) -> bool:
    """Whether an address stands in the request, as a value that may be wrong; else it was seen."""
    message = case.sent.message
    values = "\n".join((message.url, *(header.value for header in message.headers)))
    return address in values or address.encode() in message.body


# finds `Invalid request IP: 198.51.100.77`
# but not `Invalid IP: 198.51.100.77`
_CALLERS_ADDRESS = lazy_re(
    r"(?i)\b(?:request|client|source|remote|caller|calling)[-_ ]?ip\b\D{0,20}"
    r"((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{1,4}:[0-9a-f:]{3,40})"
)


def _answers(case: Case) -> int:
    """Return the status that a reply answers; an error within a success may name one itself."""
    content, status = case.heard.content, case.heard.status
    told = named_status(content, "", status) if case.is_hidden_error else None
    return told.status if told is not None else case.status


def _is_bare_code(meaning: Meaning) -> bool:
    """Whether a code says what happened and not to what: "Expired", beside a 410."""
    said = meaning.statement
    return said.kind == "code" and _ACCESS.search(said.plain) is None


# Measured by words that were held out; of the errors, by ordinary ones with words of refusals.
_HARDLY = 0.25  # less sure: one refusal in a hundred, two errors in five
_MOSTLY = 0.8  # as sure as most refusals: a third of those errors


def may_be_login(case: Case) -> bool:
    """Whether a request may have brought a name and password, in whatever form."""
    sent = case.sent.authorization
    if case.sent.is_sign_up:
        return False
    if case.sent.is_login or case.sent.is_token_request:
        return True
    if sent is not None:
        return sent.scheme in LOGIN_SCHEMES
    return not case.sent.keys


# ---------------- Which meanings of words make a reply a refusal of access
TOKEN_WORDS: Names = (
    "token-expired", "revoked", "csrf", "not-authenticated", "not-found-there", "token-kind",
    "signature", "session-expired", "scheme-refused", "key-expired",
)  # fmt: skip
BY_WORDS: Names = (
    *TOKEN_WORDS, "audience", "issuer", "missing", "client-certificate", "token-refused",
    "key-refused", "malformed", "locked", "ip-refused", "captcha", "mfa", "password-expired",
    "too-many-attempts", "bad-login", "client-refused", "client-configuration", "refresh-expired",
    "refresh-refused", "refresh-reused", "code-refused", "wrong-host", "clock", "origin-refused",
    "wrong-region", "wrong-environment", "unknown-key", "algorithm", "dpop", "nonce-wanted",
    "replayed", "scope", "step-up", "claims-wanted", "consent", "wrong-tenant", "saml", "waf",
    "captive", "localhost-only", "https-wanted",
)  # fmt: skip
ONLY_HIDDEN: Names = (
    "permission", "denied", "unauthorized", "not-active", "unreachable", "proxy", "rate-limited",
)  # fmt: skip
BROKEN_WORDS: Names = (
    "unreachable", "token-expired", "token-refused", "signature", "csrf", "malformed",
    "not-authenticated", "audience", "issuer", "unknown-key", "bad-login", "locked", "revoked",
    "client-certificate", "ip-refused", "waf", "session-expired", "mfa", "password-expired",
    "missing", "origin-refused",
)  # fmt: skip


def _is_shown_by_request(case: Case, name: str) -> bool:
    """Whether what was sent is what such words are about: a time, a form's token, claims."""
    if name == "clock" and stamps(case):
        return True
    if name == "csrf" and case.sent.csrf_tokens and not case.sent.is_safe:
        return True
    if name == "wrong-host" and case.sent.has_any:
        return _CALLED.search(case.meanings["wrong-host"].statement.plain) is not None
    if name in _OF_A_MESSAGE and is_fault(case.heard) and secures_a_message(case):
        return True
    if name in _OF_A_SIGNATURE and _is_signed_in_a_header(case):
        return True
    return name in _OF_TOKENS and any(sent.claims for sent in case.sent.credentials)


def _is_signed_in_a_header(case: Case) -> bool:
    sent = case.sent.authorization
    computed = sent is not None and is_computed(sent.scheme)
    return computed or any(key.signs_a_message for key in case.sent.keys)


# finds `bad hostname provided`, `invalid host header`
# but not `the host cancelled the party`
_CALLED = lazy_re(
    r"\b(?:host ?names?|host headers?|invalid host|unknown host|bad host|virtual hosts?|vhost)\b"
)


def surely_says_access(case: Case) -> bool:
    """Whether words resemble those of refusals so much that no status need say it."""
    none = _OF_THE_SERVER if case.status in SERVER_ERRORS else _NO_REFUSAL
    told = ((name, one) for name, one in case.meanings.items() if name not in none)
    sure = ((name, one) for name, one in told if (sureness(one.statement) or 0.0) >= SURELY)
    return any(is_about_access(case, *each) for each in sure) or _has_unknown_words(case)


def limits_the_credential(case: Case) -> bool:
    """Whether words say what the credential that was sent may not do, whatever the status."""
    told = case.meanings.get("permission") if case.sent.has_any else None
    words = told.statement.plain if told is not None else ""
    sure = told is not None and (sureness(told.statement) or 0.0) >= _MOSTLY
    return (sure and _HELD.search(words) is not None) or _KEY_MAY_NOT.search(words) is not None


# finds `read only masterkey is not allowed to update`
# but not `partition key is not allowed to contain spaces`
_KEY_MAY_NOT = lazy_re(
    r"\b(?:(?:api|access|master|service|secret|admin) ?keys?|apikeys?|tokens?) (?:is |are )?not "
    r"(?:allowed|permitted|authori[sz]ed) to\b"
)


# finds `read only master key is not allowed to create`, `this user is not allowed to access`
# but not `user is not allowed to edit closed orders`
_HELD = lazy_re(
    r"\b(?:(?:api|access|master|service|secret) ?keys?|apikeys?|tokens?|credentials?)\b|"
    r"\b(?:user|account|role|caller) (?:is |does )?not "
    r"(?:allowed|permitted|authori[sz]ed|have permission) to access\b"
)


def names_own_settings(case: Case) -> bool:
    """Whether a server names a fault of its settings: of a login's, or any, to a known caller."""
    told = case.meanings.get("misconfigured")
    if told is None or only_resembles(case, told):
        return False
    known = case.sent.has_any and case.status in SERVER_ERRORS
    return known or _OF_A_LOGINS_SETTING.search(told.statement.plain) is not None


# finds `no webhook secret was provided`, `auth guard api is not defined`
# but not `missing environment variable smtp host`
_OF_A_LOGINS_SETTING = lazy_re(
    r"\b(?:auth\w*|login\w*|signin|sso|single sign on|oauth2?|oidc|saml|ldap|kerberos|tokens?|jwt|"
    r"secrets?|passwords?|signatures?|signed|signing|hmac|credentials?|sessions?|cookies?|csrf|"
    r"encryption key|apikeys?|identity|issuer|audience|permissions?|access|acl|rbac|roles?)\b"
)


def _has_unknown_words(case: Case) -> bool:
    """Whether an error surely speaks of access, and none of the meanings is in its words."""
    plain_success = case.status in SUCCESSES and not case.is_hidden_error
    # "Not allowed" is the method, in any language.
    if case.heard.meanings or plain_success or case.status == HTTPStatus.METHOD_NOT_ALLOWED:
        return False
    if speaks_of_a_payer(case):
        return False
    sure = (one for one in case.heard.statements if (sureness(one) or 0.0) >= SURELY)
    return any(not _goes_with_successes(case, one) for one in sure)


def _goes_with_successes(case: Case, told: Statement) -> bool:
    """Whether a header says the same beside what the host gave: then it is no reason."""
    if told.kind != "header":
        return False
    given = (one for one in (*case.before, *case.after) if one.succeeded)
    return any(one.heard.header(told.key) == told.text for one in given)


_NO_REFUSAL = frozenset({"not-found", "credentials-ok"})
# What a broken server may say of its own files, tables and helpers.
_OF_THE_SERVER = _NO_REFUSAL | {"permission", "denied", "unreachable", "connection-failed"}


def speaks_of_a_payer(case: Case) -> bool:
    """Whether a reply is about who pays: it is the bank that did not authenticate a cardholder.

    That the caller's own plan was not paid shuts out the caller.
    """
    told = [one.plain for one in case.heard.statements]
    beside = (plain(str(text)) for _, text in islice(case.heard.content.scalars(), _MEMBERS))
    about = any(map(_OF_A_PAYER.search, (*told, *beside)))
    about = about or (any(map(_OF_A_PAYMENT.search, told)) and _pays(case))
    return about and not any(map(_OF_THE_OWN_BILL.search, told))


_MEMBERS = 20  # that are looked at: such a reply is brief


def _pays(case: Case) -> bool:
    """Whether a call would move an amount of some currency."""
    if case.sent.is_safe:
        return False
    names = [name.lower() for name, _ in (*case.sent.content.scalars(), *case.sent.fields.items())]
    return any("currency" in one for one in names) and any("amount" in one for one in names)


# finds `3 d secure authentication failed`, `not permitted to cardholder`, `your card was declined`
# but not `this key may not make payments`, `insert your smart card`
_OF_A_PAYER = lazy_re(
    r"\b(?:3 ?d ?secure|3 ?ds ?\d?|3 d not authenticated|card ?holders?|payers?|sca required|"
    r"strong customer auth\w+|issuing bank|card issuers?|payment method (?:error|declined)|"
    r"(?:card|payment|transaction|charge) (?:was |has been )?declined|do not honou?r|"
    r"declined by (?:the |its |your )?(?:card )?(?:issuer|bank))\b"
)
# finds `authorization error insufficient funds`, `cvv failure`, `generic decline`
# but not `insufficient permissions`
_OF_A_PAYMENT = lazy_re(
    r"\b(?:insufficient (?:funds|balance)|declined?|cvv|cvc|card|funds|expiration failure)\b"
)
# finds `your subscription is past due`, `update your billing details`
# but not `the account holder's bank`
_OF_THE_OWN_BILL = lazy_re(
    r"\b(?:subscriptions?|billing|plans?|trials?|invoices?|upgrade|past due|overdue|"
    r"(?:your|the|this) (?:account|workspace|organi[sz]ation) (?:is|was|has))\b"
)


def speaks_of_others(case: Case) -> bool:
    """Whether all that a reply says is hardly about access."""
    if speaks_of_a_payer(case):
        return True
    told = [sure for one in case.heard.statements if (sure := sureness(one)) is not None]
    return bool(told) and max(told) < _HARDLY


def says_access(case: Case, names: Iterable[MeaningName], least: float = 0.0) -> bool:
    """Whether one of these meanings is there, trusted more than `least`, and is about access."""
    told = ((name, case.meanings[name]) for name in names if name in case.meanings)
    return any(one.trust > least and is_about_access(case, name, one) for name, one in told)
