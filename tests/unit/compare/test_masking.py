"""What the columns share is looked through once, and nothing that is secret is shown."""

from inspector.compare.masking import Masking
from inspector.model.exchange import Exchange
from inspector.model.message import Header, Message, Reply
from inspector.protocol.redaction import masked_value

SECRET = "marked-secret-value-77"


def _exchange(*headers, body=b"", reply_headers=(), reply_body=b""):
    request = Message(method="GET", url="https://api.example.com/", headers=headers, body=body)
    return Exchange(
        request=request, reply=Reply(status=200, headers=reply_headers, body=reply_body)
    )


def test_headers_are_masked_as_anywhere_else():
    headers = (
        Header("Authorization", f"Bearer {SECRET}"),
        Header("Cookie", f"sid={SECRET}; theme=dark"),
        Header("X-Note", f"see {SECRET}"),
        Header("Accept", "*/*"),
    )
    masking = Masking([_exchange(*headers)])
    for header in headers:
        assert masking.header(header) == masked_value(header, masking.known)
        assert SECRET not in masking.header(header)
    assert masking.header(headers[-1]) == "*/*"


def test_a_secret_of_one_exchange_is_hidden_in_the_texts_of_all():
    masking = Masking([_exchange(Header("Authorization", f"Bearer {SECRET}")), _exchange()])
    assert masking.hides(f"x {SECRET}")
    assert SECRET not in masking.text(f"x {SECRET}")
    assert masking.text("nothing to hide") == "nothing to hide"


def test_the_type_still_says_how_a_body_is_read():
    form = Header("Content-Type", "application/x-www-form-urlencoded")
    plain = Header("Content-Type", "text/plain")
    body = f"code={SECRET}".encode()
    assert Masking([_exchange(form, body=body)]).hides(SECRET)
    assert not Masking([_exchange(plain, body=body)]).hides(SECRET)
    assert Masking([_exchange(reply_headers=(form,), reply_body=body)]).hides(SECRET)


def test_given_secrets_are_masked_too():
    assert SECRET not in Masking(secrets=[SECRET]).header(Header("X-Note", SECRET))
