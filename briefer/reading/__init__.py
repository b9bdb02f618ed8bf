"""Completion in, proven brief out: parse, repair, ground, check, merge."""
