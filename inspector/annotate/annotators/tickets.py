"""Login tickets in cookies that show when they were made (mod_auth_tkt, Proxmox VE)."""

from collections.abc import Iterator
from urllib.parse import unquote

from inspector.annotate.lines import sent
from inspector.annotate.times import judged_at
from inspector.model.annotation import Annotation
from inspector.model.attempt import Attempt
from inspector.protocol.cookie import cookies
from inspector.protocol.keys import key_facts
from inspector.wording import tr
from inspector.wording.dates import near_stamp
from inspector.wording.durations import length

_MOST = 60


def annotate(attempt: Attempt, index: int) -> Iterator[Annotation]:
    """Say how old the tickets sent are."""
    exchange = attempt.exchanges[index]
    now = judged_at(exchange)
    for line in sent(exchange, index):
        if line.name != "cookie" or exchange.lacks_header("cookie"):
            continue
        for pair in cookies.pairs(line.value)[:_MOST]:
            made = key_facts.ticket_time(unquote(pair.value))
            if made is None:
                continue
            text = tr("login ticket, made {time}", time=near_stamp(made, now))
            if now is not None and made <= now:
                text = tr("login ticket, {age} old", age=length(now - made))
            yield Annotation(place=line.place(), text=text, kind="cookie-ticket")
