"""Refusals from short texts, and the request that met them."""

import pytest

from inspector.compose.scope import Scope
from inspector.diagnose.facts.case import Trace
from inspector.diagnose.trial.baseline import Ground
from inspector.diagnose.trial.part import ExperimentContext
from inspector.model.experiment import Outcome, Plan
from inspector.model.kinds.bearer import Bearer
from inspector.model.request import Request
from inspector.model.secret import SecretRef
from tests.fixtures.short_texts import attempt_of

TOKEN = "> GET https://api.test/orders\n> Authorization: Bearer abc.def\n"
REFUSED = "< 401 Unauthorized\n< WWW-Authenticate: Bearer realm=r\n<< {}"


class Store:
    """References for values, as the vault gives them."""

    def __init__(self):
        self.values = {}

    def put(self, value):
        ref = SecretRef(place="keyring", name=f"secret-{len(self.values)}")
        self.values[ref] = value
        return ref

    def text(self, ref):
        return ref.name if ref.place == "text" else self.values.get(ref, "")


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def means(store):
    def no_token(_request, _exchanges):
        return
        yield

    return ExperimentContext(
        reveal=store.text,
        put=store.put,
        fill=lambda text: text,
        with_csrf_token=no_token,
        with_cookies=lambda request, _: request,
        with_fresh_login=no_token,
    )


@pytest.fixture
def case():
    """The last exchange of an attempt written as text; `>` lines may be left out."""

    def made(text, sent=TOKEN):
        attempt = attempt_of(text if text.lstrip().startswith(">") else sent + text)
        return Trace(attempt).case(len(attempt.exchanges) - 1)

    return made


@pytest.fixture
def ground(case):
    def made(text=REFUSED, request=None, scope=None):
        found = case(text)
        own = request or Request(
            url=found.trace.exchanges[0].request.url,
            method=found.trace.exchanges[0].request.method,
            credential=Bearer(token=SecretRef(place="text", name="abc.def")),
        )
        return Ground(found, own, scope or Scope())

    return made


@pytest.fixture
def outcome():
    """An outcome as if an experiment had been answered like this."""

    def made(name, text="", result="same", sent=TOKEN):
        plan = Plan(id=name, question="?", varies="x")
        attempt = attempt_of(text if text.startswith(">") else sent + text) if text else None
        return Outcome(plan=plan, result=result, attempt=attempt)

    return made
