"""Runs `send --fix` and prints it: text as it happens, Markdown and JSON as a whole."""

import sys

import msgspec

from inspector.cli.fix_options import FixOrder
from inspector.cli.fix_text import (
    outcome_markdown,
    outcome_text,
    plan_markdown,
    plan_text,
    wait_text,
)
from inspector.cli.fixing import FixedSend, Tell, fix_alone
from inspector.cli.messages import complain
from inspector.cli.printable import printable
from inspector.cli.send_text import send_text
from inspector.cli.sending import Sent
from inspector.cli.source import Source
from inspector.cli.verdict_markdown import verdict_markdown
from inspector.cli.writers import print_json
from inspector.export.fix_json import fixed_object
from inspector.export.send_json import send_object
from inspector.model.fix import Fix
from inspector.workbench.applying.retrying import Waiting


def fix_and_print(source: Source, order: FixOrder, format_name: str) -> Sent:
    """Send, fix, send again, print all of it; return the last send. Raises NotReadable."""
    text = format_name == "text"
    tell = Tell(_tell_plan if text else _mention_plan, _Waits().tell)
    done = fix_alone(source, order, tell)
    if text:
        _finish_text(done)
    elif format_name == "json":
        print_json(_object(done))
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
    outcome = outcome_text(done.note, done.aftermath)
    _write("\n\n".join([*parts, *([outcome] if outcome else [])]))


def _markdown(done: FixedSend) -> str:
    parts = [verdict_markdown(done.before.answer, done.before.known).rstrip("\n")]
    if done.fix is not None:
        parts.append(plan_markdown(done.fix))
    parts.append(outcome_markdown(done.note, done.aftermath))
    if done.after is not None:
        parts.append(verdict_markdown(done.after.answer, done.after.known).rstrip("\n"))
    return "\n\n".join(parts)


def _object(done: FixedSend) -> dict[str, object]:
    after = done.after
    return fixed_object(
        _sent_object(done.before),
        done.fix,
        done.note,
        _sent_object(after) if after is not None else None,
        done.aftermath,
    )


def _sent_object(sent: Sent) -> dict[str, object]:
    return send_object(sent.masked, sent.verdict, sizes=sent.sizes)


def _write(page: str) -> None:
    sys.stdout.write(printable(page) + "\n")
