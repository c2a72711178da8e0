"""What other processes do to a vault file in the tests; run as a program, told by its arguments."""

import os
import signal
import sys
from functools import partial
from pathlib import Path

from inspector.vault import file_store
from inspector.vault.file_format import VaultFile
from inspector.vault.file_store import FileStore
from inspector.vault.seen import Seen
from inspector.vault.store import StoreError
from tests.fixtures.cheap_keys import CHEAP


def _store(folder, passphrase="passphrase"):
    return FileStore(folder / "vault.json", passphrase, Seen(folder / "state" / "seen.json"))


def _say(what):
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def write(folder, who, count):
    """Open the file, say so, wait for the start, and write so many secrets."""
    store = _store(folder)
    _say("ready")
    sys.stdin.readline()
    for number in range(int(count)):
        store.set(f"{who}-{number}", f"value {number} of {who}")


def create(folder, who):
    """Wait for the start, make the file (or open the one made meanwhile), and write a secret."""
    _say("ready")
    sys.stdin.readline()
    _store(folder).set(who, f"value of {who}")


def hold(folder):
    """Hold the lock until the end of the input."""
    from inspector.vault.file_store import locked

    with locked(folder / "vault.json"):
        _say("ready")
        sys.stdin.readline()


def _die_at(step):
    """Let the process be killed at its step-th call that touches the disk."""
    done = [0]

    def counted(call):
        def instead(*arguments, **named):
            done[0] += 1
            if done[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        return instead

    for name in ("open", "fsync"):
        setattr(os, name, counted(getattr(os, name)))
    Path.replace = counted(Path.replace)


def _killed(step, work):
    """Do the work in a process that is killed at that step; return whether it was."""
    pid = os.fork()
    if not pid:
        _die_at(step)
        work()
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def killed_writing(folder):
    """Kill a writer at every step in turn; say how many steps there were."""
    store = _store(folder)
    store.set("kept", "before all")
    step = 1
    while _killed(step, partial(store.set, "value", f"of step {step}")):
        assert store.get("kept") == "before all"
        assert store.get("value") in {None, f"of step {step}", f"of step {step - 1}"}
        store.set("value", f"of step {step}")
        step += 1
    assert _store(folder).get("value") == f"of step {step}"
    assert not list(folder.glob(".*.tmp"))
    _say(step)


def killed_changing(folder):
    """Kill a change of the passphrase at every step in turn; say how many steps there were."""
    file_store.VaultFile = partial(VaultFile, **CHEAP)  # it is quicker
    store, current, step = _store(folder, "passphrase 0"), "passphrase 0", 1
    store.set("kept", "before all")
    while _killed(step, partial(store.change_passphrase, f"passphrase {step}")):
        store, current = _what_opens(folder, store, (current, f"passphrase {step}"))
        step += 1
    assert _store(folder, f"passphrase {step}").get("kept") == "before all"
    _say(step)


def _what_opens(folder, store, passphrases):
    """Return the store with its passphrase that is valid now: the old one, else the new one."""
    try:
        assert store.get("kept") == "before all"
    except StoreError as error:
        if error.kind != "locked":
            raise
        store = _store(folder, passphrases[1])
        assert store.get("kept") == "before all"
        return store, passphrases[1]
    return store, passphrases[0]


if __name__ == "__main__":
    globals()[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
