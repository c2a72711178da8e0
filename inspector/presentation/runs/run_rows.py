"""A run in rows: grouped by what became of the requests, the refused ones by their cause."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from inspector.model.finding import Finding
from inspector.protocol.redaction import Known, masked_text
from inspector.wording import tr, tr_n
from inspector.wording.durations import took
from inspector.workbench.runs.running import Ran, Run, causes
from inspector.workbench.runs.watching import verdict_of

GroupKind = Literal["refused", "unexpected", "expected", "to-go"]


class RunRow(msgspec.Struct, frozen=True, kw_only=True):
    """One request. number: of its run; state: its icon, "" while it is to go.

    folder: the folders it lies in; detail: what was not as expected, or which values were kept.
    """

    number: int
    method: str
    name: str
    folder: str = ""
    detail: str = ""
    status: int | None = None
    state: Literal["", "ok", "err", "warn"] = ""
    time: str = ""

    @property
    def spoken(self) -> str:
        """What is read aloud."""
        said = {"ok": tr("as expected"), "err": tr("refused"), "warn": tr("not as expected")}
        status = str(self.status) if self.status is not None else ""
        outcome = said.get(self.state, tr("to go"))
        words = (self.name, self.method, self.folder, status, outcome, self.detail, self.time)
        return ", ".join(word for word in words if word)


class RunGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Requests of which the same became. key: stays the same while the run goes on."""

    key: str
    kind: GroupKind
    title: str
    note: str = ""
    rows: tuple[RunRow, ...] = ()


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a run are where."""

    expected: int = 0
    refused: int = 0
    unexpected: int = 0
    to_go: int = 0

    @property
    def sent(self) -> int:
        """Those that are over."""
        return self.expected + self.refused + self.unexpected

    @property
    def spoken(self) -> str:
        """What is read aloud of the progress."""
        return tr(
            "{sent} of {total} sent, {expected} as expected, {refused} refused, "
            "{unexpected} not as expected",
            sent=self.sent,
            total=self.sent + self.to_go,
            expected=self.expected,
            refused=self.refused,
            unexpected=self.unexpected,
        )


Results = Mapping[int, Ran]
"""What became of the requests, by the numbers of their runs."""


def counts(runs: Sequence[Run], results: Results) -> Counts:
    """Count what became of the requests."""
    done = [results[run.number] for run in runs if run.number in results]
    refused = sum(each.refused for each in done)
    passed = sum(each.passed for each in done)
    return Counts(
        expected=passed,
        refused=refused,
        unexpected=len(done) - refused - passed,
        to_go=len(runs) - len(done),
    )


def rows_in_order(runs: Sequence[Run], results: Results, known: Known) -> tuple[RunRow, ...]:
    """Return every request in the order of the run."""
    return tuple(
        _ran_row(results[run.number], known) if run.number in results else _row(run) for run in runs
    )


def new_rows(rows: Iterable[RunRow], now: Results, before: Results) -> tuple[RunRow, ...]:
    """Return those whose verdict is another one than in the run before."""
    return tuple(
        row
        for row in rows
        if row.number in now
        and row.number in before
        and verdict_of(before[row.number]) != verdict_of(now[row.number])
    )


def groups(runs: Sequence[Run], results: Results, known: Known) -> tuple[RunGroup, ...]:
    """Return the groups: refused by cause, not as expected, as expected, to go."""
    rows = {row.number: row for row in rows_in_order(runs, results, known)}
    done = [results[number] for number in rows if number in results]
    found = [
        _refused(key, [rows[each.run.number] for each in group], first_finding(group[0]), known)
        for key, group in causes(done).items()
    ]
    found += _unexpected(rows, done, known)
    expected = tuple(rows[each.run.number] for each in done if each.passed)
    to_go = tuple(row for row in rows.values() if row.number not in results)
    if expected:
        title = tr_n("{count} as expected", "{count} as expected", len(expected))
        found.append(RunGroup(key="expected", kind="expected", title=title, rows=expected))
    if to_go:
        title = tr_n("{count} to go", "{count} to go", len(to_go))
        found.append(RunGroup(key="to-go", kind="to-go", title=title, rows=to_go))
    return tuple(found)


def first_finding(ran: Ran) -> Finding:
    """Return what explains a refused one; raises IndexError where nothing does."""
    return ran.answer.verdict.findings[0]


def _refused(key: tuple[str, str], rows: list[RunRow], finding: Finding, known: Known) -> RunGroup:
    title = tr_n(
        "{count} refused: {title}",
        "{count} refused for the same reason: {title}",
        len(rows),
        title=masked_text(finding.title, known),
    )
    return RunGroup(key="/".join(key), kind="refused", title=title, rows=tuple(rows))


def _unexpected(rows: dict[int, RunRow], done: list[Ran], known: Known) -> list[RunGroup]:
    """Group by what is not as expected, the commonest first."""
    found: dict[str, list[RunRow]] = {}
    for ran in done:
        if not ran.passed and not ran.refused:
            found.setdefault(trouble(ran, known), []).append(rows[ran.run.number])
    commonest = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return [_not_so(text, inside) for text, inside in commonest]


def _not_so(text: str, rows: list[RunRow]) -> RunGroup:
    title = tr_n(
        "{count} not as expected: {what}",
        "{count} not as expected: {what}",
        len(rows),
        what=text,
    )
    return RunGroup(key=f"not:{text}", kind="unexpected", title=title, rows=tuple(rows))


def trouble(ran: Ran, known: Known) -> str:
    """Return what is not as expected, or why there was no reply."""
    if ran.missed:
        return masked_text(ran.missed[0], known)
    failure = ran.last.failure if ran.last is not None else None
    if failure is not None:
        return masked_text(failure.message, known)
    if ran.status is None:
        return tr("There was no reply.")
    return tr("The status is {status}.", status=ran.status)


def _row(run: Run) -> RunRow:
    return RunRow(
        number=run.number,
        method=run.request.method.upper(),
        name=run.path[-1] if run.path else run.request.name,
        folder=" / ".join(run.path[:-1]),
    )


def _ran_row(ran: Ran, known: Known) -> RunRow:
    return msgspec.structs.replace(
        _row(ran.run),
        status=ran.status,
        state="ok" if ran.passed else "err" if ran.refused else "warn",
        detail=_detail(ran, known),
        time=took(ran.milliseconds),
    )


def _detail(ran: Ran, known: Known) -> str:
    if not ran.passed:
        return trouble(ran, known) if not ran.refused else ""
    names = ", ".join(each.variable for each in ran.run.request.captures)
    return tr("{names} kept", names=names) if names else ""
