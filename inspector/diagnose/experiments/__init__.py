"""The experiments, one a module; `diagnose.trial.registry` finds each by itself."""
