"""Makes a HAR of many ordinary entries and a few refusals, as a browser session leaves."""

import json


def _header(name, value):
    return {"name": name, "value": value}


def _entry(number, refused):
    body = {"items": [{"id": number * 10 + i, "name": f"item {i}", "ok": True} for i in range(12)]}
    url = f"https://api.example.com/v1/items/{number}?page={number % 7}"
    sent = [
        _header("Host", "api.example.com"),
        _header("Accept", "application/json"),
        _header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)"),
        _header("Accept-Encoding", "br"),
        _header("Accept-Language", "en-GB,en;q=0.5"),
        _header("Connection", "keep-alive"),
        _header("Authorization", "Bearer 7c9e6679f5e94b0c8c1d0f6a2b3c4d5e"),
    ]
    got = [
        _header("Date", "Tue, 24 Nov 2026 10:15:00 GMT"),
        _header("Server", "nginx"),
        _header("Content-Type", "application/json"),
        _header("Cache-Control", "no-store"),
        _header("X-Request-Id", f"{number:032x}"),
        _header("Vary", "Accept-Encoding"),
    ]
    if refused:
        got.append(_header("WWW-Authenticate", 'Bearer realm="items", error="invalid_token"'))
        body = {"error": "invalid_token", "error_description": "The access token expired"}
    text = json.dumps(body)
    return {
        "startedDateTime": f"2026-11-24T10:{number // 60 % 60:02}:{number % 60:02}.000Z",
        "time": 12.5,
        "request": {
            "method": "GET",
            "url": url,
            "httpVersion": "HTTP/1.1",
            "headers": sent,
            "queryString": [{"name": "page", "value": str(number % 7)}],
            "cookies": [],
            "headersSize": 310,
            "bodySize": 0,
        },
        "response": {
            "status": 401 if refused else 200,
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "headers": got,
            "cookies": [],
            "redirectURL": "",
            "headersSize": 220,
            "bodySize": len(text),
            "content": {"size": len(text), "mimeType": "application/json", "text": text},
        },
        "cache": {},
        "timings": {"send": 0.1, "wait": 12, "receive": 0.4},
    }


def big_har(entries=10_000, refusals=100):
    """Return the bytes of a HAR with that many entries, the refusals spread evenly."""
    step = entries // refusals
    log = {
        "version": "1.2",
        "creator": {"name": "recorder", "version": "1"},
        "entries": [_entry(i, i % step == step - 1) for i in range(entries)],
    }
    return json.dumps({"log": log}).encode()
