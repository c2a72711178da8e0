"""Whether sending a request once more changes nothing: by its method, or by what its body asks."""

from inspector.protocol.graphql.operations import only_fetches
from inspector.protocol.methods import SAFE
from inspector.reading.request import Sent

_MEMBERS = frozenset({"query", "variables", "operationName", "extensions"})
# Bodies that are the text of a query: GraphQL, and SPARQL 1.1 Protocol §2.1.3, where what changes
# something is an application/sparql-update.
_GRAPHQL, _SPARQL = "application/graphql", "application/sparql-query"
_ODATA = "/$query"  # a GET whose query is in the body (OData 4.01 Part 1 §11.7)


def promised(sent: Sent) -> str:
    """Return the method that says what a request does: QUERY for a POST that only reads.

    A call of JSON-RPC or SOAP may do anything, whatever it is called, and so may what is named by
    its hash alone (persisted queries).
    """
    return "QUERY" if sent.method == "POST" and _asks_only(sent) else sent.method


def only_reads(sent: Sent) -> bool:
    """Whether a request only reads, whatever its method is."""
    return promised(sent) in SAFE


def _asks_only(sent: Sent) -> bool:
    kind = sent.content.type
    if kind == _SPARQL or (sent.path.endswith(_ODATA) and kind == "text/plain"):
        return True
    if kind == _GRAPHQL:
        return only_fetches(sent.content.text, dict(sent.query).get("operationName", ""))
    return _is_graphql_query(sent.content.json)


def _is_graphql_query(calls: object) -> bool:
    """Whether each call of a body is a query (GraphQL over HTTP §5); a batch is a list of them."""
    batch = calls if isinstance(calls, list) else [calls]
    return bool(batch) and all(map(_is_query, batch))


def _is_query(call: object) -> bool:
    if not isinstance(call, dict) or not call.keys() <= _MEMBERS:
        return False
    document, operation = call.get("query"), call.get("operationName") or ""
    return (
        isinstance(document, str)
        and isinstance(operation, str)
        and only_fetches(document, operation)
    )
