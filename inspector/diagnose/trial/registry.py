"""Finds the experiments: every module in `experiments` that has an EXPERIMENT."""

import importlib
import pkgutil
from functools import cache

from inspector.diagnose.trial.part import Experiment

_FOLDER = "inspector.diagnose.experiments"  # above this room: found by name, never imported


@cache
def all_experiments() -> dict[str, Experiment]:
    """Return the experiments by id, in the order of the folder; imported when first asked for."""
    folder = importlib.import_module(_FOLDER).__path__
    names = sorted(module.name for module in pkgutil.iter_modules(folder, f"{_FOLDER}."))
    found = (importlib.import_module(name).EXPERIMENT for name in names)
    return {one.id: one for one in found}


def experiment(name: str) -> Experiment:
    """Return one experiment. Raises KeyError for an id that is none."""
    return all_experiments()[name]
