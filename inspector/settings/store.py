"""Holds the options' values, reads and writes their file, and tells who wants to know."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.disk.aside import set_aside
from inspector.disk.atomic import write_file
from inspector.disk.encoding import whole
from inspector.disk.reading import Unread, read_text
from inspector.disk.toml_lines import line_of
from inspector.model.collection import Problem
from inspector.model.request import Options
from inspector.settings.options import Option, Value, by_key, reject
from inspector.watchers import Watchers
from inspector.wording import tr

if TYPE_CHECKING:
    import tomlkit

Watcher = Callable[[str, Value], None]
KEYS = "keys"  # the table of shortcuts that were changed


class Settings:
    """The values of all options. Reading never fails: what is wrong is told as Problems.

    `get` and `set` do no I/O; `load` and `save` do, and may be called from any thread.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Value] = {}
        self._watchers = Watchers[str, Value]()
        self._keys: dict[str, str] = {}
        self._writing = threading.Lock()

    # ------------------------------------------------------------ values
    def get(self, key: str) -> Value:
        """Return the option's value. Raises KeyError for a key that is none."""
        return self._values.get(key, by_key()[key].default)

    def flag(self, key: str) -> bool:
        """Return the value of an option of kind "flag"."""
        return bool(self.get(key))

    def number(self, key: str) -> float:
        """Return the value of an option of kind "whole" or "number"."""
        return float(self.get(key))

    def text(self, key: str) -> str:
        """Return the value of any other option."""
        return str(self.get(key))

    def set(self, key: str, value: Value) -> Problem | None:
        """Change a value and tell the watchers; a value that does not fit changes nothing."""
        option = by_key()[key]
        wrong = reject(option, value)
        if wrong:
            return Problem(
                what=tr("{title}: this value does not fit.", title=option.title), todo=wrong
            )
        before = self.get(key)
        self._values[key] = value
        if value != before:
            self._watchers.tell(key, value)
        return None

    def reset(self, key: str) -> None:
        """Give an option its default again."""
        self.set(key, by_key()[key].default)

    def on_change(self, watcher: Watcher) -> Callable[[], None]:
        """Call `watcher(key, value)` after each change, on its thread; returns what ends that."""
        return self._watchers.add(watcher)

    # ------------------------------------------------------------ shortcuts
    @property
    def keys(self) -> Mapping[str, str]:
        """The shortcuts that were changed, by the id of their command; empty for none at all."""
        return self._keys

    def set_keys(self, command: str, keys: str | None) -> None:
        """Change a command's shortcut, written without the words of a system; None: its usual."""
        if keys is None:
            self._keys.pop(command, None)
        else:
            self._keys[command] = keys

    def request_options(self) -> Options:
        """Return the options that a new request starts with."""
        timeout = self.number("network.timeout")
        return Options(
            timeout=timeout or None,
            follow_redirects=self.flag("network.follow_redirects"),
            max_redirects=int(self.number("network.max_redirects")),
            verify_tls=self.flag("trust.verify_tls"),
            ca_file=self.text("trust.ca_file"),
            tls_min=self.text("trust.tls_min"),  # type: ignore[arg-type]  # one of its choices
            http_version=self.text("network.http_version"),  # type: ignore[arg-type]  # one of its choices
        )

    # ------------------------------------------------------------ the file
    def load(self) -> tuple[Problem, ...]:
        """Read the file; what does not fit is left at its default and told.

        A file that can't be read or is no TOML is kept aside under another name.
        """
        if not self._path.exists():
            return ()
        import tomllib  # noqa: PLC0415 - not where nothing was ever set

        try:
            text = read_text(self._path)
            content = tomllib.loads(text)
        except Unread as error:
            return (self._keep_aside(error.problem.what),)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            what = tr("The settings are no valid TOML: {reason}", reason=error)
            return (self._keep_aside(what),)
        return tuple(self._take(content, text))

    def save(self) -> Problem | None:
        """Write changed values into the file, keeping its comments; None when it is on the disk."""
        import tomlkit  # noqa: PLC0415 - reading needs none, and the window opens sooner

        with self._writing:
            document = self._document()
            for key, option in by_key().items():
                _write_value(document, option, self.get(key))
            _write_keys(document, dict(self._keys))
            return write_file(self._path, whole(tomlkit.dumps(document)).encode("utf-8"))

    def _document(self) -> "tomlkit.TOMLDocument":
        import tomlkit  # noqa: PLC0415 - as above

        try:
            return tomlkit.parse(read_text(self._path))
        except (Unread, ValueError, RecursionError):
            return tomlkit.document()

    def _keep_aside(self, what: str) -> Problem:
        kept = set_aside(self._path)
        todo = tr("The defaults are used. The old file is kept as {path}.", path=kept or self._path)
        return Problem(what=what, where=str(self._path), todo=todo)

    def _take(self, content: Mapping[str, Any], text: str) -> list[Problem]:
        problems = []
        for key, value in _flat(content):
            option = by_key().get(key)
            group, _, name = key.partition(".")
            if group == KEYS and name and isinstance(value, str):
                self._keys[name] = value
                continue
            if option is None:
                what = tr("There is no option {key}.", key=key)
                todo = tr("Remove the line, or correct the name.")
            elif wrong := reject(option, value):
                what = tr("The value of {key} does not fit; the default is used.", key=key)
                todo = wrong
            else:
                self.set(key, value)
                continue
            where = f"{self._path}:{line_of(text, tuple(key.split('.')))}: {key}"
            problems.append(Problem(what=what, where=where, todo=todo))
        return problems


def _flat(content: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return `group.name` and value of each entry; a group that is no table stands as it is."""
    found: list[tuple[str, Any]] = []
    for group, inside in content.items():
        if isinstance(inside, dict):
            found += [(f"{group}.{name}", value) for name, value in inside.items()]
        else:
            found.append((group, inside))
    return found


def _write_value(document: "tomlkit.TOMLDocument", option: Option, value: Value) -> None:
    """Put a value into the document; one that is the default and not written there stays out."""
    import tomlkit  # noqa: PLC0415 - as above
    from tomlkit.items import Table  # noqa: PLC0415 - as above

    group, name = option.key.split(".")
    table = document.get(group)
    if not isinstance(table, Table):
        if value == option.default:
            return
        table = tomlkit.table()
        document[group] = table
    if (name in table or value != option.default) and table.get(name) != value:
        table[name] = value


def _write_keys(document: "tomlkit.TOMLDocument", keys: Mapping[str, str]) -> None:
    """Put the changed shortcuts into the document, and take out those that are so no longer."""
    import tomlkit  # noqa: PLC0415 - as above
    from tomlkit.items import Table  # noqa: PLC0415 - as above

    table = document.get(KEYS)
    if not isinstance(table, Table):
        if not keys:
            return
        table = tomlkit.table()
        document[KEYS] = table
    for name in [each for each in table if each not in keys]:
        del table[name]
    for name, value in keys.items():
        if table.get(name) != value:
            table[name] = value
