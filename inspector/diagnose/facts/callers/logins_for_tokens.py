"""A login that was taken, and the token or session that it gave to send from then on."""

from collections.abc import Iterator
from typing import NamedTuple

from inspector.diagnose.facts.accepted_elsewhere import sent_as_asked
from inspector.diagnose.facts.callers.newer_values import changes_a_password
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.successes.logins_taken import leaf, login_members
from inspector.protocol.field_names import is_login_name, is_password_name
from inspector.protocol.keys.credential_kinds import kind_by_name, token_use
from inspector.protocol.naming.sessions import looks_like_session
from inspector.protocol.oauth.token_reply import HandedOut, handed_out
from inspector.reading.credential import Credential
from inspector.story.births import Birth, births
from inspector.story.uses import Use


class Gave(NamedTuple):
    """login: where name and password were taken. given: what it gave. use: how that let in."""

    login: Case
    given: Birth
    use: Use | None


def login_that_gave(case: Case) -> Gave | None:
    """Return the login at this host that took the very name and password sent as Basic; or None.

    None as well where somebody was let in here by Basic, or a password was changed in between.
    """
    return case.once(_login_that_gave)


def may_have_logins_of_its_own(case: Case) -> bool:
    """Whether a reply asks for the scheme that was sent and says no more: it reads such logins."""
    return sent_as_asked(case) and case.heard.gives_no_reason


def _login_that_gave(case: Case) -> Gave | None:
    sent = case.sent.authorization
    if sent is None or not sent.login_text or case.sent.is_token_request:
        return None
    near = (*reversed(case.before), *case.after)
    if any(_took_basic(one) and _token_for_basic(one) is None for one in near):
        return None
    for login in near:
        # Where one logs in by Basic, that is what is read.
        mine = _is_of(sent, login) and not (_changed(case, login) or case.repeats(login))
        given = (_token_for_basic(login) or _given(login)) if mine else None
        if given is not None:
            return Gave(login, given, _use_of(case, given))
    return None


def _took_basic(one: Case) -> bool:
    sent = one.sent.authorization
    return sent is not None and sent.scheme == "basic" and one.succeeded


def _token_for_basic(one: Case) -> Birth | None:
    """Return the token that a place gives to who logs in there by Basic; None where it gives none.

    It may be all of the body (conan's `users/authenticate`).
    """
    reply = one.exchange.reply if _took_basic(one) else None
    found = handed_out(reply.body) if reply is not None else HandedOut()
    if not found.value:
        return None
    return Birth(found.value, found.name, "reply", one.index, one.heard_body)


def _is_of(sent: Credential, login: Case) -> bool:
    """Whether a login that was taken names the user and the password of Basic."""
    if login.succeeded and login.sent.authorization is not None:
        return login.sent.authorization.login_text == sent.login_text
    if not login.sent.is_login or login.sent.authorization is not None or not login.succeeded:
        return False
    user, _, password = sent.login_text.encode("latin-1").decode("utf-8", "replace").partition(":")
    members = [(leaf(path), text) for path, text in login_members(login).items()]
    named = any(is_login_name(name) and text.lower() == user.lower() for name, text in members)
    return named and any(is_password_name(name) and text == password for name, text in members)


def _given(login: Case) -> Birth | None:
    """Return the token for calls that a login gave, else the session."""
    found = list(births(login))
    tokens = (one for one in found if one.how != "cookie" and _is_for_calls(one))
    sessions = (one for one in found if one.how == "cookie" and looks_like_session(one.name))
    return next(tokens, None) or next(sessions, None)


def _is_for_calls(given: Birth) -> bool:
    kind = kind_by_name(given.name)
    return kind in _LETS_IN and token_use(given.name) not in {"renewal", "client"}


_LETS_IN = frozenset({"access-token", "session", "api-key"})


def _changed(case: Case, login: Case) -> bool:
    first, last = sorted((case.index, login.index))
    return any(first < one.index < last and changes_a_password(one) for one in _all(case))


def _all(case: Case) -> Iterator[Case]:
    yield from case.before
    yield from case.after


def _use_of(case: Case, given: Birth) -> Use | None:
    lives = (life for life in case.trace.story.lives if life.value == given.value)
    return next((life.first_accepted for life in lives), None)
