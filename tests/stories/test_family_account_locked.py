"""Account locked: nothing is tried again; a message for the administrator is written."""

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from tests.fixtures.scripted import reply

FAMILY = "account-locked"


def test_in_practice(story):
    answer = story.practise("account-locked")
    assert str(answer.verdict.findings[0].cause) == FAMILY
    assert story.message()


@pytest.mark.server("django")
def test_a_user_who_is_not_active_at_django(story, django):
    token = django.mint(user="gone")
    answer = story.paste_and_send(f"-H 'Authorization: Bearer {token}' {django.url}/orders/")
    story.refused(answer, FAMILY, "account-disabled")
    message = story.message()
    request_id = next(
        header.value
        for header in answer.attempt.exchanges[-1].reply.headers
        if header.name == "X-Request-ID"
    )
    assert request_id in message
    assert "User is inactive" in message
    assert token not in message


def second_factor(connection):
    """Let in by a login with its one-time code, and ask for that one."""
    while request := connection.request():
        given = b'"otp": "271828"' in request
        body = b'{"token": "abcdefgh12345678"}' if given else b'{"message": "2FA Code Required"}'
        status = "200 OK" if given else "412 Precondition Failed"
        connection.send(reply(status, "Content-Type: application/json", body=body))


def test_a_login_that_lacks_the_code_of_its_second_factor(story, scripted):
    server = scripted(second_factor)
    login = '{"username": "ada", "password": "pw-12345"}'
    kind = "-X POST -H 'Content-Type: application/json'"
    answer = story.paste_and_send(f"{kind} -d '{login}' {server.url}/api/auth/login")
    story.refused(answer, FAMILY, "second-factor-required")
    story.press_fix()
    story.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
    editor = QApplication.focusWidget()
    story.qtbot.keyClicks(editor, "271828")  # the cursor stands where it belongs
    assert '"otp": "271828"' in editor.toPlainText()
    assert story.send().attempt.exchanges[-1].reply.status == 200
