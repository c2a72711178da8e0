"""Reads from the members of a login's reply that a second factor is wanted, without a sentence."""

from inspector.protocol.patterns import lazy_re, word_set

_NAMED = r"(?:mfa|2fa|tfa|t?otp|two_?factor(?:_?auth(?:entication)?)?|second_?factor)"
_NEXT = r"_?(?:redirect|pending|challenge|step)"
FLAG = rf"(?:requires?_?)?{_NAMED}(?:_?(?:required|needed)|{_NEXT})?"
"""Pattern for the name of a member by which the reply to a login says that one is wanted."""


def wants_factor(body: dict[str, object]) -> bool:
    """Whether a flag in the reply to a login says so: `{"twoFactor": true}`.

    Beside a token, the name alone only says that the account has one.
    """
    flags = [name for name, value in body.items() if value is True and _FLAG.fullmatch(name)]
    given = any(isinstance(value, str) and _TOKEN.match(name) for name, value in body.items())
    return any(not given or _ASKS.search(name) for name in flags)


_FLAG = lazy_re(rf"(?i){FLAG}")
_ASKS = lazy_re(rf"(?i)^requires?|(?:required|needed|{_NEXT})$")
# finds `accessToken`, `session_id`
# but not `mfa_token`
_TOKEN = lazy_re(r"(?i)^(?:(?:access|auth|id|bearer)_?)?(?:token|jwt)$|^session(?:_?id)?$")


def offers_factors(body: dict[str, object]) -> bool:
    """Whether the reply to a login lists second factors to choose from, and gives no token yet.

    So does one that hands out no more than what the next step takes: `{"mfaId": "…"}`.
    """
    if len(body) <= _FEW and any(
        _NEXT_STEP.match(k) and isinstance(v, str) for k, v in body.items()
    ):
        return True
    if any(value is True and _LEADS_ON.match(name) for name, value in body.items()):
        return True
    lists = ((name, value) for name, value in body.items() if isinstance(value, list) and value)
    return any(_FACTORS.match(k) or (_METHODS.match(k) and _lists_one(v)) for k, v in lists)


_FEW = 2
# finds `mfaId`, `mfa_token`, `twoFactorTicket`
# but not `mfa_enabled`
_NEXT_STEP = lazy_re(
    r"(?i)^(?:mfa|2fa|tfa|two_?factor|second_?factor)_?"
    r"(?:id|token|ticket|challenge|session(?:_?id)?)$"
)


# finds `twoFactorRedirect`, `mfa_pending`
# but not `mfa_enabled`, `twoFactor`
_LEADS_ON = lazy_re(rf"(?i)^{_NAMED}{_NEXT}$")


def _lists_one(methods: list[object]) -> bool:
    """Whether a list, or one within it, names a way that is only ever a second factor."""
    return any(
        _lists_one(one) if isinstance(one, list) else str(one).lower() in _SECOND for one in methods
    )


_SECOND = word_set("totp otp hotp u2f webauthn fido2 sms")
# finds `required_auth_methods`
# but not `methods`
_METHODS = lazy_re(r"(?i)[a-z_]{0,30}auth[a-z]{0,12}_?methods$")


def sent_a_code(body: dict[str, object]) -> bool:
    """Whether the reply to a login names the channel by which a one-time code went out."""
    return any(
        isinstance(value, str) and value.lower() in _CHANNELS and _BY_CHANNEL.match(name)
        for name, value in body.items()
    )


_CHANNELS = word_set(
    "sms totp email app authenticator push call voice phone webauthn u2f fido2 security_key"
)
# finds `mfa_method`, `tsv_state`
# but not `contact_method`
_BY_CHANNEL = lazy_re(
    r"(?i)^(?:mfa|2fa|tfa|tsv|otp|two_?(?:step|factor)|second_?factor|verification|challenge)"
    r"(?:_?(?:state|method|type|channel|via|delivery|option|mode))?$"
)
# finds `available_factors`
# but not `risk_factors`
_FACTORS = lazy_re(
    r"(?i)(?:available_?|allowed_?|supported_?|required_?|mfa_?|2fa_?|second_?|auth_?|two_?)*"
    r"(?:factors?|authenticators|mfa|2fa|otp|challenges)(?:_?(?:methods|types|options|providers))?$"
)
