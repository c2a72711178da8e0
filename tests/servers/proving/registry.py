"""Finds the places: each module under `places` that says which programs it needs and starts one."""

import importlib
import tempfile
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
INSTALLED = ROOT / ".servers"
LABS = ("mocklab",)  # practice servers of our own, for a table of their own


def places(*, labs=False):
    """Return the modules by the names of their servers; labs: those of our own in their stead."""
    found = {}
    for path in sorted((HERE / "places").rglob("*.py")):
        if path.name.startswith("_"):
            continue
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if (path.stem in LABS) == labs:
            found[path.stem] = name
    return found


def module_of(name):
    """Return the module of a server."""
    return importlib.import_module((places() | places(labs=True))[name])


def missing(module):
    """Return the programs of a place that are not installed here."""
    return [path for path in map(str, module.NEEDS) if not Path(path).exists()]


@contextmanager
def started(name):
    """Start a place in a folder of its own, which other users can enter; it ends afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"request-inspector-{name}-") as folder:
        Path(folder).chmod(0o755)
        with module_of(name).started(Path(folder)) as place:
            yield place
