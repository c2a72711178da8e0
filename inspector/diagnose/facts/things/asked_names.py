"""Words of a reply that repeat the name of the thing that was asked for."""

from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.reading.meanings import Meaning


def only_resembles(case: Case, meaning: Meaning) -> bool:
    """Whether words of 404 were read by examples, and hold the name of what is not there.

    A file may be called like what a server lacks: `secret/token.ipynb`.
    """
    name = case.sent.path.rpartition("/")[2]
    missing = case.status == HTTPStatus.NOT_FOUND and bool(name)
    return missing and meaning.by_example and name in meaning.statement.text
