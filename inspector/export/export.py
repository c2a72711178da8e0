"""Writes an answer: redacts it, writes the format asked for, and searches the result for leaks."""

import msgspec

from inspector.export.cutting import Replaced
from inspector.export.leak_check import Leak, LeakSearch
from inspector.export.options import Options
from inspector.export.redact import AnswerLike, Redacted, redact
from inspector.export.registry import format_named
from inspector.export.report import LONGEST_BODY
from inspector.export.sweeping import texts
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict
from inspector.protocol.redaction import DOTS

# ---------------- The exchanges that a report shows of a long trace
MOST = 20


def relevant(attempt: Attempt, verdict: Verdict) -> frozenset[int]:
    """Return the indices to show: all of a short trace.

    Of a long one those that the best finding speaks of, with what led to them.
    """
    count = len(attempt.exchanges)
    if count <= MOST:
        return frozenset(range(count))
    wanted = {count - 1 if verdict.entry is None else verdict.entry}
    if verdict.findings:
        best = max(verdict.findings, key=lambda finding: finding.score)
        wanted |= {item.place.entry for item in best.evidence if item.place is not None}
    found: set[int] = set()
    for index in sorted(index for index in wanted if index < count)[:MOST]:
        at: int | None = index
        while at is not None and at not in found:
            found.add(at)
            at = attempt.exchanges[at].answers
    return frozenset(found)


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves the program: exactly this text, to be written as UTF-8.

    replaced: which secrets were replaced. leaks: secrets that are still found in it; show them
    before anything is written. suffix: of the file's name, with its dot.
    """

    text: str
    suffix: str
    replaced: tuple[Replaced, ...] = ()
    leaks: tuple[Leak, ...] = ()


def export(answer: AnswerLike, format_name: str, options: Options | None = None) -> Exported:
    """Return the answer in that format. Raises KeyError for a format that is none."""
    chosen = options or Options()
    written = format_named(format_name)
    shown = None if written.ALL else relevant(answer.attempt, answer.verdict)
    longest = None if written.WHOLE else 8 * LONGEST_BODY
    redacted = redact(answer, chosen, longest_body=longest, shown=shown)
    text = written.write(redacted, chosen).encode("utf-8", "replace").decode("utf-8")
    search = LeakSearch(redacted.hidden)
    if chosen.mask_leaks:
        text = search.masked(text, lambda _: DOTS)
    found = search.leaks(text, redacted.names)
    return Exported(
        text=text,
        suffix=written.SUFFIX,
        replaced=redacted.replaced,
        leaks=found or _in_bodies(redacted, search) if written.WHOLE else found,
    )


def _in_bodies(redacted: Redacted, search: LeakSearch) -> tuple[Leak, ...]:
    """Search the bytes that the format writes in Base64, where a search of its text is blind."""
    for number, exchange in enumerate(redacted.attempt.exchanges, 1):
        for text in texts(exchange):
            if found := search.leaks(text, redacted.names):
                return tuple(msgspec.structs.replace(leak, body=number) for leak in found)
    return ()
