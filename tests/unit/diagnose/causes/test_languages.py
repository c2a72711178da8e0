"""What servers say in several languages, and in sentences that pull in two directions."""

import pytest

from inspector.diagnose import diagnose
from tests.fixtures.short_texts import attempt_of

TOKEN = "> Authorization: Bearer abcdefgh12345678\n"
BASIC = "> Authorization: Basic YWRhOnB3LTEyMzQ1\n"
LOGIN = '> Content-Type: application/json\n>> {"email": "ada@a.test", "password": "pw-12345"}\n'
FORM = "> Content-Type: application/x-www-form-urlencoded\n"


def first(status, sent, body, method="POST", path="/api/login"):
    kind = "application/json" if body[:1] in "[{" else "text/plain"
    text = f"> {method} https://a.test{path}\n{sent}< {status} x\n< Content-Type: {kind}\n<< {body}"
    return next((one.slug for one in diagnose(attempt_of(text)).findings), None)


@pytest.mark.parametrize(
    "words",
    [
        *("Debe confirmar su correo antes de entrar.", "Vous devez confirmer votre adresse."),
        *("Bitte bestätigen Sie Ihre E-Mail-Adresse.", "Você precisa confirmar seu e-mail"),
        *("Je moet je e-mailadres bevestigen", "Подтвердите адрес электронной почты"),
        *("Potwierdź adres e-mail", "Devi confermare il tuo indirizzo", "请先验证您的邮箱"),
        *("Учётная запись заблокирована", "您的账号已被冻结", "アカウントが停止されています"),
        *("Account approval required.", "machine depot-2 not validated", "Partner account barred"),
    ],
)
def test_an_account_that_is_not_let_in_is_told_in_any_of_them(words):
    assert first(401, LOGIN, f'{{"message": "{words}"}}') == "account-disabled"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("token 已过期", "token-expired"),
        ("token 已被顶下线", "session-ended"),
        ("无此权限：order.add", "right-missing"),
        ("请求过于频繁，请稍后再试", "rate-limited"),
    ],
)
def test_a_success_that_refuses_in_chinese_is_heard(words, slug):
    body = f'{{"code": 500, "msg": "{words}", "data": null}}'
    assert first(200, "> satoken: 939f9515aac64f2aa83d\n", body, path="/order") == slug


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("密码输入错误5次，帐户锁定10分钟", "account-disabled"),
        ("访问IP已被列入系统黑名单", "ip-not-allowed"),
        ("Les identifiants ont expiré.", "password-expired"),
    ],
)
def test_a_login_is_turned_away_for_more_than_its_password(words, slug):
    assert first(401, LOGIN, f'{{"msg": "{words}"}}') == slug


@pytest.mark.parametrize(
    "words",
    [
        *("You have one more attempt before your account is locked.",),
        *(
            "Your account will be locked after 3 more failed attempts.",
            "2 tries left before lockout",
        ),
    ],
)
def test_a_lock_that_is_announced_is_none_yet(words):
    assert first(401, LOGIN, f'{{"error": "{words}"}}') == "wrong-password"


def test_a_lock_that_came_is_one():
    assert first(401, LOGIN, '{"error": "Your account is locked."}') == "account-disabled"


# ---------------- A sentence says more than the code beside it
@pytest.mark.parametrize(
    ("status", "sent", "body", "slug"),
    [
        (
            *(403, TOKEN),
            '{"code": "invalid_api_key", "message": "The API key cannot access the index orders"}',
            "right-missing",
        ),
        (
            *(401, TOKEN),
            '{"type": "action_forbidden", "message": "encryption_key inválida"}',
            "key-refused",
        ),
        (
            *(401, LOGIN),
            '{"code": "BAD_LOGIN", "message": "The password must be changed before login."}',
            "password-expired",
        ),
    ],
)
def test_a_sentence_goes_before_a_code(status, sent, body, slug):
    assert first(status, sent, body, path="/indexes") == slug


@pytest.mark.parametrize(
    ("status", "sent", "body", "slug"),
    [
        (401, BASIC, '{"reason": "You are not a server or db admin."}', "right-missing"),
        (401, BASIC, "401 Unauthorized. no permission", "wrong-password"),
        (401, TOKEN, '{"message": "ACL support disabled"}', "service-not-enabled"),
        (403, TOKEN, '{"error": "session not elevated, use basic auth"}', "step-up-required"),
        (400, TOKEN, '{"reason": "BadDeviceToken"}', None),
        (400, "", '{"errors": [{"message": "api_key está faltando"}]}', "no-credentials-sent"),
        (500, TOKEN, "The authenticator of this route is misconfigured", "server-not-set-up"),
    ],
)
def test_words_are_taken_for_what_they_say(status, sent, body, slug):
    assert first(status, sent, body, path="/db") == slug


