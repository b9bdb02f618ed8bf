"""The articles of a day in, one edition out: archive, copies, stories, ledger."""
