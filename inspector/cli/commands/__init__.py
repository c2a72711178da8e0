"""The commands, one module each; the module's name is the command's name.

A command module has `SUMMARY` (one line for the help), `add_arguments(parser)` and
`run(options) -> int`, which returns the exit status. `cli/program.py` finds it by its file.
"""
