"""Finds the experiments: every module in `experiments` that has an EXPERIMENT."""

import importlib
import pkgutil
from functools import cache

from inspector.diagnose import experiments
from inspector.diagnose.trial.part import Experiment


@cache
def all_experiments() -> dict[str, Experiment]:
    """Return the experiments by id, in the order of the folder; imported when first asked for."""
    names = sorted(module.name for module in pkgutil.iter_modules(experiments.__path__))
    found = (importlib.import_module(f"{experiments.__name__}.{name}").EXPERIMENT for name in names)
    return {one.id: one for one in found}


def experiment(name: str) -> Experiment:
    """Return one experiment. Raises KeyError for an id that is none."""
    return all_experiments()[name]
