"""Commands that print a credential, each as its maker's manual has it."""

from functools import partial

from inspector.authenticate.recipe import Filled, Recipe, RecipeField, Values
from inspector.model.kinds.from_command import FromCommand
from inspector.wording import tr

_KIND = "from-command"


def recipes() -> tuple[Recipe, ...]:
    """Return those that need nothing, then those that ask for a name."""
    return (*_without_fields(), *_with_fields())


def _without_fields() -> tuple[Recipe, ...]:
    az = ("az", "account", "get-access-token", "--output", "json")
    ready = (
        (
            "gh",
            tr("GitHub CLI"),
            "https://cli.github.com/manual/gh_auth_token",
            FromCommand(command=("gh", "auth", "token")),
        ),
        (
            "az",
            tr("Azure CLI"),
            "https://learn.microsoft.com/en-us/cli/azure/account",
            FromCommand(command=az, reads="json", field="accessToken", ends="expires_on"),
        ),
        (
            "gcloud",
            tr("Google Cloud CLI"),
            "https://cloud.google.com/sdk/gcloud/reference/auth/print-access-token",
            FromCommand(command=("gcloud", "auth", "print-access-token")),
        ),
        (
            "git",
            tr("git credential"),
            "https://git-scm.com/docs/git-credential",
            FromCommand(command=("git", "credential", "fill"), reads="git", sent_as="basic"),
        ),
    )
    return tuple(
        Recipe(name, _KIND, title, source, (), partial(_ready, made))
        for name, title, source, made in ready
    )


def _with_fields() -> tuple[Recipe, ...]:
    reference = RecipeField("name", tr("Secret reference"), placeholder="op://vault/item/field")
    account = RecipeField("name", tr("Service account"))
    helper = RecipeField("name", tr("Name of the helper"), placeholder="desktop")
    return (
        Recipe(
            "op",
            _KIND,
            tr("1Password CLI"),
            "https://developer.1password.com/docs/cli/reference/commands/read",
            (reference,),
            lambda values: _made(FromCommand(command=("op", "read", _name(values)))),
        ),
        Recipe(
            "kubectl",
            _KIND,
            "kubectl",
            "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_token/",
            (account,),
            lambda values: _made(
                FromCommand(
                    command=("kubectl", "create", "token", _name(values), "--output", "json"),
                    reads="exec-credential",
                )
            ),
        ),
        Recipe(
            "docker",
            _KIND,
            tr("Docker credential helper"),
            "https://github.com/docker/docker-credential-helpers",
            (helper,),
            _docker,
        ),
    )


def _docker(values: Values) -> Filled:
    command = (f"docker-credential-{_name(values)}", "get")
    return _made(FromCommand(command=command, reads="docker", sent_as="basic"))


def _name(values: Values) -> str:
    return values.get("name", "").strip()


def _ready(credential: FromCommand, _values: Values) -> Filled:
    return Filled(credential=credential)


def _made(credential: FromCommand) -> Filled:
    return Filled(credential=credential)
