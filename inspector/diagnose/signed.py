"""Reads when a signed address ends: AWS, Google and Azure signatures and plain `expires`."""

from datetime import UTC, datetime, timedelta

from inspector.diagnose.tokens import moment


def address_end(query: dict[str, str]) -> datetime | None:
    """Return the end of a signed address, None where its query names none."""
    start, seconds = query.get("X-Amz-Date", ""), query.get("X-Amz-Expires", "")
    if not start:
        start, seconds = query.get("X-Goog-Date", ""), query.get("X-Goog-Expires", "")
    if start and seconds.isdigit():
        try:
            begin = datetime.strptime(start, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            return begin + timedelta(seconds=int(seconds))
        except (ValueError, OverflowError):
            return None
    if "sig" in query and "se" in query:
        try:
            end = datetime.fromisoformat(query["se"])
        except ValueError:
            return None
        return end if end.tzinfo else end.replace(tzinfo=UTC)
    signed = any(
        name.lower() in {"signature", "sig", "token", "hmac", "md5", "sign", "hash"}
        for name in query
    )
    named = next((query[n] for n in ("Expires", "expires", "exp", "e") if n in query), "")
    return moment(named) if signed and named else None
