"""What the verdict's card says over a story: of a cause, or that there is nothing to explain."""

import msgspec

from inspector.export.verdict_report import verdict_report
from inspector.export.words import sure_words
from inspector.model.finding import Certainty, Verdict
from inspector.model.fix import Fix
from inspector.presentation.story.outline import Outline
from inspector.presentation.story.proofs import Proof
from inspector.presentation.verdict.cause_icons import icon
from inspector.reading.statuses import ERRORS
from inspector.wording import tr, tr_n


class ProofLine(msgspec.Struct, frozen=True):
    """A proof and where it stands, in words."""

    proof: Proof
    where: str


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the card. certainty: None where nothing is to be explained.

    facts: how many are proven, where there are several.

    edge, colour, icon: tokens and names of the theme. pair: accepted and refused entry to compare.
    """

    family: str
    title: str
    why: str
    edge: str
    colour: str
    icon: str
    certainty: Certainty | None = None
    score: float = 0.0
    facts: str = ""
    proofs: tuple[ProofLine, ...] = ()
    fix: Fix | None = None
    pair: tuple[int, int] | None = None


def headline(told: Outline, verdict: Verdict) -> Headline:
    """Return the words for a story."""
    proofs = tuple(ProofLine(proof, _where(proof)) for proof in told.proofs)
    if not verdict.findings:
        return _healthy(told, proofs)
    report, first = verdict_report(verdict), verdict.findings[0]
    pair = told.story.pair
    return Headline(
        family=report.family,
        title=report.headline,
        why=report.lead,
        edge="err_fill" if report.is_told else "warn_fill",
        colour="err" if report.is_told else "warn",
        icon=icon(first) if report.is_told else "circle-dashed",
        certainty=first.certainty,
        score=first.score,
        facts=sure_words(first) if first.faults else "",
        proofs=proofs,
        fix=first.fixes[0] if first.fixes else None,
        pair=(pair.accepted, pair.refused) if pair is not None else None,
    )


def _healthy(told: Outline, proofs: tuple[ProofLine, ...]) -> Headline:
    count = len(told.story.healthy)
    if count:
        title = tr_n(
            "Nothing to explain: the refusal is part of what went well",
            "Nothing to explain: {count} refusals are part of what went well",
            count,
        )
    else:
        title = tr("Nothing to explain: no request was refused access")
    failed = sum(fact.status in ERRORS and fact.answered == "failed" for fact in told.facts)
    why = [_wanted(told)]
    if failed:
        why.append(
            tr_n(
                "{count} reply reports an error that says nothing of access.",
                "{count} replies report an error that says nothing of access.",
                failed,
            )
        )
    return Headline(
        family=tr("Healthy"),
        title=title,
        why=" ".join(filter(None, why)),
        edge="ok_fill",
        colour="ok",
        icon="circle-check",
        proofs=proofs,
    )


def _wanted(told: Outline) -> str:
    """Return what was wanted, in the order in which it was."""
    words = [each.words for each in told.story.intentions if each.outcome == "reached"]
    names = list(dict.fromkeys(words))[:_NAMED]
    return tr("What went well: {steps}.", steps=", ".join(names)) if names else ""


_NAMED = 5


def _where(proof: Proof) -> str:
    """Return where a proof stands: "entry 20", "entries 7–16"."""
    entries = proof.entries
    if not entries:
        return ""
    if len(entries) == 1:
        return tr("entry {number}", number=entries[0] + 1)
    if entries[-1] - entries[0] == len(entries) - 1 and len(entries) > 2:  # noqa: PLR2004 - a run
        return tr("entries {first}–{last}", first=entries[0] + 1, last=entries[-1] + 1)
    shown = ", ".join(str(entry + 1) for entry in entries[:3])
    return tr("entries {numbers}", numbers=f"{shown} …" if len(entries) > 3 else shown)  # noqa: PLR2004 - cut
