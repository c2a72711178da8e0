"""Sends a request with a workbench of its own, and ends the workbench's threads afterwards."""

import msgspec

from inspector.cli.masking import masked_verdict
from inspector.cli.source import Source
from inspector.export.options import Options
from inspector.export.redact import redact
from inspector.model.attempt import Attempt
from inspector.model.finding import Verdict
from inspector.vault import Vault
from inspector.workbench.answer import Answer


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a request.

    answer: with its secrets. known: secrets that were in play. masked and verdict: to be printed.
    """

    answer: Answer
    known: tuple[str, ...]
    masked: Attempt
    verdict: Verdict


def send_alone(source: Source) -> Sent:
    """Send one request and wait for its answer; Ctrl+C stops it and is raised again."""
    from inspector.workbench.build import build  # noqa: PLC0415 - only where something is sent

    vault = _keyring() if source.keyring else Vault.in_memory()
    workbench = build(vault)
    try:
        vault.hold(source.secrets)
        answer = workbench.submit(workbench.send(source.request, source.scope)).result()
        known = vault.known_values()
    finally:
        workbench.close()
        vault.close()
    return Sent(
        answer=answer,
        known=known,
        masked=redact(answer, Options(known=known)).attempt,
        verdict=masked_verdict(answer.verdict, answer.attempt, known),
    )


def _keyring() -> Vault:
    from inspector.settings.places import places  # noqa: PLC0415 - only for saved requests
    from inspector.vault import open_vault  # noqa: PLC0415 - as above

    return open_vault(places().vault)
