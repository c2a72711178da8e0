"""What a run says in sentences: its title, the line below, the fix for a whole group."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from inspector.model.fix import Fix
from inspector.presentation.runs.run_rows import Counts
from inspector.protocol.redaction import Known, masked_text
from inspector.wording import tr, tr_n
from inspector.wording.dates import time_of_day
from inspector.workbench.answer import Answer
from inspector.workbench.runs.planning import writes
from inspector.workbench.runs.running import Ran, Run
from inspector.workbench.runs.watching import Flip


def run_title(counted: Counts, reasons: int, *, stopped: bool = False) -> str:
    """Say how it went, or goes: "6 of 22 refused, all for one reason"."""
    if stopped:
        total = counted.sent + counted.to_go
        return tr("Stopped after {done} of {total}", done=counted.sent, total=total)
    if counted.refused and reasons == 1:
        return tr(
            "{count} of {total} refused, all for one reason",
            count=counted.refused,
            total=counted.sent,
        )
    if counted.refused:
        return tr(
            "{count} of {total} refused, for {reasons} reasons",
            count=counted.refused,
            total=counted.sent,
            reasons=reasons,
        )
    if counted.unexpected:
        return tr(
            "{count} of {total} not as expected", count=counted.unexpected, total=counted.sent
        )
    return tr_n("{count} request, as expected", "All {count} as expected", counted.sent)


def ready_lead(runs: Sequence[Run]) -> str:
    """Say what a run would send, before it begins."""
    if not runs:
        return tr("Nothing is ticked, so nothing would be sent.")
    told = tr_n("Sends {count} request.", "Sends {count} requests.", len(runs))
    return f"{told} {writing_words(runs)}".strip()


def writing_words(runs: Iterable[Run]) -> str:
    """Say how many may change something; empty where all only read."""
    count = sum(map(writes, runs))
    if not count:
        return ""
    return tr_n(
        "{count} of them may change something there.",
        "{count} of them may change something there.",
        count,
    )


def run_lead(name: str, environment: str, started: datetime, *, parallel: int) -> str:
    """Say what is run, where, how, and since when."""
    way = tr("in order") if parallel <= 1 else tr_n("{count} at once", "{count} at once", parallel)
    moment = time_of_day(started)
    if not environment:
        return tr("{name}, {way}, started {time}.", name=name, way=way, time=moment)
    return tr(
        "{name} in {environment}, {way}, started {time}.",
        name=name,
        environment=environment,
        way=way,
        time=moment,
    )


def place_words(ran: Ran, group: Sequence[Ran]) -> str:
    """Say which request is explained, and which of its group it is."""
    name = ran.run.path[-1] if ran.run.path else ran.run.request.name
    if len(group) <= 1:
        return name
    numbers = [each.run.number for each in group]
    place = numbers.index(ran.run.number) + 1 if ran.run.number in numbers else 1
    return tr("{name}, {place} of the {count}", name=name, place=place, count=len(group))


def flip_words(flip: Flip, known: Known) -> str:
    """Say which verdict flipped, when, and from what to what."""
    return tr(
        "{time}: {name} was {before}, now {after}.",
        time=time_of_day(flip.moment),
        name=masked_text(" / ".join(flip.after.run.path), known),
        before=_outcome(flip.before),
        after=_outcome(flip.after),
    )


def _outcome(ran: Ran) -> str:
    if ran.status is None:
        return tr("without a reply")
    return str(ran.status) if ran.passed else tr("refused, {status}", status=ran.status)


def left_words(count: int) -> str:
    """Say for how many a fix could not be carried out."""
    return tr_n(
        "{count} request was left as it was: open it to mend it by hand.",
        "{count} requests were left as they were: open one to mend it by hand.",
        count,
    )


def for_group(answer: Answer, count: int) -> Answer:
    """Return an answer whose fixes say that they are done for all of its group."""
    if count <= 1:
        return answer
    findings = tuple(
        msgspec.structs.replace(finding, fixes=tuple(_named(fix, count) for fix in finding.fixes))
        for finding in answer.verdict.findings[:1]
    )
    verdict = msgspec.structs.replace(
        answer.verdict, findings=(*findings, *answer.verdict.findings[1:])
    )
    return msgspec.structs.replace(answer, verdict=verdict)


def _named(fix: Fix, count: int) -> Fix:
    from inspector.workbench.runs.mending import can_mend  # noqa: PLC0415 - with the first refusal

    if not can_mend(fix):
        return fix
    title = tr("{fix}, for all {count}", fix=fix.title, count=count)
    return msgspec.structs.replace(fix, title=title)
