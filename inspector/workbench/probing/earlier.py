"""What was sent before a refusal, for experiments to look at: few, small, in memory alone."""

import msgspec

from inspector.compose.scope import Scope
from inspector.model.attempt import Attempt
from inspector.workbench.answer import Answer
from inspector.workbench.applying.recorded import request_of

_MOST = 30  # what was sent before them says little about now
_LARGEST = 256 * 1024  # bytes of bodies of one attempt


def with_sent(earlier: tuple[Attempt, ...], attempt: Attempt) -> tuple[Attempt, ...]:
    """Return what was sent with one more at its end, without what is too old or too large."""
    replies = (one.reply for one in attempt.exchanges if one.reply is not None)
    sent = sum(len(one.request.body) for one in attempt.exchanges)
    size = sent + sum(len(reply.body) for reply in replies)
    return (*earlier, attempt)[-_MOST:] if size <= _LARGEST else earlier


def with_earlier(scope: Scope, answer: Answer, sent: tuple[Attempt, ...]) -> Scope:
    """Return a scope with what was sent before an answer, unless it names that itself."""
    began = answer.attempt.started
    if scope.aids.earlier or began is None:
        return scope
    own = answer.attempt.id
    before = (one for one in sent if one.started and one.started < began and one.id != own)
    aids = msgspec.structs.replace(scope.aids, earlier=tuple(before))
    return msgspec.structs.replace(scope, aids=aids)


def recorded_sends(recorded: Attempt) -> tuple[Attempt, ...]:
    """Return what a recording holds, the newest few, each exchange as an attempt of its own."""
    sent: tuple[Attempt, ...] = ()
    for number, one in enumerate(recorded.exchanges):
        alone = msgspec.structs.replace(one, answers=None)
        made = Attempt(
            id=f"recorded-{number}",
            request=request_of(one.request),
            exchanges=(alone,),
            source=recorded.source,
        )
        sent = with_sent(sent, made)
    return sent
