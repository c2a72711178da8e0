"""The client certificates of the hosts."""

from typing import cast

import msgspec

from inspector.gui.forms.form_field import FormField
from inspector.gui.settings.host_list_card import (
    HostListCard,
    Words,
    environment_field,
    host_field,
)
from inspector.model.request import HostCertificate, PerHost
from inspector.settings.per_host import Entry
from inspector.wording import tr

_TEXTS = ("host", "certificate", "key_file", "environment")


class CertificatesCard(HostListCard):
    """Which host is shown which certificate."""

    name = "certificate"

    def words(self) -> Words:
        """Return what the list says."""
        return Words(
            title=tr("Client certificates by host"),
            said=tr(
                "A request's own certificate counts before these. They are files: the system's "
                "store, smart cards and PKCS#11 modules are out of reach."
            ),
            add=tr("Add a client certificate"),
            switch=lambda host: tr("Show the certificate for {host}", host=host),
            gone=lambda host: tr(
                "The client certificate for {host} is no longer shown.", host=host
            ),
        )

    def fields(self) -> tuple[FormField, ...]:
        """Return what is asked for of one entry."""
        own = tr("Key, where it has a file of its own")
        return (
            host_field(self.name),
            FormField(
                "certificate",
                tr("Certificate"),
                "file",
                placeholder=".pem, .p12, .pfx",
                object_name="certificate_file",
            ),
            FormField("key_file", own, "file", object_name="key_file"),
            FormField(
                "passphrase",
                tr("Passphrase"),
                "secret",
                hint=tr("It is kept in the vault."),
                object_name="certificate_passphrase",
            ),
            environment_field(self.name),
        )

    def entries(self) -> tuple[Entry, ...]:
        """Return what is in the list."""
        return self._owner.value.certificates

    def with_entries(self, entries: tuple[Entry, ...]) -> PerHost:
        """Return all that is set for hosts, with other certificates."""
        certificates = cast("tuple[HostCertificate, ...]", entries)
        return msgspec.structs.replace(self._owner.value, certificates=certificates)

    def new(self) -> Entry:
        """Return an empty entry."""
        return HostCertificate()

    def shown(self, entry: Entry) -> dict[str, object]:
        """Return the values of the fields for an entry."""
        return msgspec.structs.asdict(entry)

    def typed(self, before: Entry) -> Entry:
        """Return the entry as it is typed."""
        texts = {name: self.form.text(name) for name in _TEXTS}
        passphrase = self.form.values.get("passphrase") or getattr(before, "passphrase", None)
        return msgspec.structs.replace(before, **texts, passphrase=passphrase)

    def described(self, entry: Entry) -> str:
        """Return the file, and where else it counts."""
        file, where = getattr(entry, "certificate", ""), entry.environment
        if where:
            return tr("{file}, in the environment {name}", file=file, name=where)
        return file
