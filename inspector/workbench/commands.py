"""Commands that print credentials: run after they were agreed to, kept until their end.

What was agreed to is kept outside of any collection and bound to all that matters: the place of the
collection, the program's full path, every argument, and the host that gets what it prints.
"""

import asyncio
import contextlib
import hashlib
import json
import os
import shlex
import shutil
import signal
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from inspector.authenticate.scheme import LookUp, Run
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
from inspector.wording.durations import span
from inspector.wording.numbers import number
from inspector.workbench.own_files import AwsProfiles, NetrcLogins

# ---------------- Runs one program for its output, without a shell
LARGEST = 1024 * 1024  # bytes of output; a credential is a few kilobytes
_OWN = "REQUEST_INSPECTOR_"
_SHORTEST = 6  # letters of a secret that is told from an everyday value
_PIECE = 64 * 1024


class NotRun(Exception):  # noqa: N818 - told as a failure
    """A command gave nothing; `kind` names why, the text says it, without any of its output."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


def program_of(command: tuple[str, ...]) -> str:
    """Return the full path of the program that a command would start; raises NotRun."""
    found = shutil.which(command[0])
    if found is None or not Path(found).is_absolute():
        text = tr(
            "The program {name} was not found. Install it, or name its full path.", name=command[0]
        )
        raise NotRun("no-program", text)
    return found


def environment_for(given: Mapping[str, str], secrets: Iterable[str]) -> dict[str, str]:
    """Return the variables of a command: ours without what is secret or only for us, and its own.

    secrets: the values that are known to be secret.
    """
    known = frozenset(value for value in secrets if len(value) >= _SHORTEST)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_OWN) and value not in known
    }
    if getattr(sys, "frozen", False):  # a bundle's own libraries are not for other programs
        before = kept.pop("LD_LIBRARY_PATH_ORIG", "")
        kept.pop("LD_LIBRARY_PATH", None)
        kept |= {"LD_LIBRARY_PATH": before} if before else {}
    return {**kept, **given}


async def output_of(
    program: str,
    arguments: tuple[str, ...],
    given: str,
    seconds: float | None,
    environment: dict[str, str],
) -> str:
    """Return what a program writes to its standard output; raises NotRun.

    Its error output is not read: it may hold secrets, and nobody here needs it. Where it takes too
    long or is no longer wanted, it is killed with all that it started.
    """
    process = await _started((program, *arguments), environment, takes=bool(given))
    try:
        async with asyncio.timeout(seconds):
            data = await _talk(process, given)
            status = await process.wait()
    except TimeoutError as error:
        text = tr(
            "{name} gave nothing within {time} and was stopped.",
            name=Path(program).name,
            time=span(timedelta(seconds=seconds or 0)),
        )
        raise NotRun("command-slow", text) from error
    finally:
        await _end(process)
    return _text(data, status, Path(program).name)


async def _started(
    command: tuple[str, ...], environment: dict[str, str], *, takes: bool
) -> asyncio.subprocess.Process:
    try:
        return await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE if takes else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=environment,
            cwd=Path.home(),
            start_new_session=os.name == "posix",
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or tr("its arguments can't be handed over")
        text = tr(
            "{name} could not be started: {reason}.", name=Path(command[0]).name, reason=reason
        )
        raise NotRun("not-started", text) from error


async def _talk(process: asyncio.subprocess.Process, given: str) -> bytes:
    """Hand in the standard input, and return the standard output."""
    if process.stdin is not None:
        with contextlib.suppress(OSError):  # it may not want what it is told
            process.stdin.write(given.encode())
            await process.stdin.drain()
        process.stdin.close()
    data = b""
    while process.stdout is not None and (piece := await process.stdout.read(_PIECE)):
        data += piece
        if len(data) > LARGEST:
            raise NotRun("command-output", tr("The command printed more than a credential."))
    return data


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill it and what it started, and wait for its end."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        elif process.returncode is None:
            process.kill()
    await asyncio.shield(process.wait())


def _text(data: bytes, status: int, name: str) -> str:
    if status != 0:
        text = tr(
            "{name} ended with the status {status}. Run it in a terminal to read why: its messages "
            "may hold secrets and are not shown here.",
            name=name,
            status=status,
        )
        raise NotRun("command-failed", text)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotRun("command-output", tr("What {name} printed is no text.", name=name)) from error


_EARLY = timedelta(seconds=60)  # before its end it is fetched anew
_MOST = 1000
_LARGEST = 1024 * 1024
_LONGEST = 32_767  # characters of a command, as many as Windows takes
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
        self.aws = AwsProfiles(vault)
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
        for secret in filter(None, (found.secret.reveal(), found.session.reveal())):
            self._vault.put(secret, place="memory", label=tr("from a command"))
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
        shown = _shown(step.command)
        if len(shown) > _LONGEST:
            text = tr(
                "The command has {count} characters. Nobody reads that many, so it was not run.",
                count=number(len(shown)),
            )
            raise _unanswered("command-not-agreed", text)
        question = Question(
            text=tr(
                "To send this, {program} is to be run on this computer, and what it prints goes "
                "to {host}. Run it only if you know who wrote this command.",
                program=key[2],
                host=step.host,
            ),
            exact=shown,
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

    async def look_up(self, step: LookUp) -> Issued:
        """Return what the netrc file or an AWS profile holds; raises Unanswered."""
        if step.profile is not None:
            return await self._runs.aws.look_up(step.profile)
        return await self._runs.netrc.look_up(step.host)

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
