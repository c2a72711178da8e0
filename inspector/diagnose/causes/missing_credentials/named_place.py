"""The reply names the header or parameter it looks at, and the credential stands elsewhere."""

import re

from inspector.diagnose.facts.case import Case, said
from inspector.diagnose.facts.named_places import named_place, second_part
from inspector.diagnose.facts.suspicion import Found, fact
from inspector.diagnose.facts.weights import CLEAR, STRONG
from inspector.reading.meanings import Meaning
from inspector.reading.statuses import MAY_BE_WRONG_ADDRESS
from inspector.wording import tr

_OF_A_KEY = re.compile(r"(?i)key|token|secret")


def looked_for_elsewhere(case: Case) -> Found:
    """A credential was sent, but not under the name that the reply asks for."""
    if case.status not in MAY_BE_WRONG_ADDRESS and not case.is_hidden_error:
        return
    main = case.sent.main
    found = named_place(case) if main is not None and case.sent.credentials else None
    if main is None or found is None:
        return
    name, statement = found
    # A key behind Bearer came under the wrong scheme; a token there is the other credential.
    as_token = main.scheme == "bearer" and not main.claims and bool(_OF_A_KEY.search(name))
    yield case.suspect(
        "key-sent-in-another-way" if as_token else "key-in-wrong-place",
        STRONG,
        said(Meaning("missing", statement, 1.0)),
        fact(
            tr(
                "{wanted} was not sent; the credential stands in {name}.",
                wanted=name,
                name=main.name,
            ),
            main.place,
        ),
        case.status_evidence,
        name=main.name,
        wanted=name,
        sent=main.scheme.capitalize(),
    )


def second_part_missing(case: Case) -> Found:
    """The reply asks for a second part, an ID or key of the application, beside what was sent."""
    main = case.sent.main
    if main is None or not case.sent.credentials:
        return
    if case.status not in MAY_BE_WRONG_ADDRESS and not case.is_hidden_error:
        return
    found = second_part(case)
    if found is None:
        return
    name, statement = found
    yield case.suspect(
        "second-part-missing",
        CLEAR,
        said(Meaning("missing", statement, 1.0)),
        fact(tr("Only {name} was sent.", name=main.name), main.place),
        case.status_evidence,
        name=main.name,
        wanted=name,
    )


RULES = (looked_for_elsewhere, second_part_missing)
