"""Finds the row of a request in which a key stands, or into which one belongs."""

from inspector.diagnose.facts.case import Case
from inspector.diagnose.facts.suspicion import Suspicion
from inspector.model.fix import Field
from inspector.model.kinds.api_key import ApiKey
from inspector.model.request import QueryParam, RequestHeader

KEY = Field("credential", ApiKey.secret_field())


def beside_authorization(case: Case, suspicion: Suspicion) -> Field | None:
    """Return where the request holds a key that was sent beside Authorization, and is meant."""
    sent, request = case.sent, case.trace.attempt.request
    named = suspicion.values.get("name")
    key = next((one for one in sent.keys if one.name == named), None)
    if key is None or request is None or sent.authorization is None:
        return None
    place = (key.where, key.name.lower())
    for at, each in enumerate(request.also):
        if (each.travels.place, each.travels.name.lower()) == place and each.secret_field():
            return Field("also", f"{at}.{each.secret_field()}")
    if key.where == "header" and any(_is_on(row, key.name) for row in request.headers):
        return Field("headers", key.name)
    if key.where == "query" and any(_is_on(row, key.name) for row in request.query):
        return Field("query", key.name)
    own = request.credential.travels
    return KEY if (own.place, own.name.lower()) == place else None


def empty_row(case: Case, suspicion: Suspicion) -> Field | None:
    """Return the header that stands there without the key that belongs into it."""
    request, name = case.trace.attempt.request, str(suspicion.values.get("name", ""))
    if suspicion.slug != "empty-credential" or request is None or case.sent.authorization:
        return None
    empty = any(_is_on(row, name) and not row.value.strip() for row in request.headers)
    return Field("headers", name) if empty else None


def _is_on(row: RequestHeader | QueryParam, name: str) -> bool:
    return row.enabled and row.name.lower() == name.lower()
