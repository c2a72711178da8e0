"""What is known of a kept secret beside its value; nothing here is secret."""

from datetime import date, datetime

import msgspec


class BoundHost(msgspec.Struct, frozen=True, omit_defaults=True):
    """A host that may have the secret: `host` or `host:port`. since: when that was agreed to."""

    host: str
    since: datetime | None = None


class VaultEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The record of one secret.

    label: what people call it, empty as long as its name says it. hosts: where it may go; none
    until it was used. rotate_by: a day the user set. answered, status: the last reply to a message
    that held it. over_http, in_address: whether it ever went unencrypted, or in a URL. source: the
    file that it was read from, empty where it was typed.
    """

    label: str = ""
    created: datetime | None = None
    hosts: tuple[BoundHost, ...] = ()
    rotate_by: date | None = None
    answered: datetime | None = None
    status: int = 0
    over_http: bool = False
    in_address: bool = False
    source: str = ""

    @property
    def host_names(self) -> tuple[str, ...]:
        """Where it may go."""
        return tuple(each.host for each in self.hosts)

    def bound_to(self, host: str, now: datetime) -> "VaultEntry":
        """Return it with one more host."""
        if host in self.host_names:
            return self
        return msgspec.structs.replace(self, hosts=(*self.hosts, BoundHost(host, now)))

    def read_from(self, path: str) -> "VaultEntry":
        """Return it with the file that the secret was read from."""
        return msgspec.structs.replace(self, source=path)

    def not_bound_to(self, host: str) -> "VaultEntry":
        """Return it without a host."""
        kept = tuple(each for each in self.hosts if each.host != host)
        return msgspec.structs.replace(self, hosts=kept)


NO_ENTRY = VaultEntry()
