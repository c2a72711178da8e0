"""The experiments, one a module; `diagnose.trial.part` finds each by itself."""
