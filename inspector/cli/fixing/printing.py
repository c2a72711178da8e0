"""Prints what `send --fix` did, as text, Markdown or JSON."""

import sys

import msgspec

from inspector.cli.fixing.fixed_send import FixedSend, Tell, fix_alone
from inspector.cli.fixing.order import FixOrder, with_saved
from inspector.cli.messages import complain
from inspector.cli.outcomes import print_json, verdict_markdown
from inspector.cli.sending import Sent
from inspector.cli.source import Source
from inspector.export.shapes import FixedShape, SentShape
from inspector.model.fix import Fix
from inspector.presentation.bodies.printable import printable
from inspector.presentation.terminal.fix_text import (
    outcome_text,
    plan_markdown,
    plan_text,
    section,
    wait_text,
)
from inspector.presentation.terminal.send_text import send_text
from inspector.wording import tr
from inspector.workbench.applying.retrying import Waiting


def fix_and_print(source: Source, order: FixOrder, format_name: str) -> Sent:
    """Send, fix, send again, print all of it; return the last send. Raises NotReadable."""
    text = format_name == "text"
    tell = Tell(_tell_plan if text else _mention_plan, _Waits().tell)
    done = fix_alone(*with_saved(source, order), tell)
    if text:
        _finish_text(done)
    elif format_name == "json":
        print_json(_shaped(done))
    else:
        _write(_markdown(done))
    return done.after or done.before


def _tell_plan(before: Sent, fix: Fix) -> None:
    _write(f"{send_text(before.masked, before.verdict)}\n\n{plan_text(fix)}\n")
    sys.stdout.flush()


def _mention_plan(_before: Sent, fix: Fix) -> None:
    for line in plan_text(msgspec.structs.replace(fix, message="")).splitlines():
        complain(line.strip())


class _Waits:
    """Tells each wait once, not each of its seconds."""

    def __init__(self) -> None:
        self._told = 0

    def tell(self, wait: Waiting) -> None:
        """Say when the next try is."""
        if wait.number != self._told:
            self._told = wait.number
            complain(wait_text(wait))


def _finish_text(done: FixedSend) -> None:
    if done.fix is None:
        _write(send_text(done.before.masked, done.before.verdict))
    parts = [send_text(done.after.masked, done.after.verdict)] if done.after is not None else []
    outcome = _outcome(done)
    _write("\n\n".join([*parts, *([outcome] if outcome else [])]))


def _outcome(done: FixedSend) -> str:
    """Return what came of each fix, and what is left."""
    told = [outcome_text(step.note, step.aftermath) for step in done.steps]
    return "\n".join(filter(None, [*told, done.left]))


def _markdown(done: FixedSend) -> str:
    parts = [verdict_markdown(done.before.answer, done.before.known).rstrip("\n")]
    parts += [plan_markdown(step.fix) for step in done.steps]
    parts.append(section(tr("After the fix"), _outcome(done)))
    if done.after is not None:
        parts.append(verdict_markdown(done.after.answer, done.after.known).rstrip("\n"))
    return "\n\n".join(parts)


def _shaped(done: FixedSend) -> FixedShape:
    from inspector.export.shaping import fixed, fixed_step  # noqa: PLC0415 - only for JSON

    after = done.after
    steps = [fixed_step(step.fix, step.note, step.aftermath) for step in done.steps]
    ends = (
        _shaped_send(done.before),
        _shaped_send(after) if after is not None else None,
    )
    return fixed(ends, steps, done.aftermath, done.left)


def _shaped_send(send: Sent) -> SentShape:
    from inspector.export.shaping import sent as shaped  # noqa: PLC0415 - as above

    return shaped(send.masked, send.verdict, sizes=send.sizes)


def _write(page: str) -> None:
    sys.stdout.write(printable(page) + "\n")
