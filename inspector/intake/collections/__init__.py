"""The files of other programs that hold whole collections: a reader for each program.

The registry finds the modules that have a `fit`; they offer what every reader offers, and may offer
`fit_folder` and `read_folder` for a format that is a folder of files. What they share: `taking`
gathers secrets and losses, `credentials` makes the credential, `scripts` finds captures, and
`yaml_text` reads YAML.
"""
