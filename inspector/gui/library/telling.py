"""Tells how an operation on the disk ended: what did not work, and warnings."""

from inspector.gui.state.notices import Notices
from inspector.library.results import Done
from inspector.model.collection import Problem


def sentence(problem: Problem) -> str:
    """Return what, where and what to do, as one text."""
    where = f"({problem.where})" if problem.where else ""
    return " ".join(part for part in (problem.what, where, problem.todo) if part)


def went_well(done: Done, notices: Notices) -> bool:
    """Tell problems and warnings; return whether it was done."""
    for warning in done.warnings:
        notices.warn(sentence(warning))
    if done.problem is not None:
        notices.warn(sentence(done.problem))
    return done.problem is None
