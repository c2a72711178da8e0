"""Asks before a comparison sends what may change something, or what reaches production."""

from collections.abc import Callable

from inspector.compose.scope import Scope
from inspector.gui.state.tools import Tools
from inspector.gui.widgets.question import Question
from inspector.wording import tr


def ask_to_send(tools: Tools, method: str, scope: Scope, go_on: Callable[[], None]) -> Question:
    """Show what would be sent where, and go on if the user agrees."""
    box = Question(
        tools.theme,
        "send_beside",
        title=tr("Send it to another environment?"),
        text=tr("Send {method} in {environment}?", method=method, environment=scope.environment),
        why=warning(method, scope),
    )
    box.ask(go_on)
    return box


def warning(method: str, scope: Scope) -> str:
    """Return why it is asked."""
    changes = tr("{method} may change data there.", method=method)
    production = tr("This environment is marked as production.")
    reads = method.upper() in {"GET", "HEAD", "OPTIONS"}
    return " ".join(
        filter(None, ("" if reads else changes, production if scope.production else ""))
    )
