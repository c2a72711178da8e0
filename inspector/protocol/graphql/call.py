"""Reads and writes the JSON body of a GraphQL request (GraphQL over HTTP §5). Pure.

The body stays JSON as it is sent; what stands for its parts may hold `{{variables}}`.
"""

import json
import re
from collections.abc import Iterator

import msgspec

from inspector.model.moments import same_size

# finds `query Orders($id: ID!) {` and `{ viewer`, also behind a comment
# but not `shoes, size 42`
_DOCUMENT = re.compile(
    r"(?:\s|,|\ufeff|#[^\n]*\n)*+(?:\{|(?:query|mutation|subscription|fragment)\b[^{]{0,4000}\{)"
)
_OPERATION = re.compile(r"\b(?:query|mutation|subscription)\s+([A-Za-z_]\w*)")
_MEMBERS = frozenset({"query", "variables", "operationName", "extensions"})
_LARGEST = 1_000_000
_BLANK = re.compile(r"[\s,:]*")


class GraphqlCall(msgspec.Struct, frozen=True):
    """A query with its variables and extensions (each JSON as text), and the operation to run."""

    query: str = ""
    variables: str = ""
    operation: str = ""
    extensions: str = ""


def read(text: str) -> GraphqlCall | None:
    """Return the parts of a body, None where it is no GraphQL request."""
    if not text.lstrip().startswith("{") or len(text) > _LARGEST:
        return None
    try:
        parts = dict(_members(text))
        query = json.loads(parts.get("query", "null"))
        operation = json.loads(parts.get("operationName", "null")) or ""
    except (ValueError, RecursionError):
        return None
    ours = parts.keys() <= _MEMBERS and "variables" in parts
    if not isinstance(query, str) or not (ours or is_document(query)):
        return None
    return GraphqlCall(
        query=query,
        variables="" if parts.get("variables") in ("{}", "null") else parts.get("variables", ""),
        operation=str(operation),
        extensions=parts.get("extensions", ""),
    )


def is_document(text: str) -> bool:
    """Whether a text begins as a GraphQL document does (GraphQL §2.2)."""
    return _DOCUMENT.match(text[:5000]) is not None


def write(call: GraphqlCall) -> str:
    """Return the body; variables that are none are an empty object."""
    members = [
        f'"query": {json.dumps(call.query, ensure_ascii=False)}',
        f'"variables": {call.variables.strip() or "{}"}',
    ]
    if call.operation:
        members.append(f'"operationName": {json.dumps(call.operation, ensure_ascii=False)}')
    if call.extensions:
        members.append(f'"extensions": {call.extensions}')
    return "{" + ", ".join(members) + "}"


def operations(query: str) -> tuple[str, ...]:
    """Return the names of the operations in a document."""
    return tuple(dict.fromkeys(_OPERATION.findall(query)))


def _members(text: str) -> Iterator[tuple[str, str]]:
    """Yield the members of an object as they are written. Raises ValueError."""
    plain, decoder = same_size(text), json.JSONDecoder()
    at = plain.index("{") + 1
    while True:
        at = _after_blanks(plain, at)
        if plain[at : at + 1] == "}":
            return
        name, at = decoder.raw_decode(plain, at)
        at = _after_blanks(plain, at)
        _value, end = decoder.raw_decode(plain, at)
        yield str(name), text[at:end]
        at = end


def _after_blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found is not None else at
