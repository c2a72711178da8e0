"""What `send --fix` prints of the fix: before it runs what it does, afterwards what came of it."""

from collections.abc import Iterator

from inspector.export.words import change_text
from inspector.model.fix import Aftermath, Fix
from inspector.wording import tr
from inspector.wording.durations import in_seconds
from inspector.workbench.applying.retrying import Waiting


def plan_text(fix: Fix) -> str:
    """Return the fix with what it changes and sends."""
    return "\n".join([tr("Fix: {title} ({id})", title=fix.title, id=fix.id), *_plan(fix)])


def _plan(fix: Fix) -> Iterator[str]:
    for change in fix.changes:
        yield f"  {change_text(change)}"
    if fix.because:
        yield f"  {fix.because}"
    if fix.sends:
        yield tr("  Sends: {what}", what=fix.sends)
    if fix.promise:
        yield tr("  Should bring: {promise}", promise=fix.promise)
    if fix.risk == "unsafe-method":
        yield tr("  This can change something there; it is sent because you ask for it.")
    elif fix.risk == "login-attempt":
        yield tr("  This counts as a login attempt.")
    for line in fix.message.splitlines():
        yield f"  | {line}"


def outcome_text(note: str, aftermath: Aftermath | None) -> str:
    """Return what came of the fix."""
    lines = [note] if note else []
    if aftermath is not None:
        lines += [aftermath.title, aftermath.text]
    return "\n".join(lines)


def plan_markdown(fix: Fix) -> str:
    """Return the fix as a section."""
    title, *rest = plan_text(fix).splitlines()
    return "\n".join([f"## {title}", "", *(f"- {line.strip()}" for line in rest)])


def section(head: str, text: str) -> str:
    """Return a text as a section."""
    return f"## {head}\n\n{text}"


def wait_text(wait: Waiting) -> str:
    """Return one line for a wait."""
    return tr(
        "Try {number} of at most {of} in {time}. Ctrl+C ends it.",
        number=wait.number,
        of=wait.of,
        time=in_seconds(wait.seconds),
    )
