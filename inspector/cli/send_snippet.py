"""`send --snippet`: the request as code, with variables for its secrets; nothing is sent."""

import sys

from inspector.cli.inputs import NotReadable
from inspector.cli.messages import NOTHING_FOUND
from inspector.cli.sending import opened
from inspector.cli.source import Source
from inspector.export.code.snippet import language_named, languages
from inspector.model.collection import Problem
from inspector.wording import tr
from inspector.workbench.attempts.as_code import code_of


def print_snippet(source: Source, name: str, *, renewing: bool = False) -> int:
    """Print it and return the exit status; raises NotReadable where the language can't say it.

    renewing: as code that handles a 401.
    """
    _check(name)
    request, scope = source.request, source.scope
    with opened(source) as bench:
        code = bench.run(code_of(bench.workbench, request, scope, (name,), renewing=renewing))
    if code.failure:
        raise NotReadable(Problem(what=code.failure, todo=tr("Nothing was sent.")))
    made = code.snippets[name]
    if made.refused:
        todo = "" if renewing else tr("Choose another language, such as curl.")
        raise NotReadable(Problem(what=made.refused, todo=todo))
    sys.stdout.write(made.text)
    return NOTHING_FOUND


def _check(name: str) -> None:
    try:
        language_named(name)
    except KeyError:
        names = ", ".join(each.NAME for each in languages())
        what = tr("There is no snippet for {name}.", name=repr(name))
        raise NotReadable(
            Problem(what=what, todo=tr("Choose one of {names}.", names=names))
        ) from None
