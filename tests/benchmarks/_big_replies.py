"""A server of refusals with large bodies: plain text, JSON, HTML; and a small one."""

import contextlib
import http.server
import json
import threading

SIZE = 50 * 1000 * 1000  # bytes, a little less than is kept of a body
_TEXT = b"The request was refused because of a reason 12345 that nobody knows: token=abc.def.ghi\n"
_ROW = {"error": "invalid_token", "id": 123456, "url": "https://example.com/?token=abc", "n": [1]}
_PIECE = b"<div class='x'><p>Your session expired</p><input type=text name=q></div>\n"
KINDS = {"text": "text/plain", "json": "application/json", "html": "text/html"}


def body(kind, size=SIZE):
    """Return a body of about that many bytes."""
    if kind == "json":
        row = json.dumps(_ROW).encode()
        return b"[" + b",".join([row] * (size // (len(row) + 1))) + b"]"
    if kind == "html":
        start = b"<!doctype html><html><head><title>x</title></head><body>"
        return start + _PIECE * (size // len(_PIECE)) + b"</body></html>"
    return _TEXT * (size // len(_TEXT))


class _Refusing(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        kind, _, size = self.path.strip("/").partition("/")
        data = body(kind, int(size or SIZE))
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Bearer realm="orders", error="invalid_token"')
        self.send_header("Content-Type", KINDS[kind])
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def big_replies():
    """Serve `/<kind>` and `/<kind>/<size>`; yield the address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Refusing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
