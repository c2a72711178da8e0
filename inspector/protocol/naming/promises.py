"""What a name promises where its value decides: `pass` may be a password, or what opens a lift.

One list for JSON, XML, forms and queries; `masking/places/member_values.py` looks at the values.
"""

from typing import Literal

from inspector.protocol.naming.logins import is_password_name, is_second_factor
from inspector.protocol.naming.secrets import PARAMETER_WORDS, is_secret_name
from inspector.protocol.naming.words import name_words, remembered
from inspector.protocol.patterns import lazy_re, word_set

# secret: whatever it holds. The others: by the value, and by what stands beside it.
Promise = Literal["", "secret", "password", "factor", "session", "code", "key"]

_PASSES = frozenset({"pass", "pw"})
# Whose password it is: no day, lift or guest has one.
_OWNERS = word_set(
    "user auth smtp imap pop mail ftp sftp db database sql mysql pg postgres redis mongo ldap log "
    "login admin root my new old current confirm proxy http basic app api sys system svc service "
    "client account wp wifi ssh ssl cert keystore truststore vpn mqtt broker rpc"
)
_FACTOR_ENDS = word_set("otp totp mfa 2fa tfa 2 fa factor code token value pin passcode")
_SESSIONS = word_set("session sid ticket refresh sig sign auth pin state_token u_code ws_ticket")
# What such names end with, and `STEMS` has not: a text without any has no such member.
MEMBER_ENDS = (
    "pass", "pw", "totp", "mfa", "2fa", "tfa", "factor", "ticket", "refresh", "sid", "auth", "sig",
    "sign", "code", "key", "session", "pin", "state_token",
)  # fmt: skip
_ALWAYS = frozenset({"secret", "password", "factor"})
_SIGNED_END = lazy_re(r"[\]\[.:]")
# Names that stand in a login beside its secret, as they are written in JSON, XML, forms.
# finds `"userName": "x"`, `<user>`, `grant_type=`
# but not `"user": {`, `username of the`
LOGIN_BESIDE = (
    r"""(?:\A|["'<&?\s{;(,])(?:[\w.:-]{0,40}[_.:\-\[])?(?:(?P<grant>grant_?type|redirect_?uri|"""
    r"""code_?verifier|client_?(?:id|secret)|mfa_?token|passw(?:or)?[dt]|passphrase|pwd)|"""
    r"""user|username|user_?name|user_?id|uname|usr|login|login_?id|e-?mail|uid|phone)\]?"""
    r"""(?:(?:\\{0,3}["'])?\s{0,9}:\s{0,9}\\{0,3}["']|=|>)"""
)


@remembered
def promise(name: str) -> Promise:
    """Return what a field, parameter or element of that name promises."""
    if is_secret_name(name):
        return "secret"
    words = name_words(name)
    if is_password_name(name):
        owned = len(words) > 1 and words[-1] in _PASSES and words[-2] in _OWNERS
        return "secret" if owned else "password"
    if words and words[-1] in _FACTOR_ENDS and is_second_factor(name):
        return "password" if "passcode" in "".join(words) else "factor"
    last = _SIGNED_END.split(name.lower().rstrip("]"))[-1]
    if last in {"code", "key"}:
        return "code" if last == "code" else "key"
    return "session" if last in _SESSIONS else ""


@remembered
def is_secret_parameter(name: str) -> bool:
    """Whether a parameter of a query or form is secret there, whatever it holds."""
    last = _SIGNED_END.split(name.lower().rstrip("]"))[-1]
    return last in PARAMETER_WORDS or promise(name) in _ALWAYS
