"""Writes the text that a user sends to whoever must act: time, request id, proof; no secrets."""

import re

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.diagnose.judging.explain import explanation
from inspector.protocol.redaction import masked_text
from inspector.wording import tr

_REQUEST_ID = re.compile(
    r"(?i)^(x-)?(amzn?-)?(ms-)?(request-?id|correlation-?id|trace-?id|arequestid|cf-ray|ray-id|"
    r"x-amz-cf-id|apim-request-id|x-b3-traceid|traceparent|x-cloud-trace-context|x-slack-req-id|"
    r"request-context|x-github-request-id|x-amz-id-2)$"
)


def message(case: Case, suspicion: Suspicion, asks: str) -> str:
    """Return the text: what was asked, what came back, the proof, and what is wanted."""
    words = explanation(suspicion.cause, suspicion.slug)
    lines = [
        asks,
        "",
        tr("Request: {method} {url}", method=case.sent.method, url=_address(case)),
        tr("Reply: {status}", status=case.heard.phrase if case.status else tr("none")),
    ]
    if case.server_time is not None:
        lines.append(tr("Time: {time}", time=f"{case.server_time:%Y-%m-%d %H:%M:%S %Z}"))
    for name, value in request_ids(case):
        lines.append(tr("{name}: {value}", name=name, value=value))
    lines += [tr("- {proof}", proof=proof.statement) for proof in suspicion.evidence]
    if words.reference:
        lines.append(tr("See {reference}.", reference=words.reference))
    return masked_text("\n".join(lines), _secrets(case))


def request_ids(case: Case) -> list[tuple[str, str]]:
    """Return the ids by which a server finds the request in its logs."""
    both = (*case.heard.headers, *case.exchange.request.headers)
    return list(
        {h.name.lower(): (h.name, h.value) for h in both if _REQUEST_ID.match(h.name)}.values()
    )[:3]


def _address(case: Case) -> str:
    scheme, host, path, _ = case.sent.parts
    return f"{scheme}://{host}{path}"


def _secrets(case: Case) -> tuple[str, ...]:
    found = [c.bare for c in (*case.sent.credentials, *case.sent.session_cookies)]
    found += [
        c.basic.decode("utf-8", "replace").partition(":")[2]
        for c in case.sent.credentials
        if c.scheme == "basic" and c.basic
    ]
    return tuple(text for text in found if text)
