import inspect

from inspector.protocol import redaction


def test_everything_promised_is_there():
    for name in redaction.__all__:
        assert hasattr(redaction, name)


def test_public_functions_say_what_they_do():
    for name in redaction.__all__:
        thing = getattr(redaction, name)
        if callable(thing):
            assert inspect.getdoc(thing)
