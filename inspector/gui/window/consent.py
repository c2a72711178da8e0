"""Asks before a secret goes to a host that has not had it; one of the few dialogs."""

from collections.abc import Callable

from inspector.gui.state.tools import Tools
from inspector.gui.widgets.question import Question
from inspector.model.fix import Fix
from inspector.wording import tr


def ask_consent(tools: Tools, fix: Fix, go_on: Callable[[], None]) -> Question:
    """Show what the fix sends where, and go on if the user agrees."""
    box = Question(
        tools.theme,
        "consent",
        title=tr("Send a secret to another host?"),
        text=fix.title,
        why=fix.sends or tr("This host has not had it so far."),
    )
    box.ask(go_on)
    return box
