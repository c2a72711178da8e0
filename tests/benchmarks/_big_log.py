"""Makes large access logs quickly: a block of varied lines, again for each minute."""

import json
import random
import zlib

_AGENTS = [
    f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{v}.0.0.0 Safari/537.36"
    for v in range(110, 130)
] + ["curl/8.5.0", "python-requests/2.32.3", "okhttp/4.12.0"]
_MINUTE = "25/Nov/2026:00:00"
_ISO_MINUTE = "2026-11-25T00:00"
_LINES = 24_000


def _requests():
    chosen = random.Random(401)
    for number in range(_LINES):
        status = chosen.choice([401, 401, 401, 403]) if chosen.random() < 0.05 else 200
        path = chosen.choice(
            ["/api/v1/orders/{}", "/api/v1/users/{}/cart?page=2", "/static/{}.css", "/"]
        )
        yield (
            f"10.{chosen.randrange(4)}.{chosen.randrange(30)}.{chosen.randrange(250)}",
            number * 60 // _LINES,
            path.format(chosen.randrange(100_000)),
            status,
            chosen.randrange(90_000),
            chosen.choice(_AGENTS),
        )


def _combined(request):
    client, second, path, status, size, agent = request
    time = f"{_MINUTE}:{second:02} +0000"
    return f'{client} - - [{time}] "GET {path} HTTP/1.1" {status} {size} "-" "{agent}"\n'


def _json(request):
    client, second, path, status, size, agent = request
    entry = {
        "time": f"{_ISO_MINUTE}:{second:02}+00:00",
        "remote_addr": client,
        "request_method": "GET",
        "request_uri": path,
        "status": status,
        "body_bytes_sent": size,
        "http_user_agent": agent,
    }
    return json.dumps(entry) + "\n"


def write_log(path, size, *, as_json=False, gzip=False):
    """Write a log of about that many bytes (before compression)."""
    line, minute = (_json, _ISO_MINUTE) if as_json else (_combined, _MINUTE)
    block = "".join(line(each) for each in _requests()).encode()
    squeeze = zlib.compressobj(6, zlib.DEFLATED, 31) if gzip else None
    with path.open("wb") as file:
        for number in range(max(1, size // len(block))):
            now = f"{minute[:-5]}{number // 60 % 24:02}:{number % 60:02}".encode()
            data = block.replace(minute.encode(), now)
            file.write(squeeze.compress(data) if squeeze else data)
        if squeeze:
            file.write(squeeze.flush())
