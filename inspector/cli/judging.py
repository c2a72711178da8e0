"""Asks on standard error about headers that nobody knows, and takes the answers by options."""

import argparse
from collections.abc import Iterable

from inspector.cli.inputs import NotReadable
from inspector.cli.messages import complain, complain_about
from inspector.model.exchange import Exchange
from inspector.protocol.redaction import JudgedNames, KnownValues, asked_names
from inspector.settings.judged import judge, judged_names
from inspector.settings.places import places
from inspector.settings.store import Settings
from inspector.wording import tr, tr_n


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    group = parser.add_argument_group(tr("unknown headers"))
    group.add_argument(
        "--secret-header",
        action="append",
        default=[],
        metavar="NAME",
        help=tr("mask whatever this header holds, now and later"),
    )
    group.add_argument(
        "--open-header",
        action="append",
        default=[],
        metavar="NAME",
        help=tr("a long random value of this header is no secret: show it, now and later"),
    )


def judged_by(options: argparse.Namespace) -> JudgedNames:
    """Return the names judged before and by these options, which are kept; raises NotReadable."""
    settings = Settings(places().settings)
    settings.load()
    answers = [(name, True) for name in options.secret_header]
    answers += [(name, False) for name in options.open_header]
    for name, is_secret in answers:
        if problem := judge(settings, name, is_secret=is_secret):
            raise NotReadable(problem)
    if answers and (problem := settings.save()):
        complain_about(problem)
    return judged_names(settings)


def asked_in(exchanges: Iterable[Exchange], known: Iterable[str]) -> tuple[str, ...]:
    """Return the names to ask about; known: the values of the vault, with what was judged."""
    return asked_names(exchanges, KnownValues(known))


def ask(names: Iterable[str]) -> None:
    """Say in one line which headers are masked until somebody says whether they are secret."""
    asked = {name.lower(): name for name in names}
    if not asked:
        return
    complain(
        tr_n(
            "Is {names} a secret? It is masked until you answer with --secret-header NAME or "
            "--open-header NAME.",
            "Are these headers secrets: {names}? They are masked until you answer with "
            "--secret-header NAME or --open-header NAME.",
            len(asked),
            names=", ".join(asked.values()),
        )
    )
