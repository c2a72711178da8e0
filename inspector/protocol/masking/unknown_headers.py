"""Which headers nobody knows: those whose long random value may be a secret until the user says.

Harmless are names of standards, of what servers and networks tell about themselves, and names
that end as those of ids, times and checksums do.
"""

from functools import lru_cache

from inspector.model.message import Header, Span
from inspector.protocol.field_names import is_secret_header, name_words
from inspector.protocol.keys.random_values import random_spans
from inspector.protocol.masking.judged_names import NOBODY_JUDGED, JudgedNames
from inspector.protocol.patterns import word_set

# IANA's registry of field names, and browsers' own; families of these are below.
_STANDARD = word_set(
    """age allow alt-svc alt-used baggage b3 cdn-loop connection date dav depth destination digest
    dnt dpop dpop-nonce early-data etag expect expect-ct expires forwarded from host keep-alive
    last-modified lock-token link location max-forwards mime-version nel origin origin-agent-cluster
    overwrite permissions-policy pragma prefer preference-applied priority proxy-connection
    proxy-status range purpose referer referrer-policy refresh report-to reporting-endpoints
    repr-digest retry-after save-data server server-timing signature-input slug sourcemap
    speculation-rules status strict-transport-security surrogate-key surrogate-control te timeout
    timing-allow-origin trailer traceparent tracestate sentry-trace transfer-encoding upgrade
    upgrade-insecure-requests user-agent vary via warning www-authenticate proxy-authenticate
    authentication-info proxy-authentication-info p3p service-worker-allowed feature-policy
    critical-ch allow-csp-from want-digest want-repr-digest want-content-digest"""
)
# What products, networks and frameworks tell about themselves, their caches and their way.
_PRODUCTS = word_set(
    """
    akamai-grn cneonction eagleid fly-request-id nncoection uber-trace-id x-ac x-akamai-transformed
    x-amz-cf-pop x-amz-id-2 x-aspnet-version x-aspnetmvc-version x-azure-fdid x-azure-ref
    x-azure-socketip x-be x-bucket x-cdn x-cdn-pop x-clacks-overhead x-cloud-trace-context
    x-cluster-name x-cnection x-content-security-policy x-contextid x-dc x-debug x-dispatcher x-dmz
    x-dns-prefetch-control x-download-options x-drupal-cache-contexts x-edgeconnect-midmile-rtt
    x-edgeconnect-origin-mex-latency x-elastic-client-meta x-envoy-upstream-service-time
    x-fb-connection-quality x-fb-debug x-fb-rev x-fb-trip-id x-fedora-appserver x-fetlife-debug
    x-frame-options x-generator x-github-media-type x-guploader-uploadid x-hacker x-hiring x-hw
    x-iinfo x-inkt-uri x-kong-proxy-latency x-li-fabric x-li-pop x-li-proto x-logged-in
    x-middleton-response x-msedge-ref x-nananana x-newrelic-app-data x-oneagent-js-injection
    x-permitted-cross-domain-policies x-pingback x-pool-info x-powered-by x-proxy x-pw x-qnm-cache
    x-recruiting x-redirect-by x-requested-with x-robots-tag x-runtime x-seen-by x-served-by
    x-server x-siteid x-slack-backend x-sorting-hat x-source x-storage-policy x-styx-info
    x-sucuri-cache x-swift-savetime x-timer x-trans-id x-tt-logid x-turbo-charged-by x-tw-trace
    x-ua-compatible x-ua-device x-upstream x-varnish x-vtex-janus-router x-webkit-csp
    x-wix-dispatcher-cache-hit x-wss-processing x-xss-protection x-yottaa-metrics
    x-yottaa-optimizations x-zen-fury x-zoom"""
)
_FAMILIES = (
    "accept", "access-control-", "cache-", "cdn-", "cf-cache", "cf-ray", "cf-ew", "cf-connecting",
    "cf-ipcountry", "cf-visitor", "cf-bgj", "cf-polished", "cf-worker", "cloudfront-",
    "content-", "cross-origin-", "fastly-", "if-", "rate-limit", "ratelimit", "sec-", "x-akamai-",
    "x-amz-cf-", "x-amz-meta-", "x-amz-replication", "x-amz-server-side", "x-b3-", "x-cache",
    "x-content-", "x-datadog-", "x-dns-", "x-drupal-cache", "x-dt-", "x-envoy-", "x-forwarded",
    "x-goog-hash", "x-goog-generation", "x-goog-stored", "x-instana-", "x-kong-", "x-litespeed-",
    "x-magento-cache", "x-magento-tags", "x-ms-ests", "x-ms-srs", "x-newrelic-", "x-nginx-",
    "x-original-", "x-rate-limit", "x-ratelimit", "x-rack-", "x-shopify-stage", "x-varnish-",
    ":",
)  # fmt: skip
# Last words of names: what they number, date, measure or describe is no secret.
_ENDS = word_set(
    """id ids uuid uid guid reqid requestid rid txid txnid logid traceid spanid trace tracing span
    correlation ref ray rev revision hash digest checksum md5 crc crc32c sha sha1 sha256 sha512 etag
    fingerprint date time timestamp expires expiry modified created updated since until age ttl
    version build release commit agent client sdk user-agent host hostname server node pod instance
    region zone cluster pop edge origin country city locale lang language timezone ip address port
    path url uri route referrer referer by via from type format encoding charset policy status state
    code reason error message description title name email size length count total limit remaining
    reset offset page cursor etags tag tags cache hit lookup latency duration elapsed cost cpu
    debug info stats metrics timing mode level priority options location pools"""
)
_JOINED_ENDS = ("requestid", "traceid", "correlationid", "uuid", "guid", "timestamp")


@lru_cache(maxsize=4096)
def is_harmless_header(name: str) -> bool:
    """Whether a header of that name is known to hold no secret, whatever its value looks like."""
    lower = name.lower()
    if lower in _STANDARD or lower in _PRODUCTS or lower.startswith(_FAMILIES):
        return True
    words = name_words(name)
    return bool(words) and (words[-1] in _ENDS or words[-1].endswith(_JOINED_ENDS))


def is_unknown_header(name: str) -> bool:
    """Whether nobody knows what a header of that name holds."""
    lower = name.lower()
    if lower.endswith(("authorization", "cookie", "cookie2")):
        return False
    return not is_secret_header(name) and not is_harmless_header(name)


def unknown_spans(header: Header, judged: JudgedNames = NOBODY_JUDGED) -> tuple[Span, ...]:
    """Return the random stretches of a header that nobody knows and the user has not judged."""
    name = header.name.lower()
    if name in judged.harmless or name in judged.secret or not is_unknown_header(header.name):
        return ()
    return random_spans(header.value)
