"""Reads replies within a reply: a batch of JSON, a multi-status of WebDAV, calls by JMAP."""

import json
from collections.abc import Iterator

from inspector.protocol.patterns import lazy_re
from inspector.reading.body import Content
from inspector.reading.named_status import MOST_KEYS, NAMES_OF_STATUS, STATUSES, named_members
from inspector.reading.statuses import TURNS_AWAY


def refuses_a_part(content: Content) -> bool:
    """Whether a body holds replies to several requests, and refuses the caller in one of them.

    Of a listing by WebDAV or of calls by JMAP, each part has to: who lists a folder is shown what
    may be read of it.
    """
    statuses = list(_inner_statuses(content))
    if statuses:
        each = all if content.is_xml else any
        return each(status in TURNS_AWAY for status in statuses)
    if any(map(_turns_away, _errors_of_parts(content))):
        return True
    errors = list(_errors_of_calls(content))
    return bool(errors) and all(error in _REFUSING for error in errors)


# ---------------- A list of results and errors: JSON-RPC 2.0 §6, tRPC's batches
def failed_parts(content: Content) -> Content:
    """Return the errors of a batch, since its results say nothing of them; else the body itself."""
    errors = _errors_of_parts(content)
    return Content(json.dumps(errors).encode(), content.type) if errors else content


def _errors_of_parts(content: Content) -> list[dict[str, object]]:
    """Return the errors of a batch in which each part is a result or an error; else nothing."""
    whole = content.json
    parts = whole[:MOST_KEYS] if isinstance(whole, list) else []
    if not parts or not all(map(_is_an_outcome, parts)):
        return []
    errors = (part.get("error") for part in parts)
    return [error for error in errors if isinstance(error, dict)]


def _is_an_outcome(part: object) -> bool:
    """Whether it holds one of the two, and else what names the call: it is no thing of its own."""
    if not isinstance(part, dict) or not part.keys() <= _OF_AN_OUTCOME:
        return False
    return len({"result", "error"} & part.keys()) == 1


_OF_AN_OUTCOME = frozenset({"id", "jsonrpc", "result", "error"})


def _turns_away(error: dict[str, object]) -> bool:
    """Whether an error, or its data, names a status or word that turns a caller away."""
    data = error.get("data")
    for members in map(named_members, (error, data if isinstance(data, dict) else {})):
        if any(members.get(name) in TURNS_AWAY for name in NAMES_OF_STATUS):
            return True
        words = (members.get(name) for name in ("message", "code", "type"))
        if any(isinstance(word, str) and word.lower() in _REFUSING for word in words):
            return True
    return False


# ---------------- Fields of one query: GraphQL §7.1
def given_beside_an_error(content: Content) -> tuple[str, ...]:
    """Return the fields that a reply does give, where its first error is about one of the query."""
    data, errors = content.object.get("data"), content.object.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    if not isinstance(data, dict) or not isinstance(first, dict) or not first.get("path"):
        return ()
    return tuple(name for name, value in data.items() if value is not None)


# ---------------- A list of calls
def _errors_of_calls(content: Content) -> Iterator[str]:
    """Yield the type of error of each call by JMAP, empty for one that was carried out.

    A reply lists name, arguments and id of each (RFC 8620 §3.6.2, Dovecot's doveadm likewise).
    """
    whole = content.json
    for part in (whole if isinstance(whole, list) else _list_of(content.object))[:MOST_KEYS]:
        if isinstance(part, list) and len(part) == _PARTS_OF_A_CALL and isinstance(part[1], dict):
            yield str(part[1].get("type", "")).lower() if part[0] == "error" else ""


_PARTS_OF_A_CALL = 3
_REFUSING = frozenset({"forbidden", "unauthorized", "unauthenticated", "accountreadonly"})


# ---------------- A list of statuses, each with its body


def _inner_statuses(content: Content) -> Iterator[int]:
    """Yield the status of each reply that a body holds (RFC 4918 §13, OData 4.01 §11.7)."""
    if content.is_xml:
        leaves = (text for name, text in content.xml_leaves() if name == "status")
        yield from (int(found[1]) for text in leaves if (found := _STATUS_LINE.match(text)))
        return
    whole = content.json
    parts = whole if isinstance(whole, list) else _list_of(content.object)
    for part in parts[:MOST_KEYS]:
        members = named_members(part) if isinstance(part, dict) else {}
        status = next((members[name] for name in NAMES_OF_STATUS if name in members), None)
        if isinstance(status, int) and status in STATUSES and members.keys() & _OF_A_REPLY:
            yield status


def _list_of(body: dict[str, object]) -> list[object]:
    """Return the one list of an object that holds little else."""
    lists = [value for value in body.values() if isinstance(value, list)]
    return lists[0] if len(lists) == 1 and len(body) <= _FEW else []


_STATUS_LINE = lazy_re(r"HTTP/\d(?:\.\d)? (\d{3})\b")
_OF_A_REPLY = frozenset({"body", "headers", "response", "payload", "content"})
_FEW = 3
