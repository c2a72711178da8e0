"""Finds the rules: every module of their folder is one; and asks them all."""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache
from typing import Protocol, cast

import msgspec

from inspector.library.checking import rules as folder
from inspector.library.checking.gathering import Part
from inspector.library.checking.remark import Remark
from inspector.protocol.redaction import Known, masked_text


class Rule(Protocol):
    """A module of `checking.rules`. NAME: in words joined by `-`; SUMMARY: one sentence."""

    NAME: str
    SUMMARY: str

    def found(self, part: Part) -> Iterable[Remark]:
        """Yield what is wrong with one collection."""


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules by the names of their modules."""
    return tuple(
        cast("Rule", importlib.import_module(f"{folder.__name__}.{module.name}"))
        for module in pkgutil.iter_modules(folder.__path__)
    )


def check(parts: Iterable[Part]) -> tuple[Remark, ...]:
    """Return what all rules say of the collections, each thing once, by file and line.

    A name or reason that a remark repeats may itself hold the secret: it is masked.
    """
    found = {
        _masked(remark, Known(part.secrets)): None
        for part in parts
        for rule in rules()
        for remark in rule.found(part)
    }
    return tuple(sorted(found, key=lambda each: (each.file, each.line, each.rule, each.text)))


def _masked(remark: Remark, known: Known) -> Remark:
    return msgspec.structs.replace(
        remark, text=masked_text(remark.text, known), todo=masked_text(remark.todo, known)
    )
