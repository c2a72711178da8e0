"""The request for Python with httpx that renews its token once where it is refused."""

from inspector.export.code.call import Call, Text, plain
from inspector.export.code.python_words import text_of
from inspector.export.code.renewal import Renewal
from inspector.export.snippets import python_httpx
from inspector.model.message import latin1

NAME = "python-httpx"
_PRINTED = "print(response.status_code, response.text)\n"


def write(call: Call, renewal: Renewal) -> str:
    """Return the code; `send` may be called from any thread."""
    name = renewal.token.name
    sends = python_httpx.write(call).partition("response = ")[2].removesuffix(_PRINTED)
    sends = sends.replace(f'os.environ["{name}"]', "token")
    rotates = renewal.refresh is not None
    return _CODE.format(
        name=name,
        refresh=f'refresh = os.environ["{renewal.refresh.name}"]\n' if renewal.refresh else "",
        shared="token, refresh" if rotates else "token",
        asks=_asks(renewal),
        rotates='            refresh = reply.json().get("refresh_token", refresh)\n'
        if rotates
        else "",
        sends=sends.rstrip().replace("\n", "\n    "),
    )


def _asks(renewal: Renewal) -> str:
    rows = [f'                "{name}": {_value(renewal, text)},\n' for name, text in renewal.form]
    auth = ""
    if renewal.password is not None:
        user = text_of(plain(latin1(renewal.user)))
        auth = f", auth=({user}, {text_of((renewal.password,))})"
    data = "{\n" + "".join(rows) + "            }"
    return f"httpx.post({renewal.url!r}, data={data}{auth})"


def _value(renewal: Renewal, text: Text) -> str:
    return "refresh" if text == (renewal.refresh,) else text_of(text)


_CODE = '''import os
import threading

import httpx

token = os.environ.get("{name}", "")
{refresh}renewing = threading.Lock()


def renew(refused):
    """Fetch a new token, once for all who were refused with the same one."""
    global {shared}
    with renewing:
        if token == refused:
            reply = {asks}
            reply.raise_for_status()
            token = reply.json()["access_token"]
{rotates}        return token


def request(token):
    return {sends}


def send():
    used = token or renew("")
    response = request(used)
    return request(renew(used)) if response.status_code == 401 else response


if __name__ == "__main__":
    response = send()
    print(response.status_code, response.text)
    if response.status_code == 401:
        raise SystemExit("Refused with a new token too.")
'''
