"""Holds what is set for hosts, reads and writes its file; secrets are in it as references only."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from inspector.disk.aside import set_aside
from inspector.disk.atomic import write_file
from inspector.disk.encoding import whole
from inspector.disk.reading import Unread, read_text
from inspector.model.collection import Problem
from inspector.model.request import HostCertificate, HostProxy, PerHost
from inspector.model.secret import NO_SECRET, SecretRef
from inspector.protocol.urls import ANY, ProxyError, is_pattern, proxy_of
from inspector.watchers import Watchers
from inspector.wording import tr

Entry = HostCertificate | HostProxy
E = TypeVar("E", HostCertificate, HostProxy)

_SYSTEM, _NO_PROXY = "system", "none"


def reject(entry: Entry) -> str:
    """Return why an entry can't be used, as a sentence; empty where it can."""
    if not is_pattern(entry.host):
        return tr("Write a host, “*.” and a domain, or “*”; “:” and a port may follow.")
    if isinstance(entry, HostProxy):
        return _reject_proxy(entry.proxy.strip())
    return "" if entry.certificate.strip() else tr("Choose the file of the certificate.")


def _reject_proxy(text: str) -> str:
    if text in {_SYSTEM, _NO_PROXY}:
        return ""
    if not text:
        return tr("Write the proxy's address, “none” or “system”.")
    try:
        read = proxy_of(text)
    except ProxyError as error:
        return str(error)
    if read.user or read.password:
        return tr("The address is kept in a file; enter user and password below it.")
    return ""


class PerHostSettings:
    """Owner of the lists. `value` and `replace` do no I/O; `load` and `save` do, on any thread."""

    def __init__(
        self, path: Path | None = None, general: Callable[[], str] = lambda: _SYSTEM
    ) -> None:
        """Take the file; without one nothing outlives this run. general: the proxy for any host."""
        self._path = path
        self._general = general
        self._value = PerHost()
        self._watchers = Watchers[[]]()
        self._writing = threading.Lock()

    @property
    def value(self) -> PerHost:
        """What is set now."""
        return self._value

    def in_use(self, environment: str) -> PerHost:
        """Return what counts in an environment; the proxy for any host stands last."""
        found, general = self._value.in_use(environment), self._general()
        if general in {"", _SYSTEM}:
            return found
        last = HostProxy(host=ANY, proxy=general)
        return msgspec.structs.replace(found, proxies=(*found.proxies, last))

    def replace(self, value: PerHost) -> None:
        """Set other lists and tell the watchers."""
        self._value = value
        self._watchers.tell()

    def on_change(self, watcher: Callable[[], None]) -> Callable[[], None]:
        """Call `watcher()` after each change, on the thread that made it; returns what ends it."""
        return self._watchers.add(watcher)

    def load(self) -> tuple[Problem, ...]:
        """Read the file; an entry that does not fit is left out and told."""
        if self._path is None or not self._path.exists():
            return ()
        import tomllib  # noqa: PLC0415 - not where nothing was ever set

        try:
            content = tomllib.loads(read_text(self._path))
        except Unread as error:
            return (error.problem,)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            kept = set_aside(self._path)
            what = tr("The settings for hosts are no valid TOML: {reason}", reason=error)
            todo = tr(
                "None of them counts. The old file is kept as {path}.", path=kept or self._path
            )
            return (Problem(what=what, where=str(self._path), todo=todo),)
        return tuple(self._take(content))

    def save(self) -> Problem | None:
        """Write the file; None when it is on the disk."""
        if self._path is None:
            return None
        import tomlkit  # noqa: PLC0415 - reading needs none, and the window opens sooner

        with self._writing:
            document = tomlkit.document()
            lists = {"certificate": self._value.certificates, "proxy": self._value.proxies}
            for name, entries in lists.items():
                rows = tomlkit.aot()
                for each in entries:
                    rows.append(tomlkit.item(msgspec.to_builtins(each)))
                document.add(name, rows)
            return write_file(self._path, whole(tomlkit.dumps(document)).encode("utf-8"))

    def _take(self, content: dict[str, Any]) -> list[Problem]:
        problems: list[Problem] = []

        def taken(name: str, kind: type[E], what: Callable[[int], str]) -> tuple[E, ...]:
            rows, found = content.get(name), []
            for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
                entry, wrong = _read(row, kind)
                if entry is not None:
                    found.append(entry)
                    continue
                said = Problem(what=what(number), where=str(self._path), todo=wrong)
                problems.append(said)
            return tuple(found)

        certificates = taken("certificate", HostCertificate, _certificate_does_not_fit)
        proxies = taken("proxy", HostProxy, _proxy_does_not_fit)
        self.replace(PerHost(certificates=certificates, proxies=proxies))
        return problems


def _certificate_does_not_fit(number: int) -> str:
    return tr("Client certificate {number} of the list does not fit.", number=number)


def _proxy_does_not_fit(number: int) -> str:
    return tr("Proxy {number} of the list does not fit.", number=number)


def _read(row: Any, kind: type[E]) -> tuple[E | None, str]:
    """Return an entry, or why it is none. A secret in clear is never taken from the file."""
    try:
        entry = _without_clear(msgspec.convert(row, kind))
    except msgspec.ValidationError as error:
        return None, str(error)
    wrong = reject(entry)
    return (None, wrong) if wrong else (entry, "")


def _without_clear(record: Any) -> Any:
    """Return a record without the secrets that are written in it, or that no run remembers."""
    if isinstance(record, SecretRef):
        return NO_SECRET if record.place in {"text", "memory"} else record
    if not isinstance(record, msgspec.Struct):
        return record
    fields = {name: _without_clear(getattr(record, name)) for name in record.__struct_fields__}
    return msgspec.structs.replace(record, **fields)
