"""The two parts of a key, or a key alone, were sent to a login as user name and password."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.placement import was_accepted
from inspector.diagnose.facts.successes.logins_taken import leaf, login_members
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.products.fingerprints import readers
from inspector.diagnose.weights import FAIR, RATHER, STRONG
from inspector.protocol.field_names import is_password_name
from inspector.protocol.keys import key_checks
from inspector.protocol.keys.key_shapes import KeyShape
from inspector.protocol.keys.random_values import is_random
from inspector.protocol.patterns import lazy_re
from inspector.reading.meanings import BESIDE_THE_CREDENTIAL, WITHOUT_A_REASON, Names
from inspector.reading.statuses import TURNS_AWAY
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


# ---------------- As the password of Basic
def token_as_password(case: Case) -> Found:
    """A random value stands for a password, and the product reads tokens in a way of its own.

    It takes passwords as well, so that Basic alone is no fault.
    """
    sent = case.sent.authorization
    if sent is None or case.status not in TURNS_AWAY or was_accepted(case):
        return
    user, colon, password = sent.login_text.partition(":")
    made = len(password) >= _OF_A_TOKEN and password.isalnum() and is_random(password)
    if not colon or not made or case.heard.challenges or case.meanings.keys() - _BARE:
        return
    known = readers()
    product = next((name for name in sorted(case.products) if name in known), "")
    wanted = [one for one in known.get(product, ()) if not one.startswith("Basic")]
    if not wanted:
        return
    yield case.refused_for(
        "key-sent-in-another-way",
        FAIR,
        fact(tr("{product} answers at this host.", product=product), case.heard_line),
        fact(tr("The password of {user} has the form of a token.", user=user), sent.place),
        wanted=wanted[0],
        sent="Basic",
    )


_OF_A_TOKEN = 24
_BARE = frozenset(WITHOUT_A_REASON)


def key_as_password(case: Case) -> Found:
    """A key stands as the password of Basic, which nothing asks for: keys are read otherwise."""
    sent = case.sent.authorization
    if sent is None or sent.scheme != "basic" or case.status != HTTPStatus.UNAUTHORIZED:
        return
    if case.heard.challenges or not case.heard.gives_no_reason or was_accepted(case):
        return
    user, colon, password = sent.login_text.partition(":")
    given = (one.sent.authorization for one in (*case.before, *case.after) if one.succeeded)
    takes_basic = any(one is not None and one.scheme == "basic" for one in given)
    if takes_basic or not (user and colon and _made(password)):
        return
    yield case.refused_for(
        "kind-not-accepted",
        RATHER,
        fact(tr("The password of {user} has the form of a key.", user=user), sent.place),
        fact(tr("The server does not ask for Basic."), case.heard_line),
        sent=tr("a key as a password"),
        wanted="",
    )


def _made(password: str) -> bool:
    """Whether a password was drawn by a program: a hash's letters, or long and without words."""
    return _HEX.fullmatch(password) is not None or is_random(password)


# finds `a1c0ffee5d3e8b7f`
# but not `1234567890123456`, `correct horse`
_HEX = lazy_re(r"(?=[0-9]{0,64}[a-f])(?=[a-f]{0,64}[0-9])[0-9a-f]{16,64}")


RULES = (key_at_a_login, token_as_password, key_as_password)
