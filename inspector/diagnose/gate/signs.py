"""What the tables of the gate are made of, and whether a product's own words refuse."""

from collections.abc import Callable, Container
from http import HTTPStatus

from inspector.diagnose.facts.case import Case
from inspector.reading.statuses import ERRORS, SERVER_ERRORS

Test = Callable[[Case], object]
"""Whether a reply shows one sign of a refusal: any true value is one."""
Signs = tuple[Container[int], tuple[Test, ...]]
"""The statuses at which these signs count, and the test of each."""
CLIENT_ERRORS = frozenset(ERRORS) - {*SERVER_ERRORS, HTTPStatus.TOO_MANY_REQUESTS}
"""Every error but the server's own; 429 refuses by itself."""
CLEAR = 0.59  # trust from which words in a reply of 2xx, or in a fault, are about access
_PRODUCT_SURE = 0.6  # weight from which a product's words make a reply a refusal


def once(fact: Callable[[Case], object]) -> Test:
    """Return the test whether a fact shows, which is looked for once in a case."""
    return lambda case: case.once(fact)


def knows(case: Case) -> bool:
    """Whether a product's own knowledge reads a failure of access out of the reply."""
    return any(known.says.weight >= _PRODUCT_SURE for known in case.known)
