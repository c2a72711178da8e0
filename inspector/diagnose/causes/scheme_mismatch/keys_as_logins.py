"""The two parts of a key, or a key alone, were sent to a login as user name and password."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.successes.logins_taken import leaf, login_members
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import RATHER, STRONG
from inspector.protocol.field_names import is_password_name
from inspector.protocol.keys import key_checks
from inspector.protocol.keys.key_shapes import KeyShape
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, Names
from inspector.wording import tr

_OTHER_REASON: Names = BESIDE_THE_CREDENTIAL
_SIGNS = ("=", ":", "|", ".")
_NO_SIGN = "\x7f"  # in no key


def key_at_a_login(case: Case) -> Found:
    """What stands in a login is of a kind that its provider reads with each call instead."""
    user, password = case.sent.login_user, _password(case)
    refused = case.is_refused or case.is_hidden_error or case.said("bad-login")
    if not case.sent.is_login or not refused or not password or case.said(*_OTHER_REASON):
        return
    joined = _joined(user, password) if user else None
    shape = joined or _alone(password)
    if shape is None:
        return
    both = tr("User name and password are the two parts of a key: {kind}.", kind=shape.name)
    one = tr("The password has the form of a key: {kind}.", kind=shape.name)
    yield case.refused_for(
        "key-at-a-login",
        STRONG if joined is not None else RATHER,
        fact(both if joined is not None else one, case.sent_body),
        *case.quote("bad-login", "key-refused"),
        kind=shape.name,
    )


def _password(case: Case) -> str:
    sent = login_members(case)
    return next((text for path, text in sent.items() if is_password_name(leaf(path))), "")


def _joined(user: str, password: str) -> KeyShape | None:
    """Return the kind of key that both make with a sign between them, and without it do not."""
    if key_checks.check(f"{user}{_NO_SIGN}{password}") is not None:
        return None
    for sign in _SIGNS:
        found = key_checks.check(f"{user}{sign}{password}")
        if found is not None and not found.damage:
            return found.shape
    return None


def _alone(password: str) -> KeyShape | None:
    """Return the kind of key that a password is, where its provider reads none in a login."""
    found = key_checks.check(password)
    if found is None or found.damage or not found.shape.travels:
        return None
    taken = any(way.split(" ")[0] in {"user", "password"} for way in found.shape.travels)
    return None if taken or found.shape.local else found.shape


RULES = (key_at_a_login,)
