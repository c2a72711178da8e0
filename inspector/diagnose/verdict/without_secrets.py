"""Sentences of a verdict hold no secret of the request, though the reply that they quote does."""

from collections.abc import Iterator

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.model.finding import Evidence, Fault, Finding, RuledOut, Verdict
from inspector.protocol.masking.known_values import KnownValues
from inspector.protocol.masking.wordy import is_telling
from inspector.protocol.redaction import replaced

_replace = msgspec.structs.replace


def without_secrets(case: Case, verdict: Verdict) -> Verdict:
    """Return the verdict with what its reply repeats of a credential masked, in whatever coding."""
    known = case.once(_known)
    if not known or not known.spans("\n".join(_texts(verdict))):
        return verdict
    return _replace(
        verdict,
        findings=tuple(_finding(one, known) for one in verdict.findings),
        ruled_out=tuple(_ruled_out(one, known) for one in verdict.ruled_out),
        words=_masked(verdict.words, known),
    )


def sentence_without_secrets(case: Case, sentence: str) -> str:
    """Return one sentence about an exchange, masked in the same way."""
    return _masked(sentence, case.once(_known)) if sentence else ""


def _known(case: Case) -> KnownValues:
    return KnownValues(tuple(filter(is_telling, case.held_secrets)))


def _texts(verdict: Verdict) -> Iterator[str]:
    yield verdict.words
    for finding in verdict.findings:
        yield from (finding.title, finding.explanation)
        yield from (proof.statement for proof in finding.evidence)
        yield from (fault.statement for fault in finding.faults)
    yield from (one.reason for one in verdict.ruled_out)


def _finding(finding: Finding, known: KnownValues) -> Finding:
    return _replace(
        finding,
        title=_masked(finding.title, known),
        explanation=_masked(finding.explanation, known),
        evidence=tuple(_proof(one, known) for one in finding.evidence),
        faults=tuple(_fault(one, known) for one in finding.faults),
    )


def _proof(proof: Evidence, known: KnownValues) -> Evidence:
    return _replace(proof, statement=_masked(proof.statement, known))


def _fault(fault: Fault, known: KnownValues) -> Fault:
    return _replace(fault, statement=_masked(fault.statement, known))


def _ruled_out(one: RuledOut, known: KnownValues) -> RuledOut:
    return _replace(one, reason=_masked(one.reason, known))


def _masked(text: str, known: KnownValues) -> str:
    return replaced(text, known.spans(text))
