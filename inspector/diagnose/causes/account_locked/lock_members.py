"""Locks that a body tells in members, numbers and flags, and not in a sentence."""

from collections.abc import Iterator
from datetime import timedelta

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.weights import LIKELY, SHOWN
from inspector.reading import places
from inspector.reading.errors.lock_members import all_tries_made, seconds_locked, told_lock
from inspector.reading.statuses import REFUSES_LOCKED_ACCOUNT
from inspector.wording import tr
from inspector.wording.durations import span


def lock_in_members(case: Case) -> Found:
    """A refused login whose reply has a member that says "locked"."""
    used_up = all_tries_made(_members(case)) is not None
    asked = case.sent.is_login or case.sent.authorization is not None or used_up
    if case.status not in REFUSES_LOCKED_ACCOUNT and not (case.is_hidden_error and asked):
        return
    members = list(_members(case))
    name, value = told_lock(members, refused=case.sent.is_login)
    known = case.sent.has_any or case.may_be_stripped or case.heard.challenges
    if not name or not (known or used_up):
        return
    seconds = seconds_locked(_members(case))
    body = case.heard.content.bytes
    yield case.refused_for(
        "too-many-attempts",
        SHOWN if told_lock(members)[0] else LIKELY,
        fact(
            tr("The reply says {name}: {value}.", name=name, value=value),
            places.in_body(case.index, "reply", places.find(body, name)),
        ),
        wait=span(timedelta(seconds=seconds)) if seconds else "",
        user=case.sent.login_user or (case.sent.main.user if case.sent.main else ""),
    )


def _members(case: Case) -> Iterator[tuple[str, object]]:
    content = case.heard.content
    yield from content.scalars() if content.json is not None else ()
    yield from content.xml_leaves() if content.is_xml else ()


RULES = (lock_in_members,)
