"""Names whose value decides are read alike in JSON, XML, forms and queries."""

import json

import pytest

from inspector.model.message import latin1
from inspector.protocol.masking.secret_spans import field_spans, is_secret_pair, text_spans
from inspector.protocol.redaction import masked_text

RANDOM = "SdTBUNrd5hDvsT8qOsIy"
PASSWORDS = ("pass", "Pass", "user_pass", "auth_pass", "smtp_pass", "dbPass", "log_pass")
OTHERS = ("session", "ticket", "totp", "mfa", "refresh", "passcode")
ABROAD = (
    "kennwort", "mot_de_passe", "contraseña", "contrasena", "senha", "nova_senha", "wachtwoord",
    "пароль", "Пароль", "密码", "密碼", "hasło", "HASŁO", "haslo", "lösenord", "parola", "şifre",
    "heslo", "jelszó", "salasana", "adgangskode", "パスワード", "비밀번호",
)  # fmt: skip


def ways(name, value):
    """Write a name and a value beside a user in every way that a request may."""
    fields = {"user": "bob", name: value}
    plain = json.dumps(fields, ensure_ascii=False)
    yield plain
    yield json.dumps(fields)
    yield latin1(plain)
    yield json.dumps({"inner": plain})
    yield f"<login><user>bob</user><{name}>{value}</{name}></login>"
    yield f"https://a.example/?user=bob&{name}={value}"


@pytest.mark.parametrize("name", [*PASSWORDS, *OTHERS, *ABROAD])
def test_a_name_is_masked_in_every_way_it_is_written(name):
    for text in ways(name, RANDOM):
        assert RANDOM not in masked_text(text), text


@pytest.mark.parametrize("name", [*PASSWORDS, *ABROAD])
def test_beside_a_user_a_password_may_be_a_word(name):
    for text in ways(name, "hunter"):
        assert "hunter" not in masked_text(text), text


@pytest.mark.parametrize("name", [*PASSWORDS, *OTHERS, *ABROAD])
def test_a_form_is_read_alike(name):
    text = f"user=bob&{name}={RANDOM}"
    assert [text[a:b] for a, b in text_spans(text, is_form=True)] == [RANDOM]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ('{"grant_type":"authorization_code","code":"kelp-44x"}', "kelp-44x"),
        ('{"email":"bob@a.example","code":"482913"}', "482913"),
        ('{"user":"bob","key":"SdTBUNrd5hDvsT8qOsIy"}', RANDOM),
        ('{"client_id":"x","key":"SdTBU9rd"}', "SdTBU9rd"),
        ('{"user":"bob","auth":{"pass":"hunter"}}', "hunter"),
        ('{"user":"bob","pass":"correct horse battery"}', "correct horse battery"),
        ('{"totp":"123456"}', "123456"),
        ('<login pass="k7Qz9x" user="bob"/>', "k7Qz9x"),
        ('fetch(u, {body: {password: "k7Qz"}})', "k7Qz"),
        ("curl -d totp=123456 -d mfa_code=555444 https://a.example/?totp=123456", "=123456"),
    ],
)
def test_what_stands_beside_a_value_decides(text, secret):
    assert secret not in masked_text(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"pass": true, "code": 401}',
        '{"pass":"Day pass","resort":"Zermatt"}',
        '{"pass":"free","owner":{"user":"bob"}}',
        '{"lift_pass":"SP-2291"}',
        '{"user":"bob","code":"invalid_token"}',
        '{"email":"bob@a.example","code":"E_AUTH"}',
        '{"user":"bob","code":401}',
        '{"user":"bob","pass":false,"mfa":true}',
        '{"user":"bob","mfa":"required","mfa_method":"sms"}',
        '{"key":"PROJ-12","user":"bob"}',
        '{"key":"aB3dE6gH9","name":"a"}',
        '{"session":"Morning","ticket":"ABC-123","email":"bob@a.example"}',
        '{"session":"2026-11-29T10:00:00Z"}',
        '{"refresh":"30 seconds","sid":"north"}',
        '{"error":{"code":"AuthFailed","message":"no"}}',
        "<error><code>401</code><message>no</message></error>",
        '<h1 class="pass">Passed</h1><b key="x">code</b>',
        "compass=north&bypass=1&code_page=1252",
        '{"resenha":"a kind of game","parolamea":"x"}',
        "?mfa=true&totp=false",
    ],
)
def test_ordinary_data_stays(text):
    assert masked_text(text) == text


def test_a_row_alone_is_judged_by_its_own_value():
    assert field_spans("pass", "hunter") == ((0, 6),)
    assert field_spans("page", "12") == ()
    assert is_secret_pair("SMTP_PASS", "hunter")
    assert is_secret_pair("pass", "k7Qz")
    assert not is_secret_pair("pass", "day")
    assert not is_secret_pair("code", "de")


def test_what_was_masked_once_stays_as_it_is():
    once = masked_text('{"user":"bob","pass":"hunter"}')
    assert masked_text(once) == once
