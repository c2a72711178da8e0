"""Reads a trace as a story: who was who, what became of each credential, what was wanted.

Built once per trace from `reading`, pure. `diagnose` asks it about other entries and about time;
the faces show its record (`inspector.model.story`).
"""
