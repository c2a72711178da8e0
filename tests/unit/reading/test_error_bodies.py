"""A success that carries an error is told from one that does not."""

import pytest

from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.reading.error_bodies import is_fault, says_error
from inspector.reading.reply import Heard


def heard(body):
    return Heard(
        0,
        Exchange(
            request=Message(method="GET", url="https://a.test/"),
            reply=Reply(status=200, body=body.encode()),
        ),
    )


@pytest.mark.parametrize(
    "body",
    [
        '{"ok":false}',
        '{"error":"x"}',
        '{"errors":[{"message":"x"}]}',
        '{"meta":{"rc":"error"},"data":[]}',
        '{"Response":{"Error":{"Code":"x"}}}',
        '{"code":40101,"msg":"no"}',
        '{"status":"REQUEST_DENIED"}',
    ],
)
def test_error(body):
    assert says_error(heard(body))


@pytest.mark.parametrize(
    "body",
    [
        '{"ok":true,"error":null,"errors":[]}',
        '{"code":0,"msg":"success"}',
        '{"code":200,"message":"OK"}',
        '{"items":[{"error":"x"}]}',
        "[]",
        "hello",
        '{"code":12345}',
    ],
)
def test_no_error(body):
    assert not says_error(heard(body))


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<?xml version='1.0'?><s:Envelope><s:Fault/></s:Envelope>", True),
        ("<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", True),
        ("<?xml version='1.0'?><rsp stat='fail'/>", True),
        ("<?xml version='1.0'?><rsp stat='ok'><title>Errors</title></rsp>", False),
        ('{"text":"<error>"}', False),
    ],
)
def test_faults_of_xml(body, fault):
    assert is_fault(heard(body)) is fault
    assert says_error(heard(body)) is fault
