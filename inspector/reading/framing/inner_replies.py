"""Reads replies within a reply: a batch of JSON, a multi-status of WebDAV, calls by JMAP."""

from collections.abc import Iterator

from inspector.protocol.patterns import lazy_re
from inspector.reading.body import Content
from inspector.reading.named_status import MOST_KEYS, NAMES_OF_STATUS, STATUSES, named_members
from inspector.reading.statuses import TURNS_AWAY


def refuses_all_parts(content: Content) -> bool:
    """Whether a body holds replies to several requests, and each of them refuses the caller."""
    statuses = list(_inner_statuses(content))
    if statuses:
        return all(status in TURNS_AWAY for status in statuses)
    errors = list(_errors_of_calls(content))
    return bool(errors) and all(error in _REFUSING for error in errors)


def _errors_of_calls(content: Content) -> Iterator[str]:
    """Yield the type of error of each call by JMAP, empty for one that was carried out.

    A reply lists name, arguments and id of each (RFC 8620 §3.6.2, Dovecot's doveadm likewise).
    """
    whole = content.json
    for part in (whole if isinstance(whole, list) else _list_of(content.object))[:MOST_KEYS]:
        if isinstance(part, list) and len(part) == _PARTS_OF_A_CALL and isinstance(part[1], dict):
            yield str(part[1].get("type", "")).lower() if part[0] == "error" else ""


_PARTS_OF_A_CALL = 3
_REFUSING = frozenset({"forbidden", "unauthorized", "accountreadonly"})


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
