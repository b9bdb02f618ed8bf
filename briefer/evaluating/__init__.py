"""Corpus, runs, comparisons and the gate of the evals."""
