"""Runs every measurement and prints its figure as a ratio against its peer in the same run."""

import importlib
import os
import pkgutil
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(wanted):
    """Run the measurements named, or all; leave with 1 when a ratio is over its goal."""
    over = []
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed is compiled once
    for module in sorted(pkgutil.iter_modules([str(HERE)]), key=lambda m: m.name):
        if module.name.startswith("_") or (wanted and module.name not in wanted):
            continue
        measure = getattr(
            importlib.import_module(f"tests.benchmarks.{module.name}"), "measure", None
        )
        for figure in measure() if measure is not None else ():  # some print a table of their own
            mark = "ok  " if figure.ratio <= figure.goal else "OVER"
            over += [figure] if mark == "OVER" else []
            print(
                f"{mark} {figure.name}: {figure.ratio:.2f} (goal {figure.goal:g}) {figure.detail}"
            )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
