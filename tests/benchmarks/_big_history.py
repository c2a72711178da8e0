"""A history of 100,000 attempts, as a year of work leaves one."""

import json
import random

from inspector.model.attempt import Attempt
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.record import History, Kept, Row

COUNT = 100_000
_WORDS = ("orders", "users", "login", "invoice", "stock", "shipment", "cart", "token", "audit")
_FINDINGS = ("token-expired", "wrong-password", "scope-missing")
_SECOND = 20_000  # milliseconds between two attempts
_FIRST = 1_760_000_000_000


def write(path, count=COUNT):
    """Write the history there."""
    history = History(path)
    for number in range(count):
        future = history.add(*_attempt(number))
    future.result()
    history.close()


def _attempt(number):
    chance = random.Random(number)
    word, accepted = chance.choice(_WORDS), chance.random() < 0.6
    host, route = f"api{number % 7}.example.com", f"/v1/{word}/{chance.randrange(1000)}"
    error = f"{chance.choice(_WORDS)} {'x' * chance.randrange(300)}"
    body = json.dumps({"error": error})
    exchange = Exchange(
        request=Message(
            method="GET", url=f"https://{host}{route}", headers=(Header("Accept", "*/*"),)
        ),
        reply=Reply(
            status=200 if accepted else 401,
            headers=(Header("Content-Type", "application/json"),),
            body=body.encode(),
        ),
    )
    row = Row(
        id=str(number),
        started=_FIRST + number * _SECOND,
        method="GET",
        host=host,
        path=route,
        url=exchange.request.url,
        status=exchange.reply.status,
        cause="" if accepted else "invalid-credentials",
        finding="" if accepted else chance.choice(_FINDINGS),
        title="" if accepted else "Your access token expired",
    )
    return row, Kept(attempt=Attempt(id=row.id, exchanges=(exchange,)))
