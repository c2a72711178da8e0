"""`send --preview`: what would leave and whose credential it is, masked; nothing is sent."""

import sys
from typing import Any

import msgspec

from inspector.cli.inputs import NotReadable
from inspector.cli.messages import NOTHING_FOUND
from inspector.cli.outcomes import print_json
from inspector.cli.sending import Sent, opened, sent
from inspector.cli.source import Source
from inspector.library.effective import Effective, effective, where
from inspector.library.inherit import Claim
from inspector.model.collection import Problem
from inspector.model.exchange import Exchange
from inspector.model.message import readable
from inspector.presentation.bodies.printable import printable
from inspector.protocol.signatures.signed_text import SignedText
from inspector.wording import tr


def preview(source: Source, format_name: str) -> int:
    """Print it and return the exit status; raises NotReadable where nothing could be sent."""
    with opened(source) as bench:
        answer = bench.run(bench.workbench.unsent(source.request, source.scope))
        shown: Sent = sent(answer, bench)
        decided = bench.workbench.precedence(source.request, source.scope)
        steps = bench.workbench.preview(source.request, source.scope).signed
    (exchange,) = shown.masked.exchanges
    if exchange.failure is not None:
        raise NotReadable(Problem(what=exchange.failure.message, todo=tr("Nothing was sent.")))
    own = Claim(level="request", name=source.request.name, credential=source.request.credential)
    who = effective(source.claims or (own,), decided)
    if format_name == "json":
        print_json(_object(exchange, who) | {"signed": [step._asdict() for step in steps]})
    else:
        lines = [*_lines(exchange, who), *_signed(steps)]
        sys.stdout.write(printable("\n".join(lines)) + "\n")
    return NOTHING_FOUND


def _object(exchange: Exchange, who: Effective) -> dict[str, Any]:
    request = exchange.request
    return {
        "method": request.method,
        "url": readable(request.url),
        "headers": [
            {"name": readable(one.name), "value": readable(one.value), "origin": one.origin}
            for one in request.headers
        ],
        "credential": msgspec.to_builtins(who),
        "left_out": [msgspec.to_builtins(one) for one in exchange.dropped],
    }


def _lines(exchange: Exchange, who: Effective) -> list[str]:
    request = exchange.request
    lines = [f"{request.method} {readable(request.url)}"]
    lines += [readable(f"{one.name}: {one.value}") for one in request.headers]
    lines += ["", _said(who)]
    lines += [tr("Sent as well: {credential}", credential=one) for one in who.also]
    lines += [tr("Not sent: {loser}", loser=one.text) for one in who.losers]
    lines += [f"{one.name}: {one.reason}" for one in exchange.dropped]
    return lines


def _signed(steps: tuple[SignedText, ...]) -> list[str]:
    """Return what is signed, each text under its title."""
    return [line for step in steps for line in ("", f"{step.title}:", step.text)]


def _said(who: Effective) -> str:
    if who.state == "none":
        return tr("Credential: none")
    if who.state == "switched-off":
        return tr("Credential: switched off")
    return tr("Credential: {kind}, {place}", kind=who.kind, place=where(who))
