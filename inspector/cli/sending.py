"""Sends a request with a workbench of its own, and ends the workbench's threads afterwards."""

from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from inspector.cli.masking import masked_verdict
from inspector.cli.questions import run
from inspector.cli.source import Source
from inspector.compose.variables import secret_refs
from inspector.export.options import Options
from inspector.export.redact import redact
from inspector.model.attempt import Attempt
from inspector.model.experiment import Trial
from inspector.model.finding import Verdict
from inspector.protocol.redaction import Known
from inspector.vault import Vault
from inspector.workbench.answer import Answer

if TYPE_CHECKING:
    from inspector.workbench.workbench import Workbench  # late: it brings the network in

Result = TypeVar("Result")


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a request.

    answer: with its secrets. known: secrets that were in play. masked, verdict and trial: to be
    printed; masked is without bodies, of which nothing is printed but their sizes.
    """

    answer: Answer
    known: Known
    masked: Attempt
    verdict: Verdict
    trial: Trial = Trial()
    sizes: tuple[tuple[int, int], ...] = ()


class Opened(msgspec.Struct, frozen=True):
    """A workbench with the vault of a request."""

    workbench: "Workbench"
    vault: Vault

    def run(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        """Wait for one of the workbench's verbs."""
        return run(self.workbench, coroutine)


@contextmanager
def opened(source: Source) -> Iterator[Opened]:
    """Open what a request is sent with, and close it afterwards, also after Ctrl+C."""
    from inspector.workbench.build import build  # noqa: PLC0415 - only where something is sent

    vault = _kept(source) if source.keyring else Vault.in_memory()
    workbench = build(vault)
    workbench.annotates = False  # the terminal shows verdicts and bytes, not remarks on each
    try:
        vault.hold(source.secrets)
        vault.judged_by(lambda: source.judged)
        yield Opened(workbench, vault)
    finally:
        workbench.close()
        vault.close()


def sent(answer: Answer, bench: Opened) -> Sent:
    """Return an answer with what is printed of it, masked."""
    known = bench.vault.known_values()
    redacted = redact(answer, Options(known=known, mask_leaks=True), longest_body=0)
    return Sent(
        answer=answer,
        known=known,
        masked=redacted.attempt,
        verdict=masked_verdict(answer.verdict, answer.attempt, known),
        trial=redacted.trial,
        sizes=redacted.sizes,
    )


def send_alone(source: Source) -> Sent:
    """Send one request and wait for its answer; Ctrl+C stops it and is raised again."""
    with opened(source) as bench:
        return sent(bench.run(bench.workbench.send(source.request, source.scope)), bench)


def _kept(source: Source) -> Vault:
    """Return the vault that holds the secrets of a saved request; raises NotReadable."""
    from inspector.cli.kept_secrets import kept_vault, unlock  # noqa: PLC0415 - only then

    vault = kept_vault()
    needs = any(ref.place == "keyring" for ref in secret_refs(source.request, source.scope))
    if needs or source.passphrase_file:
        try:
            unlock(vault, source.passphrase_file)
        except BaseException:
            vault.close()
            raise
    return vault
