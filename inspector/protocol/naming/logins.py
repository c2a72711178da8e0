"""Names by which logins are made: users, passwords, second factors."""

from collections.abc import Iterable

from inspector.protocol.naming.other_languages import is_foreign_password
from inspector.protocol.naming.words import remembered
from inspector.protocol.patterns import lazy_re, word_set

# finds `user[password]`, `dbPass`
# but not `compass`
_PASSWORD_NAME = lazy_re(
    r"(?<=[a-z0-9])P(?:ass|w)\]?$|(?i:(?:^|[-_.:\[])(?:pass|pw)\]?$|(?:passw(?:or)?[dt]|passphrase|pwd)\]?$|^secret_key$)"
)
# Words that name a password where its value follows, as a pattern.
PASSWORD_PATTERN = "pass(?:word|wd|phrase)?|pwd"  # noqa: S105 - names, no password
# What a sentence calls it, as a pattern.
PASSWORD_IN_WORDS = "password|passwd|passphrase|pwd|passcode|passwort|kennwort"  # noqa: S105 - names
_PASSWORD_IN_TEXT = lazy_re(rf"""(?i)["'&?]?\b(?:{PASSWORD_PATTERN})["']?\s*[:=]""")
_LOGIN_NAMES = word_set(
    "username user login email userid user_name name j_username log identifier uid loginid account"
)
_ACCOUNT_WORDS = word_set("user username email login account password")
_NO_ACCOUNT = word_set("user-agent x-user-agent")
_LETTERS = lazy_re(r"[a-z]+")


@remembered
def is_password_name(name: str) -> bool:
    """Whether a header, field or parameter of that name holds a password."""
    return bool(_PASSWORD_NAME.search(name)) or is_foreign_password(name)


def password_among(names: Iterable[str]) -> str:
    """Return the plainest name of a password among those of a form, empty without one.

    Where one is changed, that is the old one: it says who asks.
    """
    found = (name for name in names if is_password_name(name))
    return min(found, key=lambda name: (_NEW.search(name) is not None, len(name)), default="")


# finds `newPassword`, `password_confirmation`
# but not `currentPassword`
_NEW = lazy_re(r"(?i)new|confirm|repeat|again|verify|retype|re_?(?:enter|type)")


def is_login_form(names: Iterable[str]) -> bool:
    """Whether the fields of a form are those of a login: a password by its name, or `u` and `p`."""
    own = {name.lower() for name in names}
    return own >= _SHORT_PAIR or any(map(is_password_name, own))


_SHORT_PAIR = frozenset({"u", "p"})


def has_password(text: str) -> bool:
    """Whether a text writes a password behind its name: JSON, a form, a query."""
    return bool(_PASSWORD_IN_TEXT.search(text))


def names_a_login_part(words: str) -> bool:
    """Whether plain words are of a user's name, address or password: `username cannot be empty`."""
    return any(is_login_name(word) or is_password_name(word) for word in words.split())


def is_login_name(name: str) -> bool:
    """Whether a field of that name, `form[name]` or `appusername` holds the name of a user."""
    own = name.lower().rpartition("[")[2].rstrip("]")
    return own in _LOGIN_NAMES or own.endswith("username")


def is_account_name(name: str) -> bool:
    """Whether a header or parameter is called after an account or its password."""
    lower = name.lower()
    if is_password_name(name):
        return True
    return lower not in _NO_ACCOUNT and bool(_ACCOUNT_WORDS.intersection(_LETTERS.findall(lower)))


@remembered
def is_second_factor(name: str) -> bool:
    """Whether a field holds the one-time code of a second factor."""
    return bool(_SECOND_FACTOR.search(name))


# finds `otp_code`, `npm-otp`, `mfaToken`, `two_factor`, `twoFactorToken`
# but not `hotplate`, `code`
_SECOND_FACTOR = lazy_re(
    r"(?i)(?:^|[_.:\[-])(?:t?otp|mfa|2fa|tfa|two_?factor|pass_?code)(?=$|[_.\-\]])|"
    r"(?:t?otp|mfa|2fa|tfa|two_?factor)_?(?:code|token|value|pin|provider|method)"
)


@remembered
def is_of_one_exchange(name: str) -> bool:
    """Whether a field holds what is made for one exchange and wanted back: a nonce, a session."""
    return bool(_OF_ONE_EXCHANGE.search(name))


# finds `DPoP-Nonce`, `session`, `mfa_token`, `transactionId`
# but not `X-Request-Id`, `Content-Type`
_OF_ONE_EXCHANGE = lazy_re(
    r"(?i)nonce|session|token|transaction|challenge|opaque|crumb|csrf|xsrf|flow|ticket|"
    r"(?:login|auth|mfa|otp|state)[_-]?(?:id|key|handle)|^state$|handle"
)


@remembered
def is_of_a_tenant(name: str) -> bool:
    """Whether a member, header or parameter says for which project, tenant or scope a call is."""
    return _TENANT.search(name) is not None


# finds `auth.scope.project.name`, `tenantId`, `X-Organization-Id`, `database`
# but not `user.name`, `timestamp`
_TENANT = lazy_re(
    r"(?i)(?:^|[._-])(?:scopes?|projects?|tenants?|org(?:ani[sz]ation)?|workspace|namespace|realm|domain|"
    r"audience|resource|site|company|database|db|team|group|role|space|instance)"
    r"(?:[_-]?(?:id|name|slug|uuid))?(?:$|[.])"
)


def is_of_an_application(name: str) -> bool:
    """Whether a header says which application calls, beside its key or in place of one."""
    return _APPLICATION.search(name) is not None


# finds `X-Parse-Application-Id`, `X-App-ID`, `Client-Id`
# but not `X-Request-Id`
_APPLICATION = lazy_re(r"(?i)(?:^|-)(?:app|application|client|consumer|developer|integration)-?id$")
