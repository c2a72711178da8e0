"""The proxies of the hosts, each with its login."""

from typing import cast

import msgspec

from inspector.gui.forms.form_field import FormField
from inspector.gui.settings.host_list_card import (
    HostListCard,
    Words,
    environment_field,
    host_field,
)
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.none import NoCredential
from inspector.model.kinds.proxy_login import (
    BY_PASSWORD,
    BY_TICKET,
    ProxyLogin,
    choices,
    of_kind,
    with_password,
)
from inspector.model.request import HostProxy, PerHost
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.settings.per_host import Entry
from inspector.wording import tr


class ProxiesCard(HostListCard):
    """Which host is reached through which proxy."""

    name = "proxy"

    def words(self) -> Words:
        """Return what the list says."""
        return Words(
            title=tr("Proxies by host"),
            said=tr(
                "A request's own proxy counts before these, and these before the proxy of all "
                "hosts. This machine itself is reached directly unless it is named here."
            ),
            add=tr("Add a proxy"),
            switch=lambda host: tr("Use the proxy for {host}", host=host),
            gone=lambda host: tr("The proxy for {host} is no longer used.", host=host),
        )

    def fields(self) -> tuple[FormField, ...]:
        """Return what is asked for of one entry."""
        by_password, by_ticket = ("login", BY_PASSWORD), ("login", BY_TICKET)
        return (
            host_field(self.name),
            FormField(
                "proxy",
                tr("Proxy"),
                placeholder="http://proxy.example.com:3128",
                hint=tr("An address, “none” for a direct way, or “system”."),
                object_name="proxy_address",
            ),
            FormField("login", tr("Its login"), "choice", choices(), object_name="proxy_login"),
            FormField(
                "user",
                tr("User"),
                placeholder=tr("none"),
                half=True,
                when=by_password,
                object_name="proxy_user",
            ),
            FormField(
                "password",
                tr("Password"),
                "secret",
                half=True,
                when=by_password,
                object_name="proxy_password",
            ),
            FormField(
                "service",
                tr("Service"),
                placeholder="HTTP@proxy.example.com",
                hint=tr("Only where it isn't HTTP at the proxy's name."),
                when=by_ticket,
                object_name="proxy_service",
            ),
            environment_field(self.name),
        )

    def entries(self) -> tuple[Entry, ...]:
        """Return what is in the list."""
        return self._owner.value.proxies

    def with_entries(self, entries: tuple[Entry, ...]) -> PerHost:
        """Return all that is set for hosts, with other proxies."""
        proxies = cast("tuple[HostProxy, ...]", entries)
        return msgspec.structs.replace(self._owner.value, proxies=proxies)

    def new(self) -> Entry:
        """Return an empty entry."""
        return HostProxy()

    def shown(self, entry: Entry) -> dict[str, object]:
        """Return the values of the fields for an entry."""
        login = _login(entry)
        return {
            **msgspec.structs.asdict(entry),
            "login": login.kind if login.is_given else Basic.tag(),
            "user": getattr(login, "user", ""),
            "password": getattr(login, "password", NO_SECRET),
            "service": getattr(login, "service", ""),
        }

    def typed(self, before: Entry) -> Entry:
        """Return the entry as it is typed."""
        texts = {name: self.form.text(name) for name in ("host", "proxy", "environment")}
        return msgspec.structs.replace(before, **texts, credential=self._typed_login(before))

    def _typed_login(self, before: Entry) -> ProxyLogin:
        login = of_kind(str(self.form.values.get("login") or Basic.tag()), _login(before))
        if not login.is_login():
            return msgspec.structs.replace(login, service=self.form.text("service"))
        given = self.form.values.get("password")
        user, password = (
            self.form.text("user"),
            given if isinstance(given, SecretRef) else NO_SECRET,
        )
        if not (user or password):
            return NoCredential()
        return with_password(login, user, password)

    def described(self, entry: Entry) -> str:
        """Return the proxy, and where it counts."""
        said, user = _proxy(entry), _login(entry).user_name
        if user:
            said = tr("{proxy} as {user}", proxy=said, user=user)
        if entry.environment:
            said = tr("{proxy}, in the environment {name}", proxy=said, name=entry.environment)
        return said


def _login(entry: Entry) -> ProxyLogin:
    return entry.credential if isinstance(entry, HostProxy) else NoCredential()


def _proxy(entry: Entry) -> str:
    """Return where it leads, in words where it is no address."""
    written = entry.proxy if isinstance(entry, HostProxy) else ""
    words = {"none": tr("no proxy, the direct way"), "system": tr("as your system is set")}
    return words.get(written, written)
