"""A success that carries an error is told from one that does not."""

import pytest

from inspector.model.exchange import Exchange
from inspector.model.message import Message, Reply
from inspector.reading.error_bodies import (
    empty_session,
    is_brief,
    is_fault,
    refuses_login,
    says_error,
)
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
        '{"pages":3,"error":{"code":0,"message":"No such key"}}',
        '{"pages":3,"error":{"code":0,"success":false,"message":""}}',
        '{"pages":3,"error":{"code":7,"message":""}}',
        '{"pages":3,"error":{"code":0,"message":"success","inner":{"code":7}}}',
        '{"error":"not successful"}',
        (
            '{"jsonrpc":"2.0","id":1,"version":"3","time":1,"signature":"x",'
            '"result":{"status":true,"value":false,"authentication":"REJECT"}}'
        ),
        '{"error":"x"}',
        '{"errors":[{"message":"x"}]}',
        '{"meta":{"rc":"error"},"data":[]}',
        '{"Response":{"Error":{"Code":"x"}}}',
        '{"code":40101,"msg":"no"}',
        '{"status":"REQUEST_DENIED"}',
        '{"error_body":{"user_message":"wrong name"}}',
        '{"tillCode":"5001","tillMessage":"Begin anew"}',
        '{"response":{"message":"no such key"},"code":1004}',
        '{"fehler":"Unbekannter Nutzer"}',
        '{"ErrorId":1,"LoginData":null}',
        "<tide><errorCode>4025</errorCode><errorName>Wrong key</errorName></tide>",
        "<tide><Outcome><errmsg>not registered</errmsg></Outcome></tide>",
        '<tide result="Failed" verboseErrorMessage="No such key"/>',
        "<tide><code><![CDATA[FAIL]]></code><msg><![CDATA[bad sign]]></msg></tide>",
        "error=3000&errorMessage=key+wrong",
        '{"Authenticated":false,"user":null}',
        '{"authenticated":false,"csrfToken":"c1c14ddda1caa5741671e08e4acdbb6d186dec50"}',
        '{"authenticated":false,"sessionId":"c1c14ddda1caa5741671e08e4acdbb6d186dec50"}',
        '{"authenticated":false,"mfa_token":"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNh"}',
        '{"success":false,"secret":"c1c14ddda1caa5741671e08e4acdbb6d186dec50"}',
    ],
)
def test_error(body):
    assert says_error(heard(body))


@pytest.mark.parametrize(
    "body",
    [
        '{"ok":true,"error":null,"errors":[]}',
        '{"Authenticated":false,"Secret":"c1c14ddda1caa5741671e08e4acdbb6d186dec50","Code":"418230"}',
        '{"authorized":false,"device_code":"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNh"}',
        '{"pages":3,"error":{"code":0,"message":"success"}}',
        '{"pages":3,"Error":{"Code":"0","Text":"No error","Details":[]}}',
        '{"pages":3,"fault":{"id":null,"text":null}}',
        '{"pages":3,"error":{"status":"ok","code":200,"message":"OK"}}',
        '{"error":"The operation completed successfully.","own_error_text":"successful!","n":1}',
        '{"code":0,"msg":"success"}',
        '{"code":200,"message":"OK"}',
        '{"items":[{"error":"x"}]}',
        '{"failed":["row 7"],"imported":12}',
        '{"failed":{"rows":3},"passed":4}',
        '{"passed":10,"failed":1}',
        '{"title":"My region","default":"eu-west-1","defaultMessage":"All is well here"}',
        '{"status":"open","book":{"title":"The Red Book","description":"A story"}}',
        '{"currencyCode":"978","currencyText":"Euro"}',
        "<tide><code>4711</code><text>Blue</text></tide>",
        '{"errorId":"none"}',
        '{"errorNo":false}',
        '{"standardError":0.12,"mean":4}',
        '{"errorId":0,"errno":"0","data":{}}',
        '{"lastErrors":{"relay":"no host"},"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}',
        '{"countryCode":"49","countryText":""}',
        "<tide><code>DE</code><description>Germany</description></tide>",
        "<tide><status>shipped</status><message>On its way</message></tide>",
        "<tide><error>false</error></tide>",
        "page=2&message=hello",
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


@pytest.mark.parametrize(
    ("body", "brief"),
    [
        ('{"message":"Invalid key"}', True),
        ('cb({"error_message":"Key is wrong"});', True),
        ("ERR: 001, no", True),
        ('{"users":[{"note":"a b"}]}', False),
        ('{"a":"x y","b":1,"c":2,"d":3,"e":4,"f":5,"g":6}', False),
        ("x" * 400, False),
    ],
)
def test_a_body_that_holds_only_a_message(body, brief):
    assert is_brief(heard(body).content) is brief


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ('{"factors":["totp"],"stateToken":"x1"}', True),
        ('{"session_id":"","user":"ann"}', True),
        ("<?xml version='1.0'?><s><SID>0000000000000000</SID></s>", True),
        ("<?xml version='1.0'?><s><lockTime>300</lockTime><leftTimes>0</leftTimes></s>", True),
        ('{"token":"a1b2c3","factors":[]}', False),
    ],
)
def test_a_login_that_let_nobody_in(body, refused):
    assert refuses_login(heard(body)) is refused


def test_a_session_of_zeros_is_none():
    assert empty_session([("sid", "0000-0000")])
    assert not empty_session([("sid", "0000-0001"), ("csrf_token", "")])
