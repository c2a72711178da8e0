"""A collection of ours and one of Postman's in which nothing is wrong."""

CLEAN = {
    "collection.toml": """\
format = 1
name = "Shop"
login = ["auth/log-in"]
description = "The shop. Its token ends after an hour."
variables = { base = "https://a.example", api_key = { keyring = "shop-key" } }

[credential]
kind = "api-key"
name = "X-Api-Key"
value = "{{api_key}}"
""",
    "auth/folder.toml": """\
format = 1
name = "Auth"

[credential]
kind = "none"
""",
    "auth/log-in.toml": """\
format = 1
name = "Log in"
method = "POST"
url = "{{base}}/login"
captures = [ { variable = "session", path = "$.access_token" } ]

[body]
kind = "json"
text = '''
{
  "user": "ada",
  "password": "{{vault.shop-password}}",
  "at": {{now}}
}'''
""",
    "list.toml": """\
format = 1
name = "List"  # only reads
url = "{{base}}/orders"
headers = [ { name = "Authorization", value = "Bearer {{session}}" } ]
expectations = [ { of = "status", value = "2xx" } ]
examples = [
  { name = "Empty", status = 200, headers = [ { name = "X-Count", value = "0" } ], body = '[ "{{no-variable}}" ]' },
]

[credential]
kind = "oauth2"
grant = "client-credentials"
client_id = "shop"
endpoints = { token = "https://login.example/oauth/token" }
client = { secret = { environment = "SHOP_SECRET" } }
""",
    "environments/test.toml": """\
format = 1
name = "Test"
values = { base = "https://test.example" }
""",
}
DEFINITION = "postman/collections/P/.resources/definition.yaml"
REQUEST = "postman/collections/P/one.request.yaml"
POSTMAN = {
    DEFINITION: """\
$kind: collection
name: P
variables:
  - key: base
    value: https://a.example
  - key: pw
    value: "{{vault:pw}}"
    type: secret
auth:
  type: basic
  credentials:
    - key: username
      value: bob
    - key: password
      value: "{{pw}}"
""",
    REQUEST: """\
$kind: http-request
url: "{{base}}/x"
method: GET
auth:
  type: apikey
  credentials:
    key: X-Api-Key
    value: "{{pw}}"
    in: header
""",
}


def changed(files, path, old, new):
    """Return the files with one text replaced, which must be there."""
    assert old in files[path]
    return {**files, path: files[path].replace(old, new, 1)}


# For each rule: what is changed in which collection, and the line that is then remarked on.
BROKEN = {
    "secret-in-clear": (CLEAN, "collection.toml", 'value = "{{api_key}}"', 'value = "k-12"', 10),
    "value-fits": (CLEAN, "list.toml", "url =", "adress =", 3),
    "file-parses": (CLEAN, "list.toml", "url =", "url = =", 3),
    "variable-has-value": (CLEAN, "list.toml", "{{base}}/orders", "{{bsae}}/orders", 3),
    "variable-is-used": (CLEAN, "environments/test.toml", "base =", 'spare = "1", base =', 3),
    "login-is-there": (CLEAN, "collection.toml", "auth/log-in", "auth/login", 3),
    "reference-is-whole": (CLEAN, "list.toml", "SHOP_SECRET", "SHOP SECRET", 15),
    "postman-braces": (POSTMAN, REQUEST, '"{{base}}/x"', "{{base}}/x", 2),
    "postman-credential": (POSTMAN, DEFINITION, "key: username", "key: user", 12),
    "postman-secret-type": (POSTMAN, DEFINITION, '"{{vault:pw}}"', "geheim-99", 7),
}
