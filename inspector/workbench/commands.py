"""Commands that print credentials: run after they were agreed to, kept until their end.

What was agreed to is kept outside of any collection and bound to all that matters: the place of the
collection, the program's full path, every argument, and the host that gets what it prints.
"""

import asyncio
import hashlib
import json
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path

from inspector.authenticate.scheme import Run
from inspector.compose.scope import Scope
from inspector.disk.atomic import write_file
from inspector.disk.reading import Unread, read_text
from inspector.model.exchange import Failure
from inspector.model.question import Question
from inspector.protocol.command_output import Issued, OutputError
from inspector.protocol.json_text import parse
from inspector.send.interaction import AskPerson, Interaction, Unanswered
from inspector.vault.vault import Vault
from inspector.wording import tr
from inspector.workbench.child import NotRun, environment_for, output_of, program_of
from inspector.workbench.netrc_logins import NetrcLogins

_EARLY = timedelta(seconds=60)  # before its end it is fetched anew
_MOST = 1000
_LARGEST = 1024 * 1024
Key = tuple[str, ...]


class Agreements:
    """The commands that the person agreed to, as digests. path: their file, None for this run."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._here: set[str] = set()

    def hold(self, key: Key) -> bool:
        """Whether exactly this was agreed to, here or by another process."""
        return _digest(key) in self._here | set(self._read())

    def add(self, key: Key) -> None:
        """Keep that this was agreed to; where the file can't be written, for this run."""
        self._here.add(_digest(key))
        if self._path is not None:
            kept = [*dict.fromkeys([*self._read(), _digest(key)])][-_MOST:]
            write_file(self._path, json.dumps(kept).encode(), private=True)

    def _read(self) -> list[str]:
        if self._path is None or not self._path.exists():
            return []
        try:
            found = parse(read_text(self._path, largest=_LARGEST))
        except Unread:
            return []
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def _digest(key: Key) -> str:
    return hashlib.sha256(json.dumps(key).encode()).hexdigest()


class CommandRuns:
    """The one owner of what commands gave in this run.

    allowed: commands that may be run without a question, as whole argument lists.
    """

    def __init__(self, vault: Vault, agreements: Agreements) -> None:
        self._vault = vault
        self._agreements = agreements
        self.netrc = NetrcLogins(vault)
        self._kept: dict[Key, Issued] = {}
        self._running: dict[Key, asyncio.Lock] = {}
        self.allowed: frozenset[tuple[str, ...]] = frozenset()

    def at(self, place: str, ask: AskPerson | None) -> "PlacedCommands":
        """Return them for a sending. place: of the collection. ask: None where nobody is asked."""
        return PlacedCommands(self, place, ask)

    def unasked(self, scope: Scope) -> Interaction:
        """Return what experiments may do beside sending: run what was agreed to."""
        return Interaction(commands=self.at(scope.place, None))

    async def run(self, step: Run, place: str, ask: AskPerson | None) -> Issued:
        """Return what a command gives; one running serves all who want it. Raises Unanswered."""
        try:
            program, key = await _key(step, place)
            async with self._running.setdefault(_whole(key, step), asyncio.Lock()):
                kept = self._kept.get(_whole(key, step))
                if kept is not None and _lasts(kept):
                    return kept
                await self._agree(step, key, ask)
                return await self._fresh(step, program, _whole(key, step))
        except NotRun as error:
            raise _unanswered(error.kind, str(error)) from error
        except OutputError as error:
            raise _unanswered("command-output", str(error)) from error

    async def kept(self, step: Run, place: str) -> Issued | None:
        """Return what is kept of what a command gave. Raises Unanswered."""
        try:
            _, key = await _key(step, place)
        except NotRun as error:
            raise _unanswered(error.kind, str(error)) from error
        found = self._kept.get(_whole(key, step))
        return found if found is not None and _lasts(found) else None

    def disown(self, step: Run) -> None:
        """Keep nothing that this command gave."""
        self._kept = {
            key: kept for key, kept in self._kept.items() if key[-len(_of(step)) :] != _of(step)
        }

    async def _fresh(self, step: Run, program: str, key: Key) -> Issued:
        environment = environment_for(step.environment, self._vault.known_values())
        text = await output_of(program, step.command[1:], step.given, step.seconds, environment)
        found = step.read(text)
        self._vault.put(found.secret.reveal(), place="memory", label=tr("from a command"))
        if found.ends is not None:
            self._kept[key] = found
        return found

    async def _agree(self, step: Run, key: Key, ask: AskPerson | None) -> None:
        agreed = step.command in self.allowed or await asyncio.to_thread(self._agreements.hold, key)
        if agreed:
            return
        if ask is None:
            text = tr("The credential comes from a command, which nobody agreed to run here.")
            raise _unanswered("command-not-agreed", text)
        question = Question(
            text=tr(
                "To send this, {program} is to be run on this computer, and what it prints goes "
                "to {host}. Run it only if you know who wrote this command.",
                program=key[2],
                host=step.host,
            ),
            exact=_shown(step.command),
            agree=tr("Run it"),
        )
        if await ask(question) is None:
            text = tr("The command was not agreed to, so it was not run and nothing was sent.")
            raise _unanswered("command-not-agreed", text)
        await asyncio.to_thread(self._agreements.add, key)


class PlacedCommands:
    """Commands as one sending has them run."""

    def __init__(self, runs: CommandRuns, place: str, ask: AskPerson | None) -> None:
        self._runs, self._place, self._ask = runs, place, ask

    async def run(self, step: Run) -> Issued:
        """Return what a command gives; raises Unanswered."""
        return await self._runs.run(step, self._place, self._ask)

    async def kept(self, step: Run) -> Issued | None:
        """Return what is kept of it."""
        return await self._runs.kept(step, self._place)

    async def look_up(self, host: str) -> Issued:
        """Return the login that the netrc file holds for a host; raises Unanswered."""
        return await self._runs.netrc.look_up(host)

    def disown(self, step: Run) -> None:
        """Keep nothing of it."""
        self._runs.disown(step)


async def _key(step: Run, place: str) -> tuple[str, Key]:
    """Return the program's full path, and what is agreed to. Raises NotRun."""
    program = await asyncio.to_thread(program_of, step.command)
    return program, (place, step.host, program, *step.command)


def _shown(command: tuple[str, ...]) -> str:
    """Return it as a terminal takes it, every sign spelt out that would not be seen as it is."""
    return "".join(
        char if char.isprintable() or char == "\n" else char.encode("unicode_escape").decode()
        for char in shlex.join(command)
    )


def _of(step: Run) -> Key:
    return (*step.command, step.given, step.how)


def _whole(key: Key, step: Run) -> Key:
    """Return what tells one kept credential from another."""
    return (*key[:3], *_of(step))


def _lasts(kept: Issued) -> bool:
    return kept.ends is not None and datetime.now(UTC) + _EARLY < kept.ends


def _unanswered(kind: str, text: str) -> Unanswered:
    return Unanswered(Failure(stage="compose", kind=kind, message=text))