@pytest.mark.parametrize(
    "words",
    ["You are already signed in", "A valid session was detected and thus it is not possible"],
)
def test_who_is_logged_in_already_lacks_no_login(words):
    found = first(403, "> Cookie: sid=abcdefgh12345678\n", f'{{"error": "{words}"}}', "GET")
    assert found in {"session-ended", "forbidden"}
    assert first(403, TOKEN, '{"error": "already authenticated"}', "GET") == "forbidden"


def test_a_key_that_is_used_no_more_is_no_service_that_is_down():
    body = '{"message": "The public_key cannot be used for this endpoint as of version 3"}'
    assert first(400, "", body, path="/institutions") == "api-version"


def test_a_token_that_has_not_expired_is_no_expired_one():
    body = '{"error": "EarlyRefreshError", "message": "token has not expired, may not refresh"}'
    assert first(425, TOKEN, body, path="/refresh") != "token-expired"


def test_a_provider_that_fails_in_a_code_alone_refuses_the_code():
    form = f"{FORM}>> grant_type=authorization_code&code=abcdefgh12345678&client_id=a\n"
    body = '{"error": "server_error", "error_description": "The authorization code is invalid."}'
    assert first(401, form, body, path="/oauth/token") != "token-endpoint-failed"


def test_a_file_that_is_called_like_a_secret_is_just_not_there():
    body = '{"message": "File or directory does not exist: secret/token.ipynb"}'
    found = first(404, TOKEN, body, "GET", "/api/contents/secret/token.ipynb")
    assert found is None


def test_the_kind_of_an_error_may_stand_in_its_id():
    body = '[{"id": "NOT_AUTHENTICATED", "metadata": {"view": "Devices"}}]'
    assert first(403, BASIC, body, "GET", "/devices") == "scheme-not-read"


def test_a_key_of_the_issuer_is_missed_in_a_success():
    header = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImstMiJ9.eyJzdWIiOiJhZGEifQ.c2ln"
    body = (
        '{"data": null, "errors": [{"message": "no applicable key found in the JSON Web Key Set"}]}'
    )
    assert first(200, f"> Authorization: Bearer {header}\n", body, path="/graphql") is not None


def test_a_second_factor_is_asked_for_by_the_challenge():
    text = f"> POST https://a.test/session\n{LOGIN}< 401 x\n< WWW-Authenticate: TOTP\n"
    (found, *_) = diagnose(attempt_of(text)).findings
    assert found.slug == "second-factor-required"


def test_an_issuer_that_is_told_was_asked_about_an_opaque_token():
    body = '{"error": {"reason": "Token issuer does not match any trusted issuer"}}'
    assert first(403, TOKEN, body, "GET", "/users") == "issuer-not-trusted"
    missing = '{"error": "Token has no issuer"}'
    assert first(401, TOKEN, missing, "GET", "/users") == "opaque-where-jwt-wanted"


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ('{"Items": [{"Error": "2", "Description": "Unknown key"}]}', "key-refused"),
        (
            '{"messages": [{"status": "8", "error-text": "Partner Account Barred"}]}',
            "account-disabled",
        ),
        (
            '{"code": -108, "msg": "IP白名单错误。请求的客户端IP不在设置的白名单内。"}',
            "ip-not-allowed",
        ),
        ('{"success": false, "message": "access token 无效"}', "token-not-accepted"),
        ('{"items": [{"error": "x"}], "next": null}', None),
    ],
)
def test_a_success_that_refuses_may_tell_so_in_a_list_of_one(body, slug):
    assert first(200, "", body, "GET", "/find?key=AA11-BB22-CC33-DD44") in {
        slug,
        "no-credentials-sent",
    }
    assert first(200, TOKEN, body, "GET", "/find") == slug


@pytest.mark.parametrize("status", [200, 401])
def test_a_login_that_hands_out_only_the_next_step_asks_for_a_second_factor(status):
    assert first(status, LOGIN, '{"mfaId": "hbg3xyhxf3umxw1"}') == "second-factor-required"
    whole = '{"mfaId": "hbg3xyhxf3umxw1", "token": "abcdefgh12345678", "user": {"id": 1}}'
    assert first(200, LOGIN, whole) is None


def test_a_flag_beside_the_session_is_no_stand_in():
    cookie = "> Cookie: access_token=8Od5QH0z073iwLIw7lllCwcSf; is_authenticated=true\n"
    body = '{"message": "Wrong PIN code"}'
    assert first(400, cookie, body, path="/session/unlock") != "placeholder-credential"


def test_a_filter_answers_in_place_of_the_data():
    page = (
        "<html><head><title>Internet Access Denied</title></head><h1>Internet Access Denied</h1>"
        "<p>The page is not permitted by the policy of your organisation.</p></html>"
    )
    sent = "> Accept: application/json\n> Content-Type: application/json\n>> [1]\n"
    text = f"> POST https://a.test/lookup\n{sent}< 200 OK\n< Content-Type: text/html\n<< {page}"
    assert diagnose(attempt_of(text)).findings[0].slug == "firewall-blocked"
