"""Names of request headers that are offered while one is typed."""

HEADER_NAMES = (
    "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Authorization",
    "Cache-Control", "Connection", "Content-Encoding", "Content-Language", "Content-Type",
    "Cookie", "Date", "DPoP", "Expect", "Forwarded", "From", "Host", "If-Match",
    "If-Modified-Since", "If-None-Match", "If-Unmodified-Since", "Idempotency-Key", "Origin",
    "Pragma", "Prefer", "Proxy-Authorization", "Range", "Referer", "Sec-Fetch-Dest",
    "Sec-Fetch-Mode", "Sec-Fetch-Site", "TE", "traceparent", "Upgrade", "User-Agent", "Via",
    "X-Api-Key", "X-Api-Version", "X-Correlation-Id", "X-Csrf-Token", "X-Forwarded-For",
    "X-Forwarded-Host", "X-Forwarded-Proto", "X-Request-Id", "X-Requested-With", "X-XSRF-TOKEN",
)  # fmt: skip
