"""What a Digest answer says and where it differs from the challenge (RFC 7616 §3.4)."""

from collections.abc import Iterator

from inspector.annotate.sent import SentCredential, credentials
from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.protocol.challenges import parsing as challenges
from inspector.protocol.challenges.parsing import Challenge
from inspector.protocol.schemes import digest_check
from inspector.wording import tr

_REFERENCE = "RFC 7616 §3.4"
_ASKED_BY = {"authorization": "WWW-Authenticate", "proxy-authorization": "Proxy-Authenticate"}


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Explain the Digest credentials of an exchange."""
    exchange = attempt.exchanges[index]
    for sent in credentials(attempt, index):
        if sent.word != "digest" or exchange.lacks_header(sent.line.name):
            continue
        answer = digest_check.read(sent.line.value)
        if answer is None:
            continue
        yield _user(sent, answer)
        request = exchange.request
        asked = _asked(attempt, index, sent)
        for wrong in digest_check.compare(answer, asked, (request.method, request.target)):
            yield Annotation(
                place=sent.line.place(wrong.span),
                text=_mismatch(wrong),
                level="bad",
                kind="digest-mismatch",
                reference=_REFERENCE,
            )


def _user(sent: SentCredential, answer: Challenge) -> Annotation:
    user = answer.get("username") or answer.get("username*")
    text = tr("user {user}, the password was only hashed", user=user[:60])
    span = next(
        (one.span for one in answer.params if one.name.lower().startswith("username")), None
    )
    return Annotation(place=sent.line.place(span), text=text, kind="digest", reference=_REFERENCE)


def _asked(attempt: Attempt, index: int, sent: SentCredential) -> Challenge | None:
    """Return the challenge this answers, when the exchange before it is known."""
    before = attempt.exchanges[index].answers
    reply = attempt.exchanges[before].reply if before is not None else None
    if reply is None:
        return None
    found = challenges.challenges_of(reply.headers, _ASKED_BY[sent.line.name])
    return next((one for _, one in found if one.is_scheme("Digest")), None)


def _mismatch(wrong: digest_check.Mismatch) -> str:
    if wrong.part == "uri":
        return tr("uri is not the request target")
    if not wrong.expected:
        return tr("{part} is not as it must be", part=wrong.part)
    return tr("{part} must be {expected}", part=wrong.part, expected=wrong.expected[:80])
