"""Who answered, as far as headers tell: the app, a gateway, a proxy or a cache (RFC 9110 §7)."""

import re
from collections.abc import Iterator
from functools import cache

from inspector.annotate.lines import Line, received
from inspector.model.annotation import Annotation, Level
from inspector.model.attempt import Attempt
from inspector.protocol.patterns import lazy_re
from inspector.reading.statuses import ERRORS
from inspector.wording import tr

_GATEWAYS = lazy_re(
    r"envoy|kong|openresty|traefik|apisix|tyk|krakend|ambassador|awselb|awsalb|apim|zuul|haproxy"
    r"|google frontend|\bgws\b|\besf\b|big-?ip|netscaler|istio",
    re.IGNORECASE,
)
_CDNS = lazy_re(
    r"cloudflare|cloudfront|akamai|fastly|varnish|imperva|incapsula|sucuri|bunnycdn|ddos-guard",
    re.IGNORECASE,
)
_PROXIES = lazy_re(
    r"squid|zscaler|blue ?coat|mcafee|forcepoint|websense|fortiproxy|privoxy|tinyproxy",
    re.IGNORECASE,
)


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Explain Server, Via and the headers of gateways, content networks and proxies."""
    reply = attempt.exchanges[index].reply
    if reply is None:
        return
    for line in received(attempt.exchanges[index], index):
        said = _said(line, failed=reply.status in ERRORS)
        if said:
            text, level = said
            yield Annotation(
                place=line.place(),
                text=text,
                level=level,
                kind="answered-by",
                reference="RFC 9110 §7.6.3" if line.name == "via" else "",
            )


def _said(line: Line, *, failed: bool) -> tuple[str, Level] | None:
    if line.name == "server":
        text = _server(line.value)
        return (text, "info") if text and failed else None
    if line.name == "via":
        return tr("came through {proxies}", proxies=line.value[:80]), "info"
    known = _vendor_headers().get(line.name)
    return (known, "info") if known else None


def _server(value: str) -> str:
    if _PROXIES.search(value):
        return tr("answered by a proxy, not by the API")
    if _CDNS.search(value):
        return tr("answered by the content network, not the app")
    if _GATEWAYS.search(value):
        return tr("answered by the gateway, not the app")
    return ""


@cache
def _vendor_headers() -> dict[str, str]:
    return {
        "cf-mitigated": tr("Cloudflare held the request back"),
        "x-amzn-errortype": tr("AWS: the error in one word"),
        "x-amzn-remapped-www-authenticate": tr("API Gateway renamed WWW-Authenticate"),
        "x-ms-error-code": tr("Azure: the error in one word"),
        "x-ms-diagnostics": tr("Microsoft: why, in words"),
        "x-azure-ref": tr("Azure Front Door: quote this to the API's owner"),
        "x-squid-error": tr("Squid: the proxy refused, not the API"),
        "x-seraph-loginreason": tr("Jira: how the login went"),
        "x-authentication-denied-reason": tr("Jira: why the login was denied"),
        "x-kong-response-latency": tr("Kong answered, the app was not asked"),
        "x-cache": tr("a cache or content network stood between"),
        "x-envoy-upstream-service-time": tr("Envoy: the app was asked"),
        "x-zscaler-error": tr("Zscaler: the proxy refused, not the API"),
        "x-deny-reason": tr("the egress proxy's reason"),
        "proxy-connection": tr("a proxy stood between"),
        "retry-after": tr("when to try again"),
        "x-ratelimit-remaining": tr("requests left"),
        "sg-error-code": tr("the gateway's own code"),
    }
