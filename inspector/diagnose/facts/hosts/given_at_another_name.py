"""The very call that is not known here, and was given under another name or port of the machine."""

from inspector.diagnose.facts.accepted_elsewhere import accepted_beside
from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.things.missing_things import asks_for_a_thing, misses_a_thing
from inspector.reading.statuses import NOT_OFFERED
from inspector.story.entry import Entry


def given_at_another_name(case: Case) -> Entry | None:
    """Return who got the same call with the same credential at another port, or with another Host.

    Nothing else differs, and no thing is asked for that one place may have and another not.
    """
    return case.once(_given_at_another_name)


def _given_at_another_name(case: Case) -> Entry | None:
    unknown = case.status in NOT_OFFERED or is_method_unknown(case)
    if not unknown or not case.identities or asks_for_a_thing(case) or misses_a_thing(case):
        return None
    beside = accepted_beside(case)
    told = beside.only("port", "header") if beside is not None else None
    if beside is None or told is None or (told.what == "header" and told.name != "host"):
        return None
    here = (one for one in (*case.before, *case.after) if told.what == "port")
    return None if any(one.succeeded for one in here) else beside.accepted


def is_method_unknown(case: Case) -> bool:
    """Whether a call of JSON-RPC is answered that there is no such method (JSON-RPC 2.0 §5.1)."""
    error = case.heard.content.object.get("error")
    return isinstance(error, dict) and error.get("code") == _NO_SUCH_METHOD


_NO_SUCH_METHOD = -32601
