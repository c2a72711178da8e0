"""Which fields of a request a reply complains of, as frameworks list what a validation found."""

from collections.abc import Iterator

from inspector.protocol.field_names import is_csrf_name
from inspector.reading.body import Content
from inspector.reading.named_status import plain_name

_MOST = 20
_LISTS = frozenset({
    "errors", "error", "fielderrors", "validationerrors", "violations", "details", "detail",
    "invalidparams", "issues", "invalidfields",
})  # fmt: skip
# Under which an entry of such a list names its field.
_WHERE = ("loc", "field", "fieldname", "propertypath", "path", "param", "property", "pointer")
# What tells of an error itself, and is no field of a form; the first also where it is a list.
_OF_ALL_FIELDS = frozenset(
    {"message", "messages", "detail", "details", "error", "errors", "nonfielderrors", "base"}
)
_OF_AN_ERROR = _OF_ALL_FIELDS | {
    "msg", "code", "status", "title", "type", "reason", "description", "instance", "timestamp",
    "path", "id", "name",
}  # fmt: skip
_NOT_OF_A_BODY = frozenset({"header", "headers", "cookie", "cookies"})


def fields_at_fault(content: Content) -> tuple[str, ...]:
    """Return the fields that a validation found wrong, those that carry a token left out."""
    return tuple(name for name in fields_named(content) if _is_no_token(name))


def fields_named(content: Content) -> tuple[str, ...]:
    """Return all fields of which a validation tells."""
    return tuple(dict.fromkeys(name for name in _named(content.object) if name))


def _is_no_token(name: str) -> bool:
    return not is_csrf_name(name) and "token" not in name.lower()


def _named(body: dict[str, object]) -> Iterator[str]:
    lists = {plain_name(name): value for name, value in list(body.items())[:_MOST]}
    for name, value in lists.items():
        if name in _LISTS and isinstance(value, dict):
            yield from _of_members(value, bare=name not in _OF_AN_ERROR or name == "errors")
        elif name in _LISTS and isinstance(value, list):
            yield from _of_entries(value)
    if body and all(map(_is_list_of_words, body.values())):
        yield from _of_members(
            body, bare=False
        )  # a field a member, as Django's REST framework writes them


def _of_members(members: dict[str, object], *, bare: bool) -> Iterator[str]:
    """Yield the members that hold words. bare: also where these stand in no list."""
    for name, value in list(members.items())[:_MOST]:
        words = bare and isinstance(value, str) and " " in value.strip()
        known = _OF_AN_ERROR if words else _OF_ALL_FIELDS
        if (words or _is_list_of_words(value)) and plain_name(name) not in known:
            yield name


def _is_list_of_words(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _of_entries(entries: list[object]) -> Iterator[str]:
    for one in entries[:_MOST]:
        if not isinstance(one, dict):
            continue
        members = {plain_name(str(name)): value for name, value in one.items()}
        source = members.get("source")
        inner = source if isinstance(source, dict) else {}
        named = (inner.get("pointer"), *(members.get(where) for where in _WHERE))
        yield next(filter(None, map(_last_part, named)), "")


def _last_part(where: object) -> str:
    """Return the field that a place such as `["body", "amount"]` or `/data/amount` ends with."""
    parts = [one for one in where if isinstance(one, str)] if isinstance(where, list) else []
    if parts and parts[0] in _NOT_OF_A_BODY:
        return ""
    text = parts[-1] if parts else where if isinstance(where, str) else ""
    return text.rpartition("/")[2]
