"""Which hosts each secret may go to, as the vault knows it; the sending asks here."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from inspector.compose.scope import Scope
from inspector.model.message import Message
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from inspector.model.vault_entry import VaultEntry
from inspector.protocol.urls import bindable_host
from inspector.send.interaction import AskHost, Interaction
from inspector.vault.vault import Vault, label_of
from inspector.wording import tr

_SELDOM = timedelta(minutes=5)  # a same answer is written again after that


class HostBindings:
    """Reads and changes the records of secrets.

    ask: the face that asks about another host. trusted: hosts that the person named for this run.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self.ask: AskHost | None = None
        self.trusted: tuple[str, ...] = ()

    def interaction(self) -> Interaction:
        """Return who knows, and who is asked, where secrets may go."""
        return Interaction(bindings=self, ask_host=self.ask, trusted_hosts=self.trusted)

    def unasked(self, others: Callable[[Scope], Interaction]) -> Callable[[Scope], Interaction]:
        """Return what experiments may do: others' part, and go only where secrets may go."""

        def made(scope: Scope) -> Interaction:
            return msgspec.structs.replace(others(scope), bindings=self, trusted_hosts=self.trusted)

        return made

    async def of(self, refs: Iterable[SecretRef]) -> Mapping[SecretRef, VaultEntry]:
        """Return the records of these secrets.

        A copy of a secret (an experiment and a fix put it elsewhere under another name) may go
        where the first one may.
        """
        found = await self._vault.entries.of(refs)
        return {ref: await self._with_copies(ref, entry) for ref, entry in found.items()}

    def known(self, ref: SecretRef) -> VaultEntry:
        """Return the record of a secret as far as this run knows it."""
        return self._vault.entries.known(ref)

    async def _with_copies(self, ref: SecretRef, entry: VaultEntry) -> VaultEntry:
        copies = self._vault.same_as(ref)
        others = (await self._vault.entries.of(copies)).values() if copies else ()
        hosts = {each.host: each for one in (entry, *others) for each in one.hosts}
        return msgspec.structs.replace(entry, hosts=tuple(hosts.values()))

    def name(self, ref: SecretRef) -> str:
        """Return what people call a secret, for the middle of a sentence."""
        parts = {
            "access-token": tr("the access token"),
            "id-token": tr("the ID token"),
            "refresh-token": tr("the refresh token"),
        }
        label = self._vault.entries.known(ref).label or label_of(ref)
        if ref.place == "keyring" and (part := parts.get(ref.name.rpartition(".")[2])):
            return part
        return tr("“{name}”", name=label) if label not in {"", "secret"} else tr("the secret")

    def bind(self, ref: SecretRef, host: str) -> None:
        """Let a secret go to one more host from now on."""
        now = datetime.now(UTC)
        self._vault.entries.change(ref, lambda entry: entry.bound_to(host, now))

    def follow(self, before: Request, after: Request, refs: Iterable[SecretRef]) -> None:
        """Bind secrets to the hosts that a fix, which the person chose, lets have them."""
        known = before.options.keep_credential_for
        new = [host for host in after.options.keep_credential_for if host not in {"*", *known}]
        for ref in refs:
            for host in new:
                self.bind(ref, bindable_host(f"https://{host}"))

    def answered(self, ref: SecretRef, message: Message, status: int) -> None:
        """Note the reply to a message that held a secret."""
        now = datetime.now(UTC)
        plain = message.url.lower().startswith("http://")
        known = self._vault.entries.known(ref)
        marks = (known.over_http or plain, known.in_address or bool(message.target_secret))
        same = (known.status, known.over_http, known.in_address) == (status, *marks)
        if same and known.answered is not None and now - known.answered < _SELDOM:
            return

        def change(entry: VaultEntry) -> VaultEntry:
            return msgspec.structs.replace(
                entry, status=status, answered=now, over_http=marks[0], in_address=marks[1]
            )

        self._vault.entries.change(ref, change)
