"""The request as code for Python with requests."""

from inspector.export.code.call import Call
from inspector.export.code.python_words import bytes_of, imports, text_of
from inspector.wording import tr

NAME = "python-requests"
ORDER = 6
COMMENT = "#"


def title() -> str:
    """Return what people call it."""
    return tr("Python (requests)")


def lacks(call: Call) -> str:
    """Requests keeps one value a name of a header."""
    if call.repeats:
        return tr("requests can't send two lines of one header.")
    if call.login is not None and call.login.scheme not in {"basic", "digest"}:
        return tr("requests can't answer {scheme} by itself.", scheme=call.login.name)
    return ""


def write(call: Call) -> str:
    """Return the code."""
    rows = [text_of((call.method,)), text_of(call.url)]
    if call.headers:
        pairs = [
            f"        {text_of((name,))}: {bytes_of(value)},\n" for name, value in call.headers
        ]
        rows.append("headers={\n" + "".join(pairs) + "    }")
    if call.body:
        rows.append(f"data={bytes_of(call.body)}")
    if call.login is not None:
        user, password = bytes_of(call.login.user), bytes_of(call.login.pair[-1:])
        pair = f"({user}, {password})"
        if call.login.scheme == "digest":
            # Its Digest puts user and password into texts, where bytes would read b'…'.
            user, password = text_of(call.login.user), text_of(call.login.pair[-1:])
            pair = f"requests.auth.HTTPDigestAuth({user}, {password})"
        rows.append(f"auth={pair}")
    rows.append(f"allow_redirects={call.options.follow_redirects}")
    if not call.options.verify_tls:
        rows.append("verify=False")
    elif call.options.ca_file:
        rows.append(f"verify={call.options.ca_file!r}")
    inside = "".join(f"    {row},\n" for row in rows)
    return (
        imports(call, "requests")
        + f"response = requests.request(\n{inside})\nprint(response.status_code, response.text)\n"
    )
