"""200 sends with trace, annotation and diagnosis against an httpx client made for each request."""

import asyncio

import httpx

from tests.benchmarks._figure import Figure, in_turns
from tests.benchmarks._refusing import refusing

SENDS = 200


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

    context = httpx.create_ssl_context()
    bench = build()
    try:
        with refusing() as url:
            ours, peer = in_turns(lambda: _ours(bench, url), lambda: _peer(url, context), rounds=3)
    finally:
        bench.close()
    detail = f"{ours / SENDS * 1000:.2f} ms against {peer / SENDS * 1000:.2f} ms a send"
    yield Figure("200 sends with diagnosis / httpx", ours / peer, 3, detail)
