"""The request as code for C# (.NET 6 or later) with HttpClient."""

import json

from inspector.export.code.call import Call, Text, Variable
from inspector.export.snippets.curl_bash import is_utf8
from inspector.model.message import readable
from inspector.wording import tr

NAME = "csharp"
ORDER = 11
COMMENT = "//"
_SCHEMES = {"digest": "Digest", "ntlm": "NTLM", "negotiate": "Negotiate"}
# These belong to the body: HttpClient takes them nowhere else.
_OF_BODY = ("allow", "expires", "last-modified")


def title() -> str:
    """Return what people call it."""
    return tr("C# (HttpClient)")


def lacks(call: Call) -> str:
    """Its handler answers Digest, NTLM and Negotiate, and writes headers in ASCII."""
    login = call.login
    if login is not None and login.scheme not in {"basic", *_SCHEMES}:
        return tr("HttpClient can't answer {scheme} by itself.", scheme=login.name)
    if call.options.ca_file:
        return tr("The code for C# doesn't say which certificates to trust.")
    for _, value in call.headers:
        if not all(isinstance(piece, Variable) or piece.isascii() for piece in value):
            return tr("HttpClient can't send other letters than ASCII in headers.")
    return ""


def write(call: Call) -> str:
    """Return the code, for a program of top-level statements."""
    rows = ["using System.Net;", "using System.Text;", "", *_handler(call)]
    made = f"new HttpMethod({_literal(call.method)}), {_text(call.url)}"
    rows.append("using var client = new HttpClient(handler);")
    rows.append(f"using var request = new HttpRequestMessage({made});")
    own = [(name, value) for name, value in call.headers if not _is_of_body(name)]
    of_body = [(name, value) for name, value in call.headers if _is_of_body(name)]
    if call.body or of_body:
        body = _bytes(call.body, is_text=is_utf8(call)) if call.body else "Array.Empty<byte>()"
        rows.append(f"request.Content = new ByteArrayContent({body});")
    rows += [_added("request.Headers", name, _text(value)) for name, value in own]
    rows += [_added("request.Content.Headers", name, _text(value)) for name, value in of_body]
    if call.login is not None and call.login.scheme == "basic":
        pair = _bytes(call.login.pair, is_text=True)
        made = f'"Basic " + Convert.ToBase64String({pair})'
        rows.append(_added("request.Headers", "Authorization", made))
    rows += [
        "using var response = await client.SendAsync(request);",
        "var text = await response.Content.ReadAsStringAsync();",
        'Console.WriteLine($"{(int)response.StatusCode} {text}");',
    ]
    return "".join(f"{row}\n" for row in rows)


def _handler(call: Call) -> list[str]:
    rows = [f"AllowAutoRedirect = {str(call.options.follow_redirects).lower()},"]
    if not call.options.verify_tls:
        anything = "HttpClientHandler.DangerousAcceptAnyServerCertificateValidator"
        rows.append(f"ServerCertificateCustomValidationCallback = {anything},")
    login = call.login
    if login is not None and login.scheme in _SCHEMES:
        known = "CredentialCache.DefaultNetworkCredentials"
        if login.password is not None:
            known = f"new NetworkCredential({_text(login.user)}, {_text(login.pair[-1:])})"
        scheme = _SCHEMES[login.scheme]
        place = f"new Uri({_text(call.url)})"
        rows.append(f'Credentials = new CredentialCache {{ {{ {place}, "{scheme}", {known} }} }},')
    inside = "".join(f"\n    {row}" for row in rows)
    return [f"using var handler = new HttpClientHandler\n{{{inside}\n}};"]


def _is_of_body(name: str) -> bool:
    return name.lower().startswith("content-") or name.lower() in _OF_BODY


def _added(headers: str, name: str, value: str) -> str:
    return f"{headers}.TryAddWithoutValidation({_literal(name)}, {value});"


def _bytes(text: Text, *, is_text: bool) -> str:
    pieces = [_piece(readable(p) if is_text and isinstance(p, str) else p) for p in text]
    charset = "UTF8" if is_text else "Latin1"
    return f"Encoding.{charset}.GetBytes({' + '.join(pieces)})"


def _text(text: Text) -> str:
    pieces = [_piece(readable(p) if isinstance(p, str) else p) for p in text]
    return " + ".join(pieces) or '""'


def _piece(piece: str | Variable) -> str:
    if isinstance(piece, Variable):
        return f'Environment.GetEnvironmentVariable("{piece.name}")'
    return _literal(piece)


def _literal(text: str) -> str:
    return json.dumps(text)  # its \\uXXXX is C#'s own
