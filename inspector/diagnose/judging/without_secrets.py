"""No text of a verdict holds a secret of the request, though the reply that it quotes does."""

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.model.annotation import Place
from inspector.model.finding import Verdict
from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.masking.wordy import is_telling
from inspector.protocol.redaction import replaced
from inspector.story.trace_story import TraceStory

T = TypeVar("T", bound=msgspec.Struct)
# Names of parts of this program, which are looked up by them, and addresses that are called.
_NO_WORDS = frozenset({"id", "slug", "finding", "experiment", "verb", "argument", "transform"})


def without_secrets(case: Case, verdict: Verdict) -> Verdict:
    """Return the verdict with what its reply repeats of a credential masked, in whatever coding.

    Whatever is added to a verdict, its fixes or their steps is masked, too: none is named here.
    """
    told: Verdict = record_without_secrets(case, verdict)
    return told


def record_without_secrets(case: Case, record: T) -> T:
    """Return a record of what is said about an exchange, all its texts masked."""
    known = case.once(_known)
    if not known or not known.spans("\n".join(_texts(record))):
        return record
    masked: T = _walk(record, known)
    return masked


def sentence_without_secrets(case: Case, sentence: str) -> str:
    """Return one sentence about an exchange, masked in the same way."""
    return _masked(sentence, case.once(_known)) if sentence else ""


def _known(case: Case) -> KnownValues:
    """Return what a case holds, ready to be found; entries that hold the same share it."""
    held, ready = tuple(filter(is_telling, _held(case))), case.trace.story.once(_made_ready)
    if held not in ready:
        ready[held] = KnownValues(held)
    return ready[held]


def _held(case: Case) -> Iterator[str]:
    """Yield what the exchange holds, and what was sent before it, which sentences may name."""
    yield from case.held_secrets
    for index in range(case.trace.earlier):
        yield from case.trace.case(index).held_secrets


def _made_ready(_story: TraceStory) -> dict[tuple[str, ...], KnownValues]:
    return {}


def _texts(value: Any) -> Iterator[str]:
    if type(value) is str:
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, msgspec.Struct) and not isinstance(value, Place):
        for name in value.__struct_fields__:
            if name not in _NO_WORDS:
                yield from _texts(getattr(value, name))


def _walk(value: Any, known: KnownValues) -> Any:
    if type(value) is str:
        return _masked(value, known)
    if isinstance(value, tuple):
        return tuple(_walk(each, known) for each in value)
    if isinstance(value, msgspec.Struct) and not isinstance(value, Place):
        names = (name for name in value.__struct_fields__ if name not in _NO_WORDS)
        changed = {name: _walk(getattr(value, name), known) for name in names}
        return msgspec.structs.replace(value, **changed)
    return value


def _masked(text: str, known: KnownValues) -> str:
    return replaced(text, known.spans(text))
