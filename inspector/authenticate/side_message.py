"""Builds the messages to a login provider: with our default headers, secrets marked."""

from collections.abc import Sequence

from inspector.compose.address import form, query
from inspector.compose.amend import with_body, with_header
from inspector.compose.assemble import assemble
from inspector.compose.marked import Marked
from inspector.compose.scope import Scope
from inspector.model.exchange import Failure
from inspector.model.message import Header, Message
from inspector.model.request import RawBody, Request, RequestHeader
from inspector.protocol.metadata_hosts import is_metadata_host
from inspector.protocol.oauth.client_proof import Proved
from inspector.protocol.oauth.parameters import Parameter, Parameters, replaced
from inspector.protocol.urls import host_of
from inspector.wording import tr

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"


class Unsendable(Exception):  # noqa: N818 - it is told as a failure, not raised to anybody
    """A message to the provider can't be made; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def _bare(request: Request) -> Message:
    """Return a message without a credential; raises Unsendable.

    Its address may come from what a stranger published, and then must not lead to where machines
    describe themselves.
    """
    host = host_of(request.url)
    if is_metadata_host(host):
        text = tr("{host} is where machines describe themselves: it was not asked.", host=host)
        raise Unsendable(Failure(stage="compose", kind="never-asked", message=text))
    assembled = assemble(request, Scope())
    if assembled.problems:
        raise Unsendable(assembled.problems[0])
    return assembled.message


def fetched(url: str, token: str = "") -> Message:
    """Return a GET for a JSON document; token: a bearer token for it."""
    message = _bare(Request(url=url, headers=(RequestHeader("Accept", _JSON),)))
    return with_header(message, _secret("Bearer ", token)) if token else message


def browsed(url: str) -> Message:
    """Return what a browser is asked to send; nothing of ours is in it."""
    made = _bare(Request(url=url))
    return Message(method="GET", url=made.url, target=made.target)


def looked_at(url: str) -> Message:
    """Return a GET for a page, to see how it answers before a browser is sent there."""
    return _bare(Request(url=url, headers=(RequestHeader("Accept", "text/html"),)))


def posted(url: str, fields: Parameters, proof: Proved, own: Sequence[Parameters]) -> Message:
    """Return a POST of a form. own: the user's own headers, and what goes into the address."""
    headers, asked = own
    if asked:
        pairs = [(Marked.plain(each.name), Marked.plain(each.value)) for each in asked]
        url = f"{url}{'&' if '?' in url else '?'}{query(pairs).text}"
    request = Request(
        method="POST",
        url=url,
        headers=(
            RequestHeader("Accept", _JSON),
            *(RequestHeader(each.name, each.value) for each in headers),
        ),
        body=RawBody(text=" ", content_type=_FORM),
    )
    sent = replaced(fields, proof.parameters)  # the client's name stands in both
    body = form((Marked.plain(each.name), _value(each)) for each in sent)
    message = with_body(_bare(request), body.data, body.spans)
    return with_header(message, _secret("Basic ", proof.basic)) if proof.basic else message


def posted_json(url: str, body: bytes) -> Message:
    """Return a POST of a JSON document (RFC 7591 §3.1)."""
    request = Request(
        method="POST",
        url=url,
        headers=(RequestHeader("Accept", _JSON),),
        body=RawBody(text=body.decode(), content_type=_JSON),
    )
    return _bare(request)


def deleted(url: str, token: str) -> Message:
    """Return a DELETE with a bearer token (RFC 7592 §2.3)."""
    return with_header(_bare(Request(method="DELETE", url=url)), _secret("Bearer ", token))


def _secret(word: str, value: str) -> Header:
    span = (len(word), len(word) + len(value))
    return Header("Authorization", word + value, "credential", (span,))


def _value(parameter: Parameter) -> Marked:
    return Marked.secret(parameter.value) if parameter.secret else Marked.plain(parameter.value)
