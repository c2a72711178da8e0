"""The body tells of a lock in flags and numbers: `lockStatus`, `unlockTime`, no tries left."""

from collections.abc import Iterator
from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import SHOWN
from inspector.reading import places
from inspector.reading.lock_members import seconds_locked, told_lock
from inspector.reading.statuses import REFUSES_LOCKED_ACCOUNT
from inspector.wording import tr
from inspector.wording.spoken import span


def lock_in_members(case: Case) -> Found:
    """A refused login whose reply has a member that says "locked"."""
    asked = case.sent.is_login or case.sent.authorization is not None
    if case.status not in REFUSES_LOCKED_ACCOUNT and not (case.is_hidden_error and asked):
        return
    name, value = told_lock(_members(case))
    if not name or not (case.sent.has_any or case.may_be_stripped or case.heard.challenges):
        return
    seconds = seconds_locked(_members(case))
    body = case.heard.content.bytes
    yield case.suspect(
        "too-many-attempts",
        SHOWN,
        fact(
            tr("The reply says {name}: {value}.", name=name, value=value),
            places.in_body(case.index, "reply", places.find(body, name)),
        ),
        case.status_evidence,
        wait=span(timedelta(seconds=seconds)) if seconds else "",
        user=case.sent.login_user or (case.sent.main.user if case.sent.main else ""),
    )


def _members(case: Case) -> Iterator[tuple[str, object]]:
    content = case.heard.content
    yield from content.scalars() if content.json is not None else ()
    yield from content.xml_leaves() if content.is_xml else ()


RULES = (lock_in_members,)
