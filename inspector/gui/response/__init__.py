"""The response side of a request's tab: status, verdict, exchange, body, timeline, raw bytes."""
