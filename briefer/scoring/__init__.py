"""Brief and reference in, score out: likeness, matching, statistics."""
