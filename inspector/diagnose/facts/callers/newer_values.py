"""An action of the client had a new key, token or session made in place of the one it sends on."""

from typing import NamedTuple

from inspector.diagnose.facts.case import Case
from inspector.model.story import CredentialKind
from inspector.protocol.field_names import is_password_name
from inspector.protocol.keys.credential_kinds import token_use
from inspector.protocol.patterns import lazy_re
from inspector.story.births import Birth, births, makes_anew
from inspector.story.entry import Entry
from inspector.story.lives import Life


class Newer(NamedTuple):
    """What was sent, the entry that had another one made, and that one."""

    life: Life
    made: Entry
    value: Birth


def newer_than_sent(case: Case) -> Newer | None:
    """Return what took the place of something that a request sends; None without one."""
    return case.once(_newer_than_sent)


def _newer_than_sent(case: Case) -> Newer | None:
    for life in case.trace.story.lives.sent_in(case):
        if life.kind not in _RENEWED or life.over_for(case) is not None:
            continue
        made = next((one for one in reversed(case.before) if _makes_anew(one, life, case)), None)
        newer = _newer(made, case, life) if made is not None else None
        if made is not None and newer is not None and not life.accepted_after(made):
            return Newer(life, made, newer)
    return None


_RENEWED: frozenset[CredentialKind] = frozenset(
    {"api-key", "login", "client-secret", "access-token", "session"}
)


def changes_a_password(entry: Entry) -> bool:
    """Whether an accepted request writes a password and is no login: it ends older sessions.

    A login names its user; who changes a password is known by what goes along with it.
    """
    sent = entry.sent
    if sent.is_safe or not entry.succeeded or sent.is_token_request or sent.is_sign_up:
        return False
    if sent.is_login and (sent.login_user or sent.is_login_address):
        return False
    if _CHECKS.search(sent.path):  # it asks whether a password is right
        return False
    named = (*sent.content.scalars(), *sent.fields.items())
    return any(value and is_password_name(name) for name, value in named)


# finds `/validate/check`, `/api/verify`
# but not `/checkout`
_CHECKS = lazy_re(r"(?i)(?:^|[/_-])(?:check|validate|verify)(?=$|[/_-])")


def _makes_anew(entry: Entry, life: Life, case: Case) -> bool:
    """Whether an accepted request had a new one of what was sent made.

    Its address asks for that, or it changes the password. It carries what was sent itself; or its
    address names who sends it, and the reply has one of that name.
    """
    if _answers_with_another(entry, life):
        return True
    if not makes_anew(entry) and not changes_a_password(entry):
        return False
    if any(use.entry.index == entry.index for use in life.uses):
        return True
    owners = set(case.sent.fields.values()) | {one.user for one in case.sent.credentials}
    parts = {part for part in entry.sent.path.split("/") if len(part) >= _TELLING}
    named = {one.name.lower() for one in births(entry)}
    return bool(parts & owners) and life.name.lower() in named


_TELLING = 4  # characters of a name


def _answers_with_another(entry: Entry, life: Life) -> bool:
    """Whether a reply gives another one to who was let in by what was sent.

    In the very header that it came in; or for a step of the session: extended, another
    organisation chosen, a second factor given. Keys that are made live side by side.
    """
    if not entry.succeeded or entry.sent.is_token_request:
        return False
    others = [one for one in births(entry) if one.value != life.value]
    if not others or life.kind not in {"access-token", "session"}:
        return False
    use = next((one for one in life.uses if one.entry.index == entry.index), None)
    if use is None or use.credential.where == "cookie":
        return False
    header = use.credential.name.lower()
    step = not entry.sent.is_safe and _OF_A_SESSION.search(entry.sent.path) is not None
    return any(
        (one.how == "header" and one.name.lower() == header)
        or (one.how == "reply" and step and token_use(one.name) == "calls")
        for one in others
    )


# finds `/auth/refresh`, `/organizations/7/switch`, `/login/verify`
# but not `/files/7/share`, `/tokens`
_OF_A_SESSION = lazy_re(
    r"(?i)(?:^|[/_-])(?:refresh|renew|extend|keep-?alive|switch|select|choose|change|impersonate|"
    r"elevate|step-?up|verify|mfa|2fa|t?otp|sudo|unlock|password)(?=$|[/_-])"
)


def _newer(made: Entry, case: Case, life: Life) -> Birth | None:
    """Return what was handed out in place of what is sent; None where that was sent along, too."""
    sent = {one.bare for one in case.carried} | {life.value}
    basic = "".join(one.login_text for one in case.sent.credentials)
    given = (one for one in births(made) if one.how in {"reply", "header"})
    return next((one for one in given if one.value not in sent and one.value not in basic), None)
