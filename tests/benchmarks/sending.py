"""200 sends with trace, annotation and diagnosis against an httpx client made for each request."""

import asyncio
import http.server
import threading

import httpx

from tests.benchmarks._figure import Figure, in_turns

SENDS = 200


class _Refusing(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = b'{"error": "invalid_token"}'
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Bearer realm="orders", error="invalid_token"')
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def _peer(url, context):
    async def run():
        for _ in range(SENDS):
            async with httpx.AsyncClient(verify=context) as client:
                await client.get(url, headers={"Authorization": "Bearer abc"})

    asyncio.run(run())


def _ours(bench, url):
    from inspector.compose.scope import Scope
    from inspector.model.request import Request, RequestHeader

    request = Request(url=url, headers=(RequestHeader("Authorization", "Bearer abc"),))
    for _ in range(SENDS):
        answer = bench.submit(bench.send(request, Scope())).result()
        assert answer.verdict.findings


def measure():
    """Yield the figure."""
    from inspector.workbench.build import build

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Refusing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    context = httpx.create_ssl_context()
    bench = build()
    try:
        ours, peer = in_turns(lambda: _ours(bench, url), lambda: _peer(url, context), rounds=3)
    finally:
        bench.close()
        server.shutdown()
        server.server_close()
    detail = f"{ours / SENDS * 1000:.2f} ms against {peer / SENDS * 1000:.2f} ms a send"
    yield Figure("200 sends with diagnosis / httpx", ours / peer, 3, detail)
