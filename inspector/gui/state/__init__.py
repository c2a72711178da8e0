"""The owners: each holds one immutable value, changes it when asked, and says so by a signal.

Panels show values and ask owners to replace them. No panel reads another panel's widgets.
"""
