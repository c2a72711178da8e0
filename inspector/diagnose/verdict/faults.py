"""Several things that the bytes prove to be wrong with one credential are told together.

Each is a fact and none rules another out: the server's own words, a time that is over, a word that
is sent twice. Ranked by their odds one would be called unlikely beside the other.
"""

from collections.abc import Iterator, Sequence

import msgspec

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.findings import declared
from inspector.diagnose.judging.rank import CERTAIN, POSSIBLE, VERY_LIKELY, Ranked, word
from inspector.diagnose.judging.settling_words import names_reason, plain_words
from inspector.diagnose.weights import CLEAR, LIKELY
from inspector.model.annotation import Place
from inspector.model.finding import Evidence, Fault, FaultKind, Finding
from inspector.model.fix import Fix
from inspector.reading.credential import Credential
from inspector.wording import tr

_ORDER: tuple[FaultKind, ...] = ("said", "arithmetic", "written")


class Proven(msgspec.Struct, frozen=True):
    """A suspicion that is a fact about the credential, and the evidence that proves it."""

    ranked: Ranked
    kind: FaultKind
    evidence: tuple[Evidence, ...]

    @property
    def statement(self) -> str:
        """What is wrong, in a sentence."""
        return self.evidence[0].statement


def proven(case: Case, ranked: Sequence[Ranked]) -> tuple[Proven, ...]:
    """Return the facts about the credential, in the order in which they are told.

    Empty for fewer than two, and where something else than these comes first.
    """
    made = [one for one in (_proven(case, each) for each in ranked) if one is not None]
    found = sorted(_with_one_reason(case, made), key=lambda one: _ORDER.index(one.kind))
    if len(found) < 2 or ranked[0] not in [one.ranked for one in found]:  # noqa: PLR2004 - as said
        return ()
    return tuple(found) if _score(ranked, found) >= VERY_LIKELY else ()


def _with_one_reason(case: Case, found: Sequence[Proven]) -> Iterator[Proven]:
    """Yield the facts; what only the reply says once at most, because a reply gives one reason.

    Where it names a fact that the bytes show as well, that is its reason.
    """
    shown = (one for one in found if one.kind != "said")
    told = any(names_reason(case, one.ranked.suspicion) for one in shown)
    for one in found:
        if not (told and one.kind == "said"):
            told = told or one.kind == "said"
            yield one


def _proven(case: Case, one: Ranked) -> Proven | None:
    suspicion, kind = one.suspicion, declared(one.suspicion.slug).fault
    if not kind or suspicion.weight < LIKELY:
        return None
    sent = [e for e in suspicion.evidence if e.place is not None and e.place.side == "request"]
    if kind != "said" and sent:
        first = sent[0].statement
        same = tuple(e for e in suspicion.evidence if e.statement == first)
        return Proven(one, kind, same)
    words = plain_words(case, suspicion)
    if words is None or suspicion.weight < CLEAR:
        return None
    return Proven(one, "said", tuple(e for e in suspicion.evidence if e.place == words.place))


def _score(ranked: Sequence[Ranked], found: Sequence[Proven]) -> float:
    """Return what is left for these facts beside the other families' best."""
    own = {one.ranked.suspicion.cause for one in found}
    best = max(one.ranked.suspicion.weight for one in found)
    others: dict[str, float] = {}
    for one in ranked:
        cause, weight = one.suspicion.cause, one.suspicion.weight
        if cause not in own:
            others[cause] = max(others.get(cause, 0.0), weight)
    odds = best / (1 - best)
    return best * odds / (odds + sum(weight / (1 - weight) for weight in others.values()))


def with_own_words(case: Case, ranked: tuple[Ranked, ...]) -> tuple[Ranked, ...]:
    """Return them with no reason that the reply itself gives called unlikely below arithmetic."""
    first = ranked[0].suspicion
    if declared(first.slug).fault not in {"arithmetic", "written"}:
        return ranked
    quoted = frozenset(proof.place for proof in first.evidence)
    raised = [ranked[0], *(_possible(case, one, quoted) for one in ranked[1:])]
    return tuple(sorted(raised, key=lambda one: -one.score))


def _possible(case: Case, one: Ranked, quoted: frozenset[Place | None]) -> Ranked:
    told = one.suspicion.weight >= LIKELY and not declared(one.suspicion.slug).refusal
    words = plain_words(case, one.suspicion) if told and one.score < POSSIBLE else None
    if words is None or words.place in quoted:
        return one
    return Ranked(suspicion=one.suspicion, score=POSSIBLE, certainty=word(POSSIBLE))


def told_together(
    case: Case, ranked: Sequence[Ranked], findings: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Return the findings, those that are facts about one credential as one."""
    facts = proven(case, ranked)
    if not facts:
        return findings
    parts = [findings[ranked.index(one.ranked)] for one in facts]
    others = tuple(one for one in findings if not (one in parts or declared(one.slug).refusal))
    fixes = _fixes(parts)
    mended = [_is_mended(part, fixes[0]) for part in parts]
    score = _score(ranked, facts)
    joined = msgspec.structs.replace(
        findings[0],
        certainty=word(max(score, CERTAIN) if score >= VERY_LIKELY else score),
        score=round(max(score, CERTAIN), 3),
        title=title(case, facts),
        explanation=_why(sum(mended), len(parts)),
        evidence=tuple(each for one in facts for each in one.evidence),
        fixes=fixes,
        thing=_thing(case),
        faults=tuple(
            Fault(
                slug=one.ranked.suspicion.slug,
                kind=one.kind,
                statement=one.statement,
                mended=whole,
            )
            for one, whole in zip(facts, mended, strict=True)
        ),
    )
    return (joined, *others)


def title(case: Case, facts: Sequence[Proven]) -> str:
    """Return how many things are wrong, and with what."""
    return tr(
        "{number} things are wrong with this {thing}",
        number=_number(len(facts)),
        thing=_thing(case),
    )


def _number(count: int) -> str:
    words = {2: tr("Two"), 3: tr("Three"), 4: tr("Four"), 5: tr("Five")}
    return words.get(count, str(count))


def _thing(case: Case) -> str:
    main = case.sent.main
    if main is None:
        return tr("credential")
    return _word_for(main)


def _word_for(main: Credential) -> str:
    if main.where == "cookie":
        return tr("cookie")
    if main.claims or main.scheme == "bearer":
        return tr("token")
    return tr("key") if main.known_key is not None else tr("credential")


# ---------------------------------------------------------------- what mends them
def _fixes(parts: Sequence[Finding]) -> tuple[Fix, ...]:
    """Return the fixes of all, each once, the one that mends most first."""
    every = {fix.id: fix for part in parts for fix in part.fixes}
    return tuple(
        sorted(every.values(), key=lambda fix: -sum(_is_mended(part, fix) for part in parts))
    )


def _is_mended(part: Finding, fix: Fix) -> bool:
    """Whether a fix mends a fault: it is one of its own, or puts another value in its place."""
    if fix.id in {own.id for own in part.fixes}:
        return True
    renewed = {one.field for one in fix.changes if one.ask or one.operation == "action"}
    return any(change.field in renewed for own in part.fixes for change in own.changes)


def _why(mended: int, count: int) -> str:
    alone = tr("Mending one alone leads to the next refusal.")
    if mended < count:
        return f"{alone} {tr('This fix mends {mended} of {count}.', mended=mended, count=count)}"
    if count == 2:  # noqa: PLR2004 - two are "both"
        return f"{alone} {tr('One fix mends both.')}"
    return f"{alone} {tr('One fix mends all {number}.', number=_number(count).lower())}"
