"""Digest answers that do not fit the request or the challenge (RFC 7616 §3.4)."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import CLEAR, FAINT, LIKELY, SHOWN, SOUND, STRONG
from inspector.protocol.challenges.parsing import Challenge
from inspector.protocol.patterns import lazy_re
from inspector.protocol.schemes import digest_check
from inspector.reading.credential import Credential
from inspector.reading.statuses import CHALLENGES, MAY_REFUSE_CREDENTIAL
from inspector.wording import tr

_REFUSED = CHALLENGES | MAY_REFUSE_CREDENTIAL

_WEIGHTS = {
    "uri": SHOWN,
    "realm": STRONG,
    "nonce": LIKELY,
    "opaque": SOUND,
    "qop": CLEAR,
    "nc": CLEAR,
    "cnonce": CLEAR,
}
_SLUGS = {
    "uri": "digest-uri-mismatch",
    "realm": "digest-realm-mismatch",
    "nonce": "digest-nonce-mismatch",
    "opaque": "digest-opaque-mismatch",
    "qop": "digest-qop-mismatch",
    "nc": "digest-counter-wrong",
    "cnonce": "digest-cnonce-missing",
}


def arithmetic(case: Case) -> Found:
    """A part of the answer differs from the challenge it answers, or from the request."""
    sent = _digest(case)
    if sent is None:
        return
    answer = digest_check.read(f"Digest {sent.value}")
    if answer is None or not _target(case):
        return
    for found in digest_check.compare(
        answer, asked_before(case, answer), (case.sent.method, _target(case))
    ):
        if found.part in _SLUGS:
            yield case.refused_for(
                _SLUGS[found.part],
                _WEIGHTS[found.part] if _matters(case, found) else FAINT,
                fact(
                    tr(
                        'Digest {part} is "{sent}", but "{expected}" is due.',
                        part=found.part,
                        sent=found.sent,
                        expected=found.expected,
                    ),
                    sent.place,
                ),
                part=found.part,
                sent=found.sent,
                expected=found.expected,
            )


def _matters(case: Case, found: digest_check.Mismatch) -> bool:
    if case.heard.schemes and "digest" not in case.heard.schemes:
        return False
    if found.part != "nonce":
        return True
    return not any(c[1].get("stale").lower() == "true" for c in case.heard.challenges)


def replayed(case: Case) -> Found:
    """The same nonce and counter were used before."""
    sent = _digest(case)
    if sent is None or not sent.params.get("nc"):
        return
    for earlier in case.before:
        other = earlier.sent.authorization
        if other is None or other.scheme != "digest" or earlier.index == case.index:
            continue
        same = all(other.params.get(n) == sent.params.get(n) for n in ("nonce", "nc"))
        if same and earlier.succeeded:
            yield case.suspect(
                "digest-counter-replayed",
                STRONG,
                fact(
                    tr("The counter {nc} was used with this nonce before.", nc=sent.params["nc"]),
                    sent.place,
                ),
                fact(tr("It was used here first."), other.place),
                nc=sent.params["nc"],
            )
            return


def skipped(case: Case) -> Found:
    """A nonce was just handed out, and its first answer counts as a later one (RFC 7616 §3.4)."""
    sent = _digest(case)
    counter = _count(sent) if sent is not None else None
    if sent is None or counter is None or _is_stale(case):
        return
    nonce = sent.params.get("nonce", "")
    asked = next((one for one in reversed(case.before) if nonce in _nonces(one)), None)
    mine = (one for one in case.before if one.sent.authorization is not None)
    used = [_count(one.sent.authorization, nonce) or 0 for one in mine]
    due = max(used, default=0) + 1
    if asked is None or counter <= due:
        return
    taken = next((one for one in case.neighbours if _begins_with_one(one)), None)
    entry = asked.number
    facts = [
        fact(tr("Entry {entry} handed this nonce out.", entry=entry), asked.heard_line),
        fact(tr("The counter is {sent}, but {due} is due.", sent=counter, due=due), sent.place),
    ]
    if taken is not None and taken.sent.authorization is not None:
        said = tr("Entry {entry} began with 1, and was let in.", entry=taken.number)
        facts.append(fact(said, taken.sent.authorization.place))
    yield case.refused_for(
        "digest-counter-wrong",
        STRONG if taken is not None else CLEAR,
        *facts,
        part="nc",
        sent=sent.params["nc"],
        expected=f"{due:08x}",
    )


def _is_stale(case: Case) -> bool:
    return any(one.get("stale").lower() == "true" for _, one in case.heard.challenges)


def _nonces(case: Case) -> set[str]:
    return {one.get("nonce") for _, one in case.heard.challenges if one.is_scheme("digest")} - {""}


def _count(sent: Credential | None, nonce: str = "") -> int | None:
    """Return the counter of a Digest answer (to that nonce, where one is named), or None."""
    if sent is None or sent.scheme != "digest" or (nonce and sent.params.get("nonce") != nonce):
        return None
    written = sent.params.get("nc", "")
    return int(written, 16) if _HEXADECIMAL.fullmatch(written) else None


_HEXADECIMAL = lazy_re(r"[0-9A-Fa-f]{1,8}")


def _begins_with_one(other: Case) -> bool:
    return other.succeeded and _count(other.sent.authorization) == 1


_HASHES = {32: "MD5", 64: "SHA-256", 128: "SHA-512"}  # hexadecimal digits of each


def response_of_another_length(case: Case) -> Found:
    """The response has a number of digits that no algorithm makes: it was cut, or is none."""
    sent = _digest(case)
    response = sent.params.get("response", "") if sent is not None else ""
    if sent is None or not response or len(response) in _HASHES:
        return
    yield case.explained_by(
        sent,
        "credential-malformed",
        STRONG,
        tr("The response has {count} digits.", count=len(response)),
    )


def asked_before(case: Case, answer: Challenge) -> Challenge | None:
    """Return the challenge that an answer is for: among the last ones, the one that fits best."""
    for other in reversed(case.before):
        found = [c for _, c in other.heard.challenges if c.is_scheme("digest")]
        if found:
            return max(found, key=lambda one: _likeness(one, answer))
    return None


def _likeness(challenge: Challenge, answer: Challenge) -> int:
    names = ("algorithm", "nonce", "realm", "opaque")
    return sum(challenge.get(name).lower() == answer.get(name).lower() for name in names)


def _digest(case: Case) -> Credential | None:
    sent = case.sent.authorization
    if sent is None or sent.scheme != "digest" or case.status not in _REFUSED:
        return None
    return sent


def _target(case: Case) -> str:
    scheme, _, path, query = case.sent.parts
    if case.sent.message.target and not case.sent.message.target.startswith("http"):
        return case.sent.message.target
    return (path or "/") + (f"?{query}" if query else "") if scheme else ""


RULES = (arithmetic, replayed, skipped, response_of_another_length)
