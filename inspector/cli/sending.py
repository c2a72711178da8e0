"""Sends a request with a workbench of its own, and ends the workbench's threads afterwards."""

from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from inspector.cli import source as running
from inspector.cli.messages import complain_about
from inspector.cli.questions import run
from inspector.cli.source import Source
from inspector.cli.trying.kept_history import asking
from inspector.compose.variables import secret_refs
from inspector.disk.atomic import write_file
from inspector.model.attempt import Attempt
from inspector.model.collection import Problem
from inspector.model.experiment import Trial
from inspector.model.finding import Verdict
from inspector.model.request import Request
from inspector.protocol.redaction import Known
from inspector.protocol.urls import authority_of
from inspector.settings.per_host import PerHostSettings
from inspector.settings.places import places
from inspector.vault import Vault
from inspector.wording import tr
from inspector.workbench.answer import Answer

if TYPE_CHECKING:
    from inspector.workbench.applying.companions import Companions
    from inspector.workbench.workbench import Workbench


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
    kept = places()
    per_host = PerHostSettings(kept.per_host)
    for problem in per_host.load():
        complain_about(problem)
    set_before = per_host.value
    proxies = (*source.proxies, *set_before.proxies)  # of equal ones the first counts
    per_host.replace(_replace(set_before, proxies=proxies))
    locks = kept.token_locks if source.keyring else None
    workbench = build(vault, locks, kept.agreed_commands, per_host)
    workbench.commands.allowed = frozenset(source.commands)
    workbench.hosts.trusted = source.trusted_hosts
    workbench.past.saved = lambda: source.others
    workbench.past.kept = asking(vault) if source.keyring else None
    workbench.past.recorded = source.earlier
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
    from inspector.cli.masking import masked_verdict  # noqa: PLC0415 - only where it is printed
    from inspector.export.options import Options  # noqa: PLC0415 - as above
    from inspector.export.redact import redact  # noqa: PLC0415 - as above

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
        answer = bench.run(bench.workbench.send(source.request, source.scope))
        return sent(at_hand(answer, source.request, source), bench)


def at_hand(answer: Answer, request: Request, source: Source) -> Answer:
    """Return an answer with the fixes first that can be carried out with what the source has."""
    if not answer.verdict.findings:
        return answer
    from inspector.workbench.applying.applicable_fixes import with_fixes_at_hand  # noqa: PLC0415 - only where something was refused

    return with_fixes_at_hand(answer, known_beside(request, source, answer.attempt))


def known_beside(request: Request, source: Source, attempt: Attempt) -> "Companions":
    """Return what goes with a request: of its collection, and what the user named."""
    from inspector.workbench.applying.companions import as_saved, companions  # noqa: PLC0415 - as above

    known = companions(request, source.others, attempt)
    if source.chosen is None:
        return known
    named = as_saved(source.chosen)
    return _replace(known, saved=(named, *known.saved)) if named is not None else known


def _kept(source: Source) -> Vault:
    """Return the vault that holds the secrets of a saved request; raises NotReadable."""
    from inspector.cli.kept_secrets import kept_vault, unlock  # noqa: PLC0415 - only then

    vault = kept_vault()
    needs = source.request.credential.keeps_tokens or any(
        ref.place == "keyring" for ref in secret_refs(source.request, source.scope)
    )
    if needs or source.passphrase_file:
        try:
            unlock(vault, source.passphrase_file)
        except BaseException:
            vault.close()
            raise
    return vault


# ---------------- Secrets after a redirect
_replace = msgspec.structs.replace


def allowing(source: Source, hosts: list[str]) -> Source:
    """Return the source with hosts that may have the credential and bodies with secrets."""
    if not hosts:
        return source
    own = source.request.options
    kept = tuple(dict.fromkeys((*own.keep_credential_for, *hosts)))
    options = _replace(own, keep_credential_for=kept)
    return _replace(source, request=_replace(source.request, options=options))


def held_back(attempt: Attempt) -> Problem | None:
    """Return what a send that was stopped before another host says, None where none was."""
    last = attempt.last
    failure = last.failure if last is not None else None
    if last is None or failure is None:
        return None
    if failure.kind == "secret-held-back":
        host = authority_of(last.request.url)
        todo = tr("If that host is meant to have it, add --allow-host {host}.", host=host)
        return Problem(what=failure.message, todo=todo)
    if failure.kind == "command-not-agreed":
        return running.held_back(attempt, failure)
    if failure.kind == "secret-never-over-http":
        todo = tr("Send to an address with https; no option allows this one.")
        return Problem(what=failure.message, todo=todo)
    return None


# ---------------- Saving
def save_attempt(answer: Answer, known: tuple[str, ...], path: Path) -> Problem | None:
    """Write the attempt, its secrets and `known` values masked; return what went wrong.

    What the leak check finds is masked, too; nothing is written where that is not enough.
    """
    from inspector.export.export import export  # noqa: PLC0415 - only where something is saved
    from inspector.export.options import Options  # noqa: PLC0415 - as above

    made = export(answer, "saved-attempt", Options(known=known, mask_leaks=True))
    if made.leaks:
        return Problem(
            what=tr("{name} was not written: a secret would be in it.", name=path.name),
            todo=tr("Open the request in the window and export it with the secrets removed."),
        )
    return write_file(path, made.text.encode("utf-8"))
