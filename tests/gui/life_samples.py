"""Events of a token's life, as the history and open tabs tell them."""

from inspector.record.row import Row
from inspector.record.token_use import Met, TokenUse
from inspector.workbench.attempts.token_life import Followed, LifeEvent, TokenLife

NOON = 1_764_072_000_000  # milliseconds: 25 November 2025, 12:00 UTC


def met(at=0, *, role="sent", key=1, **more):
    row = {name: more.pop(name) for name in ("title", "origin", "host") if name in more}
    use = TokenUse(fingerprint="abcd1234", exchange=0, role=role, **{"kind": "access", **more})
    line = {"method": "GET", "host": "api.example.com", "path": "/orders", **row}
    return Met(use, Row(id=f"a{key}", key=key, started=NOON + at * 60_000, **line))


def event(what, at=0, last=None, **more):
    names = ("count", "experiments", "fixes", "tie", "other", "again", "idle", "past_end")
    own = {name: more.pop(name) for name in names if name in more}
    first = met(at, **more)
    return LifeEvent(kind=what, met=first, last=first if last is None else met(last), **own)


ASKED = {"role": "received", "address": "POST login.example.com/token", "status": 200}
OBTAINED = event("obtained", grant="password", **ASKED)
USED = event("used", 1, 40, count=4, experiments=2)
REFUSED = event("refused", 61, title="Your access token expired")
RENEWED = event(
    "renewed", 62, other="9f8e7d6c", tie="refresh", grant="refresh_token", origin="fix", fixes=1, **ASKED
)  # fmt: skip


def life(*events, **texts):
    return Followed(TokenLife(events), texts)
