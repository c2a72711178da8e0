"""The request as code for Go with net/http."""

import json

from inspector.export.code.call import Call, Text, Variable
from inspector.model.message import readable
from inspector.wording import tr

NAME = "go"
ORDER = 9
COMMENT = "//"
_OTHER = {"\\": "\\\\", '"': '\\"'}


def title() -> str:
    """Return what people call it."""
    return tr("Go (net/http)")


def lacks(call: Call) -> str:
    """Its library has no schemes in rounds, and this code no settings of certificates."""
    if call.login is not None and call.login.scheme != "basic":
        return tr("net/http can't answer {scheme} by itself.", scheme=call.login.name)
    if not call.options.verify_tls or call.options.ca_file:
        return tr("The code for Go doesn't say which certificates to trust.")
    return ""


def write(call: Call) -> str:
    """Return a whole program."""
    names = ["fmt", "io", "net/http", *(["os"] if call.variables else ())]
    names += ["strings"] if call.body else []
    rows = [*rows_of(call), "response, err := client.Do(request)", *_failed("panic(err)"), *_PRINT]
    imports = "".join(f'\t"{name}"\n' for name in names)
    code = "".join(f"\t{row}\n" for row in rows)
    return f"package main\n\nimport (\n{imports})\n\nfunc main() {{\n{code}}}\n"


def rows_of(call: Call, failed: str = "panic(err)") -> list[str]:
    """Return the lines that make `request` and `client`. failed: what is done with an error."""
    body = f"strings.NewReader({text_of(call.body)})" if call.body else "nil"
    rows = [
        f"request, err := http.NewRequest({text_of((call.method,))}, {text_of(call.url)}, {body})",
        *_failed(failed),
        *(_header(name, value) for name, value in call.headers),
    ]
    if call.login is not None:
        user, password = text_of(call.login.user), text_of(call.login.pair[-1:])
        rows.append(f"request.SetBasicAuth({user}, {password})")
    rows.append("client := &http.Client{}")
    if not call.options.follow_redirects:
        stop = "return http.ErrUseLastResponse"
        arguments = "*http.Request, []*http.Request"
        rows.append(f"client.CheckRedirect = func({arguments}) error {{ {stop} }}")
    return rows


def _failed(done: str) -> tuple[str, ...]:
    return ("if err != nil {", f"\t{done}", "}")


_PRINT = (
    "defer response.Body.Close()",
    "text, _ := io.ReadAll(response.Body)",
    "fmt.Println(response.StatusCode, string(text))",
)


def _header(name: str, value: Text) -> str:
    if name.lower() == "host":
        return f"request.Host = {text_of(value)}"
    return f"request.Header.Add({text_of((name,))}, {text_of(value)})"


def text_of(text: Text) -> str:
    """Return an expression for a text."""
    pieces = [f'os.Getenv("{p.name}")' if isinstance(p, Variable) else _literal(p) for p in text]
    return " + ".join(pieces) or '""'


def _literal(piece: str) -> str:
    """Return a text of Go, whose strings are bytes."""
    text = readable(piece)
    if text == piece and not piece.isascii():
        return '"' + "".join(map(_byte, piece)) + '"'
    return json.dumps(text, ensure_ascii=False)


def _byte(character: str) -> str:
    if " " <= character <= "~":
        return _OTHER.get(character, character)
    return f"\\x{ord(character):02x}"
