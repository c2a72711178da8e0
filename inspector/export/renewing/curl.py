"""The request as a script of bash with curl that renews its token once where it is refused."""

from inspector.export.code.call import Call, Text, joined, plain
from inspector.export.code.curl_words import curl_words
from inspector.export.code.renewal import Renewal
from inspector.export.snippets.curl_bash import quote
from inspector.model.message import latin1

NAME = "curl"
_FIELD = r"""sed -n 's/.*"{field}"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p'"""


def write(call: Call, renewal: Renewal) -> str:
    """Return the script."""
    token = renewal.token.name
    read = "printf %s \"$reply\" | tr -d '\\n' | "
    lines = [
        f'{token}="${{{token}:-}}"',
        "answer=$(mktemp)",
        "trap 'rm -f \"$answer\"' EXIT",
        "",
        "renew() {",
        f"  reply=$({_joined(_asks(renewal))})",
        f"  {token}=$({read}{_FIELD.format(field='access_token')})",
        *_rotated(renewal, read),
        f'  [ -n "${token}" ] || {{ echo "No new token came: $reply" >&2; exit 1; }}',
        "}",
        "",
        "send() {",
        f"  status=$({_joined(_sends(call))})",
        "}",
        "",
        f'[ -n "${token}" ] || renew',
        "send",
        'if [ "$status" = 401 ]; then',
        "  renew",
        "  send",
        "fi",
        'echo "$status"',
        'cat "$answer"',
        '[ "$status" != 401 ] || { echo "Refused with a new token too." >&2; exit 1; }',
    ]
    return "\n".join(lines) + "\n"


def _rotated(renewal: Renewal, read: str) -> list[str]:
    """Return the lines that keep a new refresh token, where one came along."""
    if renewal.refresh is None:
        return []
    name = renewal.refresh.name
    return [
        f"  rotated=$({read}{_FIELD.format(field='refresh_token')})",
        f'  {name}="${{rotated:-${name}}}"',
    ]


def _asks(renewal: Renewal) -> list[Text]:
    words = [*map(plain, ("curl", "-sS")), plain(latin1(renewal.url))]
    if renewal.password is not None:
        words += [plain("-u"), joined((f"{latin1(renewal.user)}:", renewal.password))]
    for name, value in renewal.form:
        words += [plain("--data-urlencode"), joined((f"{name}=", *value))]
    return words


def _sends(call: Call) -> list[str | Text]:
    words: list[str | Text] = [word for row in curl_words(call) for word in row]
    shown = [word for word in words if word != plain("-i")]
    return [*shown, *map(plain, ("-sS", "-w", "%{http_code}", "-o")), '"$answer"']


def _joined(words: "list[Text] | list[str | Text]") -> str:
    return " ".join(word if isinstance(word, str) else quote(word) for word in words)
