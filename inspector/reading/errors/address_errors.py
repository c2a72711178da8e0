"""Reads what an address says that a reply leads to: `/login?error`, `?expired=1`, `?msg=denied`."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl

from inspector.model.message import readable
from inspector.protocol.patterns import lazy_re
from inspector.protocol.urls import split


class Told(NamedTuple):
    """One thing that a parameter says. is_code: a flag, or the code of an error.

    name: the parameter's. is_error: whether it speaks of an error by its name.
    """

    text: str
    is_code: bool
    name: str
    is_error: bool


def told_by_address(address: str) -> Iterator[Told]:
    """Yield what the parameters of an address say about what failed.

    Beside an error `code` tells which one it is; alone it is the one that a login gives (RFC 6749
    §4.1.2), which never comes with an error.
    """
    if _PASSWORD_DUE.search(split(address).path):
        yield Told("password expired", is_code=True, name="", is_error=True)
    parameters = _parameters(address)
    failed = any(name in _CODES and value for name, value in parameters)
    for name, value in parameters:
        if flag := _flag(name, value):
            yield Told(flag, is_code=True, name=name, is_error=True)
        elif name in _SAYS_WHY:
            yield Told(readable(value), name in _CODES, name, name in _OF_ERRORS)
        elif failed and name in _SAYS_WHICH and _NAMES_AN_ERROR.fullmatch(value):
            yield Told(value, is_code=True, name=name, is_error=True)


# finds `/password/expired`, `/force-password-change`, `/users/must_change_password`
# but not `/account/change-password`, `/password/reset`
_PASSWORD_DUE = lazy_re(
    r"(?i)(?:^|/)(?:(?:pass(?:word|wd)?|pwd|credentials?)[/_-]?(?:is[/_-]?)?(?:expired|expiry|"
    r"change[/_-]?required|must[/_-]?change)|expired[/_-]?(?:pass(?:word|wd)?|pwd|credentials?)|"
    r"(?:change|renew|update)[/_-]?expired[/_-]?pass(?:word|wd)?|"
    r"(?:forced?|must|required?|mandatory)[/_-]?(?:to[/_-]?)?(?:change[/_-]?pass(?:word|wd)?|"
    r"pass(?:word|wd)?[/_-]?(?:change|reset|update)))(?:\.\w{2,5})?/?$"
)
_CODES = frozenset({"error", "error_code"})
_OF_ERRORS = _CODES | {"error_description"}


def names_an_error(address: str) -> bool:
    """Whether an address says that something failed, by a parameter of that name."""
    return any(told.is_error for told in told_by_address(address))


_SAYS_WHICH = frozenset({"code", "error_type", "error_subcode", "sub_error", "suberror"})
# finds `account_locked`, `MFA-required`
# but not `0.AXoAb81x`, `17`
_NAMES_AN_ERROR = lazy_re(r"[A-Za-z]{3,}(?:[_. -][A-Za-z]+){0,7}")
_SAYS_WHY = _OF_ERRORS | {"reason", "message", "msg"}


def _parameters(address: str) -> list[tuple[str, str]]:
    """Return the parameters of an address; several that are blank are what a template left open."""
    parts = split(address)
    try:
        found = parse_qsl(parts.query or parts.fragment, keep_blank_values=True, max_num_fields=40)
    except ValueError:
        return []
    filled = [(name, value) for name, value in found if value]
    return filled if len(found) > len(filled) + 1 else found


def _flag(name: str, value: str) -> str:
    """Return what a flag in an address says: `/login?error`, `?expired=1`, `?csrf=true`."""
    if value.lower() not in _SET:
        return ""
    if _LOGIN_ERROR.match(name):
        return "login error"
    return name if TELLING_FLAG.search(name) or "csrf" in name.lower() else ""


_SET = frozenset({"", "true", "1", "yes"})
_LOGIN_ERROR = lazy_re(r"(?i)^(?:login_?|auth_?)?(?:err(?:or)?|failed|failure)$")
TELLING_FLAG = lazy_re(
    r"(?i)(invalid|expired|revoked|locked|required|missing|denied|disabled|mfa|unauthori|blocked)"
)
