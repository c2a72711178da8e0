"""Numbers of the exchange in the server's logs: what to quote when asking its owner."""

from collections.abc import Iterator

from inspector.annotate.lines import received
from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.reading.statuses import ERRORS
from inspector.wording import tr

_NAMES = frozenset(
    {
        "x-request-id",
        "request-id",
        "x-correlation-id",
        "correlation-id",
        "x-ms-request-id",
        "x-ms-correlation-request-id",
        "apim-request-id",
        "client-request-id",
        "x-amzn-requestid",
        "x-amz-request-id",
        "x-amz-cf-id",
        "x-amzn-trace-id",
        "cf-ray",
        "x-github-request-id",
        "x-gitlab-correlation-id",
        "x-slack-req-id",
        "x-arequestid",
        "x-trace-id",
        "traceparent",
        "x-b3-traceid",
        "x-cloud-trace-context",
        "x-kong-request-id",
        "x-mbx-uuid",
        "x-opaque-id",
        "fly-request-id",
        "x-vercel-id",
        "x-sfdc-request-id",
        "x-goog-request-id",
        "x-okta-request-id",
    }
)


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Mark the request's number in replies that refuse."""
    exchange = attempt.exchanges[index]
    if exchange.reply is None or exchange.reply.status not in ERRORS:
        return
    for line in received(exchange, index):
        if line.name in _NAMES and line.value.strip():
            text = tr("quote this to the API's owner")
            yield Annotation(place=line.place(), text=text, kind="request-id")
