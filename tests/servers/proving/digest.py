"""Authorization headers by Digest that are right but for one thing (RFC 7616 §3.4)."""

import hashlib
import re
import urllib.error
import urllib.request


def challenge(url):
    """Return the parameters of the first Digest challenge of an address."""
    try:
        urllib.request.urlopen(url, timeout=60).close()
    except urllib.error.HTTPError as error:
        offers = [one for one in error.headers.get_all("WWW-Authenticate") or () if "Digest" in one]
        error.close()
        pairs = re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', offers[0])
        return {name.lower(): quoted or bare for name, quoted, bare in pairs}
    raise AssertionError(f"{url} asks for no login")


def header(url, user, password, **wrong):
    """Return the option of curl for a Digest answer; wrong: parameters that are not as they should be."""
    asked = {**challenge(url), **wrong.pop("asked", {})}
    path = "/" + url.split("/", 3)[3]
    given = {"uri": path, "nc": "00000001", "cnonce": "0a4f113b", "method": "GET", **wrong}
    algorithm = given.get("algorithm", asked.get("algorithm", "MD5"))
    digest = _function(algorithm)
    first = digest(f"{user}:{given.get('realm', asked['realm'])}:{password}")
    second = digest(f"{given['method']}:{given['uri']}")
    counted = f"{asked['nonce']}:{given['nc']}:{given['cnonce']}:auth"
    fields = {
        "username": user,
        "realm": given.get("realm", asked["realm"]),
        "nonce": asked["nonce"],
        "uri": given["uri"],
        "cnonce": given["cnonce"],
        "response": digest(f"{first}:{counted}:{second}"),
    }
    if "opaque" in asked:
        fields["opaque"] = asked["opaque"]
    text = ", ".join(f'{name}="{value}"' for name, value in fields.items())
    return f"-H 'Authorization: Digest {text}, qop=auth, nc={given['nc']}, algorithm={algorithm}'"


def _function(algorithm):
    name = {"MD5": "md5", "SHA-256": "sha256"}[algorithm]
    return lambda text: hashlib.new(name, text.encode()).hexdigest()
