"""A signature that can't fit its request: it was made of something else, by its own word or use."""

from collections.abc import Callable
from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, Suspicion, fact
from inspector.diagnose.weights import CLEAR, FAIR, RATHER, SOUND, STRONG
from inspector.model.annotation import Place
from inspector.protocol.field_names import is_signature_name
from inspector.protocol.signatures.consistency import Flaw, Kind, flaws
from inspector.reading.credential import Credential
from inspector.reading.statuses import REFUSES_SIGNATURE
from inspector.wording import tr
from inspector.wording.numbers import listed

_LOOK = 40


def does_not_fit(case: Case) -> Found:
    """The signature differs from its own request in a way that this host never let pass."""
    if case.status not in REFUSES_SIGNATURE:
        return
    found = next(flaws(case.sent.message), None)
    if found is None or _was_taken(case, found):
        return
    if case.may_be_stripped and found.kind in {"not-sent", "part"}:
        return
    yield _suspicion(case, found)


def _was_taken(case: Case, flaw: Flaw) -> bool:
    """Whether this host gave a request with the very same flaw: then it reads less than others."""
    near = (*case.before[-_LOOK:], *case.after[:_LOOK])
    return any(
        (one.kind, one.name) == (flaw.kind, flaw.name)
        for other in near
        if other.succeeded
        for one in flaws(other.sent.message)
    )


_SENTENCES: dict[Kind, Callable[[Flaw], str]] = {
    "not-sent": lambda one: tr("The signature covers {name}, which was not sent.", name=one.name),
    "not-covered": lambda one: tr("The signature does not cover {name}.", name=one.name),
    "part": lambda one: tr("The signature lacks {name}.", name=one.name),
    "day": lambda one: tr(
        "The signing key is of {day}, and {name} says {time}.",
        day=one.sent, name=one.name, time=one.wanted,
    ),
    "length": lambda one: tr(
        "The signature has {sent} digits, where {wanted} are due.",
        sent=one.sent, wanted=one.wanted,
    ),
    "service": lambda one: tr(
        "The request is signed for {sent}, and the host is one of {wanted}.",
        sent=one.sent, wanted=one.wanted,
    ),
}  # fmt: skip
_SLUGS: dict[Kind, str] = {
    "not-covered": "header-not-signed",
    "service": "signed-for-other-service",
}
_WEIGHTS: dict[Kind, float] = {"not-covered": SOUND, "service": CLEAR}


def _suspicion(case: Case, flaw: Flaw) -> Suspicion:
    return case.refused_for(
        _SLUGS.get(flaw.kind, "request-signature-wrong"),
        _WEIGHTS.get(flaw.kind, STRONG),
        fact(_SENTENCES[flaw.kind](flaw), _place(case)),
        *case.quote("signature", "malformed"),
        explains=True,
        name=flaw.name,
        other=flaw.sent,
        host=case.sent.bare_host,
    )


def _place(case: Case) -> Place:
    sent = case.sent.authorization
    return sent.place if sent is not None else case.sent_line


# ---------------- A signature that was made for another request
def of_another_request(case: Case) -> Found:
    """The signature was taken before, with other fields than those that it came with now."""
    if case.status not in REFUSES_SIGNATURE:
        return
    mine, rest = _signed(case)
    for other in reversed(case.before[-_LOOK:]) if mine else ():
        if not other.succeeded or not other.repeats(case):
            continue
        theirs, before = _signed(other)
        changed = sorted(name for name, value in rest.items() if before.get(name) != value)
        if theirs == mine and changed:
            yield _made_of_others(case, other, changed)
            return


def _made_of_others(case: Case, other: Case, changed: list[str]) -> Suspicion:
    taken = tr("The same signature was taken in entry {entry}.", entry=other.number)
    came = tr("Here {names} came with it, which it was not made of.", names=listed(changed))
    return case.refused_for(
        "signature-of-another-request",
        CLEAR,
        fact(taken, other.heard_line),
        fact(came, case.sent_body if case.sent.message.body else case.sent_line),
        *case.quote("signature"),
        explains=True,
        names=listed(changed),
    )


def _signed(case: Case) -> tuple[dict[str, str], dict[str, str]]:
    """Return the signatures among the parameters of a request, and what else is among them."""
    parameters = {**dict(case.sent.query), **case.sent.fields}
    signed = {name: value for name, value in parameters.items() if _is_made_of_all(name, value)}
    return signed, {name: each for name, each in parameters.items() if name not in signed}


def _is_made_of_all(name: str, value: str) -> bool:
    return is_signature_name(name) and len(value) >= _SHORTEST


_SHORTEST = 20  # characters of a hash


# ---------------- A signature over the body, which is another one since, or is signed anew
def of_another_body(case: Case) -> Found:
    """The signature in a header was taken before, beside another body than the one it has now."""
    mine = _over_a_message(case)
    if mine is None or case.status not in REFUSES_SIGNATURE or not case.sent.message.body:
        return
    for other in reversed(case.before[-_LOOK:]):
        theirs = _over_a_message(other) if other.succeeded and other.repeats(case) else None
        same = theirs is not None and theirs.value == mine.value
        if same and other.sent.message.body != case.sent.message.body:
            yield _beside_another_body(case, other)
            return


def _beside_another_body(case: Case, other: Case) -> Suspicion:
    entry, json = other.number, case.sent.content.json
    alike = json is not None and json == other.sent.content.json
    written = tr("The body says the same, and is written otherwise than there.")
    return case.refused_for(
        "signature-of-another-request",
        CLEAR,
        fact(tr("The same signature was taken in entry {entry}.", entry=entry), other.heard_line),
        fact(written if alike else tr("The body is another one than there."), case.sent_body),
        *case.quote("signature"),
        explains=True,
    )


def signed_by_another(case: Case) -> Found:
    """Signed messages were taken here, and without a word this one is not: each is made anew."""
    mine = _over_a_message(case)
    told = case.heard.gives_no_reason and case.status in REFUSES_SIGNATURE
    if mine is None or not told or case.sent.authorization is not None or case.heard.challenges:
        return
    taken = (one for one in reversed(case.before[-_LOOK:]) if one.succeeded and one.repeats(case))
    for other in taken:
        theirs = _over_a_message(other)
        if theirs is not None and theirs.name == mine.name and theirs.value != mine.value:
            entry = other.number
            yield case.refused_for(
                "request-signature-wrong",
                RATHER if case.status == HTTPStatus.FORBIDDEN else FAIR,
                fact(tr("Entry {entry} was signed, too, and taken.", entry=entry), theirs.place),
                fact(tr("Here the signature is another one, as each has its own."), mine.place),
                host=case.sent.host,
            )
            return


def _over_a_message(case: Case) -> Credential | None:
    return next((one for one in case.sent.keys if one.signs_a_message), None)


RULES = (does_not_fit, of_another_request, of_another_body, signed_by_another)
