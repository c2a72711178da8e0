"""Whether a DPoP proof fits the request it came with (RFC 9449 §4.3)."""

from collections.abc import Iterator

from inspector.annotate.lines import Line, received, sent
from inspector.annotate.sent import credentials
from inspector.annotate.times import judged_at
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.protocol.tokens import dpop
from inspector.protocol.tokens.dpop import DpopContext
from inspector.wording import tr


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Check the proof's method, address, age and token; explain DPoP-Nonce."""
    exchange = attempt.exchanges[index]
    for line in sent(exchange, index):
        if line.name == "dpop" and not exchange.lacks_header("dpop"):
            yield from _proof(attempt, line)
    for line in received(exchange, index):
        if line.name == "dpop-nonce":
            yield _note(line, tr("the next proof must carry this nonce"), "info")


def _proof(attempt: Attempt, line: Line) -> Iterator[Annotation]:
    proof = dpop.read(line.value)
    if proof is None:
        yield _note(line, tr("no DPoP proof: it must be a signed JWT"), "bad")
        return
    faults = dpop.faults(proof, _context(attempt, line.entry))
    for fault in faults:
        yield _note(line, fault.message, "bad")
    if not faults:
        yield _note(line, tr("proof fits method, address and token"), "good")


def _context(attempt: Attempt, index: int) -> DpopContext:
    exchange = attempt.exchanges[index]
    tokens = [one.rest.strip() for one in credentials(attempt, index) if one.word == "dpop"]
    return DpopContext(
        method=exchange.request.method,
        url=exchange.request.url,
        now=judged_at(exchange),
        access_token=tokens[0] if tokens else "",
    )


def _note(line: Line, text: str, level: Level) -> Annotation:
    return Annotation(
        place=line.place(), text=text, level=level, kind="dpop", reference="RFC 9449 §4.3"
    )
