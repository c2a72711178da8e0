"""Requests, credentials and cells that the tests of the matrix share."""

from inspector.model.finding import Cause, Certainty
from inspector.model.kinds.basic import Basic
from inspector.model.kinds.bearer import Bearer
from inspector.model.matrix import Candidate, Cell, Matrix, Subject
from inspector.model.request import Request
from inspector.model.secret import SecretRef

HOME = "https://api.example:443"
ORDERS = Subject(
    label="Orders", detail="GET api.example/a", request=Request(url="https://api.example/a")
)
BILLS = Subject(
    label="Bills",
    detail="DELETE api.example/b",
    request=Request(url="https://api.example/b", method="DELETE"),
)
NONE = Candidate(label="No credential")
TOKEN = Candidate(
    label="Bearer token",
    detail="from Orders",
    credential=Bearer(token=SecretRef(place="memory", name="t")),
    origin=HOME,
)
ADA = Candidate(
    label="Basic, ada",
    credential=Basic(user="ada", password=SecretRef(place="memory", name="p")),
    origin=HOME,
)
REFUSED = Cell(
    request="Orders",
    credential="No credential",
    status=401,
    accepted=False,
    cause=Cause.MISSING_CREDENTIALS,
    title="No credentials were sent",
    certainty=Certainty.CERTAIN,
)
ALIKE = Cell(
    request="Orders",
    credential="Bearer token",
    column=1,
    status=401,
    accepted=False,
    cause=Cause.INVALID_CREDENTIALS,
    title="The token was refused",
    certainty=Certainty.POSSIBLE,
    same_as="No credential",
)
GIVEN = Cell(request="Orders", credential="Bearer token", column=1, status=200, accepted=True)
HELD = Cell(
    request="Bills", credential="No credential", row=1, not_run="DELETE needs your consent."
)


def matrix(*cells, requests=("Orders",), **more):
    """A matrix of these cells."""
    credentials = ("No credential", "Bearer token")
    sent = sum(not cell.not_run for cell in cells)
    known = {"requests": requests, "credentials": credentials, "cells": cells, "exchanges": sent}
    return Matrix(**{**known, **more})
