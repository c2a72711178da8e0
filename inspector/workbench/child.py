"""Runs one program for its output: no shell, no terminal, a time limit, none of our secrets."""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path

from inspector.wording import tr
from inspector.wording.durations import span

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
