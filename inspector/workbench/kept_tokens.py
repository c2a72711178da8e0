"""Keeps tokens in the vault between sends, and lets one sending at a time renew each."""

import asyncio
from contextlib import ExitStack
from pathlib import Path

from inspector.authenticate.scheme import Keep, Store
from inspector.disk.locking import held
from inspector.model.credential import Credential
from inspector.model.exchange import Failure
from inspector.model.secret import SecretRef
from inspector.protocol.oauth import kept_token
from inspector.send.interaction import Unanswered
from inspector.vault.vault import Vault
from inspector.wording import tr

_PAUSE = 0.05  # seconds between two looks at another process's lock
_FILES = 2  # letters of a name that choose its lock's file: 256 files at most


class KeptTokens:
    """The one owner of what is kept under the names of tokens.

    locks: folder of the locks against other processes, None where the vault is this run's alone.
    """

    def __init__(self, vault: Vault, locks: Path | None = None) -> None:
        self._vault = vault
        self._locks = locks
        self._waiting: dict[str, asyncio.Lock] = {}
        self._holding: dict[str, ExitStack] = {}

    async def recall(self, name: str) -> str:
        """Return what is kept, empty where there is nothing."""
        ref = ref_of(name)
        found = self._vault.peek(ref)
        if found is None:
            await self._vault.resolve_all([ref])
        return self._known(name)

    async def hold(self, name: str) -> str:
        """Look into the store, and keep everybody else from changing it until `leave`."""
        await self._waiting.setdefault(name, asyncio.Lock()).acquire()
        try:
            self._holding[name] = await self._alone(name)
            await self._vault.resolve_all([ref_of(name)], anew=True)
        except BaseException:
            self.leave(name)
            raise
        return self._known(name)

    async def store(self, step: Store) -> None:
        """Keep a text, and the secrets in it known so that they are masked; wait for the store.

        An empty text forgets what was kept.
        """
        ref = ref_of(step.name)
        if not step.text:
            await asyncio.wrap_future(self._vault.delete([ref]))
            return
        self._vault.hold({ref: step.text, **_within(step.name, step.secrets)})
        await asyncio.wrap_future(self._vault.persist([ref]))  # a store that fails keeps it here

    def leave(self, name: str) -> None:
        """Let others change it."""
        if (stack := self._holding.pop(name, None)) is not None:
            stack.close()
        self._waiting[name].release()

    def _known(self, name: str) -> str:
        """Return what is in memory; its secrets are masked from then on, wherever they stand."""
        text = self._vault.peek(ref_of(name)) or ""
        token = kept_token.read(text)
        if token is not None:
            self._vault.hold(_within(name, token.secrets))
        return text

    async def _alone(self, name: str) -> ExitStack:
        """Take the lock against other processes; a stopped sending stops waiting at once."""
        stack = ExitStack()
        if self._locks is None:
            return stack
        self._locks.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._locks / f"{name[-_FILES:]}.lock"
        while True:
            try:
                stack.enter_context(held(file, 0))
            except TimeoutError:
                await asyncio.sleep(_PAUSE)
            except OSError:
                return stack  # no lock can be had here; the vault's own keeps the file whole
            else:
                return stack


class OnlyKept(KeptTokens):
    """Lends what is kept and obtains nothing: an experiment must not ask a login provider."""

    async def hold(self, name: str) -> str:  # noqa: ARG002 - the same as of its parent
        """Refuse, as only a renewal or a sign-in wants it."""
        text = tr("This needs a token first: send the request itself, and try again.")
        raise Unanswered(Failure(stage="compose", kind="no-token-kept", message=text))


async def keep_credential(vault: Vault, step: Keep) -> Credential:
    """Put a secret into the vault, written to its store, and return what refers to it."""
    ref = vault.put(step.secret.reveal(), label=step.label)
    await asyncio.wrap_future(vault.persist([ref]))  # a store that fails keeps it here
    return step.credential.with_secret(ref)


def _within(name: str, secrets: dict[str, str]) -> dict[SecretRef, str]:
    """Return the secrets in a kept text, under references of this run."""
    return {SecretRef(place="memory", name=f"{name}.{what}"): it for what, it in secrets.items()}


def ref_of(name: str) -> SecretRef:
    """Return where the vault keeps what is kept under a name."""
    return SecretRef(place="keyring", name=name)
