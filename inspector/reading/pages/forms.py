"""The forms of a page, and whether one asks for a password that lets in or for one to be set."""

from collections.abc import Iterable

import msgspec

from inspector.protocol.patterns import lazy_re

_PASSWORD = "password"  # noqa: S105 - the type of a field
_TYPED = frozenset({"text", "email", "tel", "url", "number", ""})
_OF_SETTINGS = 4  # typed fields: a sign-in has fewer
_TO_BE_SET = "new-password"
# finds `OldPassword`, `new_password2`
# but not `password`, `renewal_password`
_SETS = lazy_re(r"(?i)old|(?<!re)new")
# finds `logout`, `sign_out`
# but not `login`
_LOG_OUT = lazy_re(r"(?i)\b(?:[\w]{0,20}_)?(?:log|sign)[-_]?(?:out|off)\b")


class Field(msgspec.Struct, frozen=True):
    """A named field of a page. kind: the type of an input in small letters, `meta` of a meta.

    fill: what a browser is to fill it in with, in small letters (HTML, autocomplete).
    """

    name: str
    kind: str = ""
    value: str = ""
    is_checked: bool = False
    fill: str = ""


class Form(msgspec.Struct, frozen=True):
    """A form. action and method: as written, empty where it has none."""

    action: str = ""
    method: str = ""
    fields: tuple[Field, ...] = ()

    @property
    def asks_for_a_login(self) -> bool:
        """Whether it holds a password, and none that is to be set."""
        passwords = passwords_of(self.fields)
        return bool(passwords) and not sets_a_password(passwords)


def passwords_of(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return the fields for a password among some."""
    return tuple(field for field in fields if field.kind == _PASSWORD)


def sets_a_password(passwords: tuple[Field, ...]) -> bool:
    """Whether the passwords of one form are the old one, a new one, or one to be repeated.

    One field alone that is to be confirmed may ask for the login again.
    """
    told = any(_SETS.search(one.name) or one.fill == _TO_BE_SET for one in passwords)
    return told or len(passwords) > 1


def offers_to_log_out(links: Iterable[str]) -> bool:
    """Whether links lead to a log-out: who sees them is logged in."""
    return any(map(_LOG_OUT.search, links))


def is_of_settings(fields: tuple[Field, ...]) -> bool:
    """Whether a form asks for far more than a login."""
    return sum(field.kind in _TYPED for field in fields) >= _OF_SETTINGS
