"""Azure Storage, SharedKey: the account's key signs headers and address of blobs and queues."""

from inspector.authenticate.recipe import Recipe, RecipeField
from inspector.authenticate.template_recipe import Service, template_recipe
from inspector.model.kinds.signing.signature_template import SignatureTemplate
from inspector.wording import tr

_SOURCE = "https://learn.microsoft.com/en-us/rest/api/storageservices/authorize-with-shared-key"
_VERSION = "2021-12-02"
_SIGNED = """\
{method}
{header:Content-Encoding}
{header:Content-Language}
{header:Content-Length|nonzero}
{header:Content-MD5}
{header:Content-Type}
{header:Date}
{header:If-Modified-Since}
{header:If-Match}
{header:If-None-Match}
{header:If-Unmodified-Since}
{header:Range}
{azure:headers}/{key_id}{azure:resource}"""


def recipes() -> tuple[Recipe, ...]:
    """Return the one."""
    fields = (
        RecipeField("key_id", tr("Storage account"), placeholder="myaccount"),
        RecipeField("key", tr("Key of the account"), is_secret=True),
    )
    template = SignatureTemplate(
        coding="base64",
        output="base64",
        string_to_sign=_SIGNED,
        header_lines=f"x-ms-date: {{timestamp:http}}\nx-ms-version: {_VERSION}\n"
        "Authorization: SharedKey {key_id}:{signature}",
    )
    service = Service("azure-storage", tr("Azure Storage (SharedKey)"), _SOURCE, template)
    return (template_recipe(service, fields),)
