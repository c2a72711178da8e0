"""The words of a curl command, the same for every shell."""

from inspector.export.code.call import Call, Text, joined, plain
from inspector.model.message import latin1


def curl_words(call: Call) -> list[tuple[Text, ...]]:
    """Return the command in rows of words: the address first, then an option a row."""
    method = "-I" if call.method == "HEAD" and not call.body else ""
    implied = "POST" if call.body else "GET"
    first = [plain("curl"), plain("-i")]
    if method:
        first.append(plain(method))
    elif call.method != implied:
        first += [plain("-X"), plain(call.method)]
    rows: list[tuple[Text, ...]] = [(*first, *_as_it_is(call.url), call.url)]
    if call.login is not None and call.login.rows:
        rows += call.login.rows
    elif call.login is not None:
        option = () if call.login.scheme == "basic" else (f"--{call.login.scheme}",)
        scheme = tuple(map(plain, call.login.words or option))
        rows.append((*scheme, plain("-u"), call.login.pair))
    rows += [(plain("-H"), header_line(name, value)) for name, value in call.headers]
    if call.body:
        if not call.has("content-type"):
            rows.append((plain("-H"), plain("Content-Type:")))  # curl would add one for forms
        # Unlike --data-binary it reads no file where the body begins with an @.
        rows.append((plain("--data-raw"), call.body))
    return rows + _options(call)


def _as_it_is(url: Text) -> tuple[Text, ...]:
    """Return the options without which curl would change an address or take it for many."""
    text = "".join(piece for piece in url if isinstance(piece, str))
    path = text.partition("?")[0]
    dots = path.endswith(("/.", "/..")) or "/./" in path or "/../" in path
    found = ("-g",) if any(each in text for each in "[]{}") else ()
    return tuple(map(plain, (*found, *(("--path-as-is",) if dots else ()))))


def header_line(name: str, value: Text) -> Text:
    """Return a header as curl is told of it."""
    # `Name;` sends it empty, `Name:` leaves it out.
    return joined((f"{name}: ", *value)) if value else (f"{name};",)


def _options(call: Call) -> list[tuple[Text, ...]]:
    options = call.options
    rows: list[tuple[Text, ...]] = []
    if options.follow_redirects:
        rows.append((plain("-L"),))
    if not options.verify_tls:
        rows.append((plain("-k"),))
    if options.ca_file:
        rows.append((plain("--cacert"), plain(latin1(options.ca_file))))
    if options.http_version in {"1.1", "1.0"}:
        rows.append((plain(f"--http{options.http_version}"),))
    if options.proxy not in {"system", "none", ""}:
        rows.append((plain("-x"), plain(latin1(options.proxy))))
    login = options.proxy_credential
    if login.is_given and not login.secret_field():  # a secret is not for a command line
        rows.append((plain(f"--proxy-{login.scheme_name.lower()}"), plain("-U"), plain(":")))
    return rows
