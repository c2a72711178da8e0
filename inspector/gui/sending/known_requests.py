"""What is known beside a tab's request: saved requests, other tabs, its exchanges so far."""

from typing import TYPE_CHECKING

from msgspec import structs

from inspector.gui.state.documents import RequestDocument
from inspector.gui.state.tools import Tools

if TYPE_CHECKING:
    from inspector.model.attempt import Attempt
    from inspector.workbench.applying.companions import Companions


def known_beside(
    document: RequestDocument, tools: Tools, attempt: "Attempt | None" = None
) -> "Companions":
    """Return the token request and the login request that go with a tab.

    attempt: the one to look into, else the one that is shown.
    """
    from inspector.workbench.applying.companions import companions  # noqa: PLC0415 - after the first answer

    tabs = (each for each in tools.tabs.documents if isinstance(each, RequestDocument))
    open_now = [each.inherit(each.current.value) for each in tabs if each is not document]
    saved = [document.inherit(each) for each in tools.environments.requests]
    own = [document.renewal] if document.renewal is not None else []
    shown = document.attempts.current
    if attempt is None and shown is not None:
        attempt = shown.attempt
    request = document.inherit(document.current.value)
    known = companions(request, [*own, *open_now, *saved], attempt)
    return structs.replace(
        known,
        token_request=document.renewal or known.token_request,
        saved=companions(request, saved).saved,  # what only stands in a tab was not saved
    )
