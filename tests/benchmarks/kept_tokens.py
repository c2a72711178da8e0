"""Sends with a token that is kept and valid, against the same sends with a typed one."""

import time

from tests.benchmarks._figure import Figure, in_turns
from tests.benchmarks._refusing import refusing

SENDS = 100
TOKEN = "kept-or-typed-0123456789"


def _requests(bench, url):
    """Return the same request twice: with the kept token, and with the typed one."""
    from inspector.model.kinds.bearer import Bearer
    from inspector.model.kinds.oauth2 import OAuth2
    from inspector.model.request import Request
    from inspector.protocol.oauth import kept_token
    from inspector.protocol.oauth.kept_token import KeptToken
    from inspector.workbench.kept_tokens import ref_of

    kept = OAuth2(grant="client-credentials", issuer=url, client_id="c", scope="read")
    token = KeptToken(access_token=TOKEN, obtained=time.time(), life=3600)
    bench.vault.hold({ref_of(kept_token.name_of(kept)): kept_token.written(token)})
    typed = Bearer(token=bench.vault.put(TOKEN, place="memory"))
    return tuple(Request(url=url, credential=credential) for credential in (kept, typed))


def _send(bench, request):
    from inspector.compose.scope import Scope

    for _ in range(SENDS):
        answer = bench.submit(bench.send(request, Scope())).result()
        assert len(answer.attempt.exchanges) == 1


def measure():
    """Yield the figure."""
    from inspector.workbench.build import build

    bench = build()
    try:
        with refusing() as url:
            kept, typed = _requests(bench, url)
            ours, peer = in_turns(lambda: _send(bench, kept), lambda: _send(bench, typed), rounds=5)
    finally:
        bench.close()
    detail = f"{ours / SENDS * 1000:.2f} ms against {peer / SENDS * 1000:.2f} ms a send"
    yield Figure("100 sends with a kept token / with a typed one", ours / peer, 1.15, detail)
