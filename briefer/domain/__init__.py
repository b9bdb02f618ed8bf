"""The nouns of briefer: frozen values, no I/O, no clock, no randomness."""
