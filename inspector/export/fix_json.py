"""What `send --fix --format json` prints: both sends, the fix between them, and what came of it."""

from typing import Any

from inspector.export.verdict_json import fix_object
from inspector.model.aftermath import Aftermath
from inspector.model.fix import Fix

Json = dict[str, Any]


def fixed_object(
    before: Json, fix: Fix | None, note: str, after: Json | None, aftermath: Aftermath | None
) -> Json:
    """Return the object; before and after are those of `send`, masked."""
    return {
        "before": before,
        "fix": None if fix is None else {**fix_object(fix), "message": fix.message or None},
        "note": note or None,
        "after": after,
        "aftermath": _aftermath(aftermath),
    }


def _aftermath(aftermath: Aftermath | None) -> Json | None:
    if aftermath is None:
        return None
    return {"result": aftermath.result, "title": aftermath.title, "text": aftermath.text}
