"""A digest of the password and a salt is right, and refused where the password itself is taken."""

import hashlib
from collections.abc import Iterator

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import STRONG
from inspector.protocol.field_names import is_password_name
from inspector.protocol.patterns import lazy_re
from inspector.wording import tr

_HASHES = {32: "md5", 40: "sha1", 64: "sha256"}
# finds `e2e3eb4190039abae29bb122ac242cf6`
# but not `sesame42`
_HEX = lazy_re(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}")
_LOOK, _MOST = 40, 20


def right_and_refused(case: Case) -> Found:
    """What was sent is exactly the digest of a password that this host takes, and of the salt."""
    if case.succeeded or case.said("locked", "too-many-attempts", "mfa"):
        return
    mine = dict(list(_sent(case))[:_MOST])
    digests = {name: text for name, text in mine.items() if _HEX.fullmatch(text)}
    near = (*reversed(case.before[-_LOOK:]), *case.after[:_LOOK]) if digests else ()
    for other in near:
        for name, password in _passwords(other):
            made = _made_of(digests, mine, password)
            if made:
                works = tr("The password itself was accepted as {name}.", name=name)
                right = tr("{name} is the right digest of it and of the salt.", name=made)
                yield case.refused_for(
                    "key-sent-in-another-way",
                    STRONG,
                    fact(works, other.sent_line),
                    fact(right, case.sent_line),
                    wanted=name,
                    sent=made,
                )
                return


def _sent(case: Case) -> Iterator[tuple[str, str]]:
    yield from case.sent.query
    yield from case.sent.fields.items()


def _passwords(other: Case) -> Iterator[tuple[str, str]]:
    """Yield what another request was accepted with that has the name of a password."""
    if not other.succeeded or (not other.sent.has_any and not other.sent.query):
        return
    for name, value in list(_sent(other))[:_MOST]:
        if value and (is_password_name(name) or name.lower() in _SHORT_NAMES):
            yield name, value


_SHORT_NAMES = frozenset({"p", "pw", "pass"})


def _made_of(digests: dict[str, str], mine: dict[str, str], password: str) -> str:
    """Return the name of the digest that is made of a password and another value; or empty."""
    for name, digest in digests.items():
        for salt in (value for other, value in mine.items() if other != name):
            texts = (f"{password}{salt}", f"{salt}{password}")
            if any(_hash(len(digest), text) == digest.lower() for text in texts):
                return name
    return ""


def _hash(length: int, text: str) -> str:
    made = hashlib.new(_HASHES[length], text.encode(), usedforsecurity=False)
    return made.hexdigest()


RULES = (right_and_refused,)
