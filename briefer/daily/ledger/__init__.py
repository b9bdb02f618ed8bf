"""The ledger of commitments: who promised what to whom by when, and what became of it from day to day.

    earlier = keeping.before(archive, key)                       # as the ledger stood before this edition
    heard = [h for ... in day for h in hear(brief, story=..., voice=...)]
    ledger, entries = earlier.observe(key.date, heard, archive.decisions.all("ledger."))
    keeping.keep(archive, key, ledger)                           # in one block with the edition
    dated = ahead(ledger, key.date)

Everything but `keeping` is pure: the same day in any order makes the same ledger and the same entries.
"""
