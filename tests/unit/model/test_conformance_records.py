"""Every record of the model: frozen, through JSON and back, describable by a schema."""

import enum
import importlib
import pkgutil
import typing
from datetime import UTC, datetime

import msgspec
import pytest

import inspector.model
from inspector.model.annotation import Place
from inspector.model.exchange import Exchange
from inspector.model.experiment import SavedCredential
from inspector.model.finding import Cause, Certainty, Evidence, Finding
from inspector.model.fix import Change, Field, Fix
from inspector.model.kinds.bearer import Bearer
from inspector.model.message import Message
from inspector.model.secret import SecretRef

MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(inspector.model.__path__, "inspector.model.")
]
RECORDS = [
    kind
    for module in MODULES
    for kind in vars(module).values()
    if isinstance(kind, type)
    and issubclass(kind, msgspec.Struct)
    and kind.__module__ == module.__name__
]
FILLED = {
    "SavedCredential": SavedCredential(
        name="a", host="https://a", credential=Bearer(token=SecretRef(place="memory", name="t"))
    ),
    "Exchange": Exchange(request=Message(method="GET", url="http://a/")),
    "Finding": Finding(
        cause=Cause.CSRF_FAILURE,
        slug="csrf-token-missing",
        certainty=Certainty.CERTAIN,
        score=1.0,
        evidence=(Evidence(statement="no token", place=Place(start=0, end=3)),),
        fixes=(Fix(id="f", title="Fetch it", changes=(Change(field=Field("url"), after="x"),)),),
    ),
}


PLAIN = {
    str: "a",
    int: 1,
    float: 0.5,
    bool: True,
    bytes: b"a",
    datetime: datetime(2026, 1, 1, tzinfo=UTC),
}


def _value(kind):
    """Return a value of the type that a required field has."""
    if kind in PLAIN:
        return PLAIN[kind]
    if typing.get_origin(kind) is typing.Literal:
        return typing.get_args(kind)[0]
    if typing.get_origin(kind) is tuple:
        return ()
    if typing.get_args(kind):
        return None
    return next(iter(kind)) if issubclass(kind, enum.Enum) else _sample(kind)


def _sample(kind):
    if kind.__name__ in FILLED:
        return FILLED[kind.__name__]
    fields = msgspec.structs.fields(kind)
    return kind(**{field.name: _value(field.type) for field in fields if field.required})


def test_there_are_records():
    assert len(RECORDS) > 30


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_record_is_frozen_and_comes_back_from_json(kind):
    sample = _sample(kind)
    for field in msgspec.structs.fields(kind)[:1]:
        with pytest.raises(AttributeError):
            setattr(sample, field.name, None)
    again = msgspec.json.decode(msgspec.json.encode(sample), type=kind)
    assert again == sample
    assert msgspec.json.schema(kind)


def test_a_field_is_written_as_its_path():
    assert str(Field("credential", "token")) == "credential.token"
    assert str(Field("headers", "X.Y")) == "headers.X.Y"
    assert (str(Field("url")), str(Field(""))) == ("url", "")
