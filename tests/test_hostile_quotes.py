"""Quotes as models, scanners and ill will spoil them, over news of many kinds: what is found, what is not, what contradicts."""

from __future__ import annotations

import pytest

from briefer.domain.article import Article
from briefer.domain.quote import ELISION, Quote
from briefer.reading.locate import Contradiction, NotFound, locate

TEXTS = {
    "markets": (
        "FRANKFURT, Oct 2 — Helio AG’s shares fell 3.5% to €41.20 after it cut its 2026 profit forecast to between €1.1 billion and "
        "€1.3 billion from €1.8bn. Chief executive Petra Vogel said the group had no plans to raise capital and would not touch the "
        "dividend of 85 cents.\n\nAnalysts at Norbank, who rate the stock “hold”, had expected $2m less. Net debt rose by half to "
        "4,750 million euros; at 10:30 GMT the DAX was down 0.7 percent. “It isn’t a profit warning, it’s a reset,” Vogel said. "
        "Rival Sunmark AG declined to comment, but Q3-orders at the Swiss firm grew by a third."
    ),
    "court": (
        "The Supreme Court ruled 6–3 on Friday that the state’s 1978 eviction law was unconstitutional. Justice Maria Okafor, writing for "
        "the majority, said the law was “neither fair nor lawful”. Justice Daniel Reyes dissented: “Nothing in the text forbids it.”\n\n"
        "Prosecutors had accused landlord James Whitfield of evicting 23 families without notice; Whitfield has pleaded not guilty. "
        "His lawyer, Anne-Marie O’Neill, said her client never signed the orders and was not present on the night of March 14, 2021. "
        "The tenants, who were not in court, may appeal [the damages] within 30 days."
    ),
    "health": (
        "Two doses of the vaccine cut severe illness by 62 per cent in a trial of 11,400 adults in Kenya and Ghana, the Lancet reported. "
        "It did not prevent infection. Dr. Amina Yusuf, who led the study, said side effects were rare: "
        "one in 5,000 had a fever above 39°C.\n"
        "The U.N. health agency said it had yet to see the data. Fewer than 10^4 doses — about 9,800 — are in stock. "
        "Regulators in the U.S. are unlikely to approve it before 2027."
    ),
    "transcript": (
        "Q: Will you send troops?\n\nTHE SPOKESPERSON: No. We will not send troops. We have said that again and again. We will send "
        "medicine, tents and, if the Parliament agrees, engineers.\n\nQ: And money?\n\nTHE SPOKESPERSON: I can’t say how much. The "
        "President said “as much as it takes”, and I won’t go beyond that. We don’t rule out a loan."
    ),
    "scan": (
        "The min-\nister said the agree\u00adment would be signed in Mos\u00adcow. The ﬁnal ofﬁcial draft  has  12\u00a0500 words "
        "and “eﬀect” clauses.\n\nE\u0301douard Lemai\u0302tre called it a naïve coöperation. ＦＩＮＡＬ offer: £5½m, "
        "or 10⁶ pounds a year, he said."
    ),
    "cyrillic": "Министр обороны заявил, что Россия не поставит 40 танков Сербии. «Это неправда», — сказала Анна Петрова.",
    "chinese": "外交部发言人周三表示，中国不会向该国出售武器。他说，任何制裁都是非法的。",
    "code": "It says </script><b>“{{article}}”</b> & (a|b)* costs $1.00^2 at C:\\temp\\new [sic] — the 50% line, \\d+ and so on, he wrote.",
    "repeats": "He was late. She was late. The train was late. The train was late again, and he was late again.",
}
ARTICLES = {name: Article(text) for name, text in TEXTS.items()}


@pytest.mark.parametrize(
    ("name", "quote", "fit"),
    [
        ("markets", "fell 3.5% to €41.20 after it cut", "exact"),
        ("markets", "Helio AG's shares fell 3.5%", "folded"),
        ("markets", "from €1.8 billion. Chief executive", "near"),
        ("markets", "Net debt rose by half to 4,750m euros", "near"),
        ("markets", "the DAX was down 0.7 per cent", "near"),
        ("markets", "It is not a profit warning", "near"),
        ("markets", "Analysts at Norbank … had expected $2m less", "elided"),
        ("markets", "cut its 2026 profit forecast … to between", "folded"),
        ("court", "neither fair nor lawful", "exact"),
        ("court", "“NOTHING IN THE TEXT FORBIDS IT”", "folded"),
        ("court", "His lawyer, Anne-Marie O'Neill, said", "folded"),
        ("court", "The tenants … may appeal", "elided"),
        ("court", "may appeal [the damages] within 30 days", "exact"),
        ("court", "may appeal ... within 30 days", "elided"),
        ("court", "ruled 6-3 on Friday", "folded"),
        ("court", "pleaded not guilty. His lawyer", "exact"),
        ("health", "one in 5,000 had a fever above 39°C", "exact"),
        ("health", "fever above 39°C. The U.N. health agency", "folded"),
        ("health", "The UN health agency said it had yet", "near"),
        ("health", "Dr. Amina Yusuf … said side effects were rare", "elided"),
        ("health", "2 doses of the vaccine cut severe illness", "near"),
        ("transcript", "Will you send troops? THE SPOKESPERSON: No.", "folded"),
        ("transcript", "and, if the Parliament agrees, engineers", "exact"),
        ("transcript", "I cannot say how much", "near"),
        ("transcript", "We will … send medicine", "folded"),
        ("scan", "the agreement would be signed in Moscow", "folded"),
        ("scan", 'The final official draft has 12 500 words and "effect" clauses', "folded"),
        ("scan", "Édouard Lemaître called it a naive cooperation", "near"),
        ("scan", "Édouard Lemaître called it a naïve coöperation", "folded"),
        ("scan", "FINAL offer: £5½m, or 10⁶ pounds", "folded"),
        ("scan", "The minister said the agreement", "near"),
        ("cyrillic", "россия не поставит 40 танков", "folded"),
        ("cyrillic", '"Это неправда" - сказала Анна', "near"),
        ("chinese", "中国不会向该国出售武器", "exact"),
        ("code", "</script><b>“{{article}}”</b> & (a|b)*", "exact"),
        ("code", "costs $1.00^2 at C:\\temp\\new [sic]", "exact"),
        ("code", "\\d+ and so on, he wrote", "exact"),
        ("repeats", "The train was late again", "exact"),
    ],
)
def test_it_is_found(name: str, quote: str, fit: str) -> None:
    verdict = locate(quote, ARTICLES[name])
    assert isinstance(verdict, Quote), verdict
    assert verdict.fit == fit
    assert verdict.text == ELISION.join(TEXTS[name][s:e] for s, e in verdict.spans)
    assert verdict.quoted in (None, quote)


@pytest.mark.parametrize(
    ("name", "quote", "differs"),
    [
        ("markets", "fell 35% to €41.20 after it cut", "number"),
        ("markets", "fell 3.5% to €41 after it cut", "number"),
        ("markets", "profit forecast to between €1.1 billion", ""),
        ("markets", "the group had plans to raise capital", "negation"),
        ("markets", "would touch the dividend of 85 cents", "negation"),
        ("markets", "would not touch the dividend of 85 euros", ""),
        ("markets", "Analysts at Helio, who rate the stock", "name"),
        ("markets", "It is a profit warning, it’s a reset", "negation"),
        ("markets", "Sunmark AG agreed to comment", "negation"),
        ("markets", "at 10:45 GMT the DAX was down", "number"),
        ("markets", "Net debt rose by a third to 4,750 million", "number"),
        ("markets", "had expected $2 less", "number"),
        ("markets", "Swiss firm grew by a quarter", "number"),
        ("court", "was unconstitutional. Justice Daniel Reyes, writing", "name"),
        ("court", "state’s 1978 eviction law was constitutional", "negation"),
        ("court", "both fair and lawful", ""),
        ("court", "neither fair nor unlawful", "negation"),
        ("court", "evicting 23 families with notice", ""),
        ("court", "Whitfield has pleaded guilty", "negation"),
        ("court", "her client signed the orders", "negation"),
        ("court", "was … present on the night of March 14", "leaves out “not”"),
        ("court", "on the night of March 15, 2021", "number"),
        ("court", "on the night of April 14, 2021", "name"),
        ("court", "ruled 5–4 on Friday that", "number"),
        ("court", "Everything in the text forbids it", "negation"),
        ("health", "It did prevent infection", "negation"),
        ("health", "It did … prevent infection", "leaves out “not”"),
        ("health", "Three doses of the vaccine cut severe illness", "number"),
        ("health", "trial of 11,400 adults in Ghana and Kenya", "name"),
        ("health", "trial of 1,400 adults in Kenya", "number"),
        ("health", "400 adults in Kenya and Ghana", "number"),
        ("health", "are likely to approve it before 2027", "negation"),
        ("health", "Dr. Amina Yusuf, who did not lead the study", "negation"),
        ("transcript", "We will send troops. We have said", "negation"),
        ("transcript", "I can say how much", "negation"),
        ("transcript", "and I will go beyond that", "negation"),
        ("transcript", "We rule out a loan", "negation"),
        ("transcript", "We do rule out a loan", "negation"),
        ("scan", "or 106 pounds a year", "number"),
        ("cyrillic", "Россия не поставит 400 танков Сербии", "number"),
        ("code", "costs $1.10^2 at C:", "number"),
    ],
)
def test_it_contradicts_its_source_or_is_at_least_not_found(name: str, quote: str, differs: str) -> None:
    """Where `differs` is given it has to be told; elsewhere it is enough that the quote is not located."""
    verdict = locate(quote, ARTICLES[name])
    if not differs and quote in TEXTS[name]:
        assert isinstance(verdict, Quote)
        return
    assert not isinstance(verdict, Quote), verdict
    if differs:
        assert isinstance(verdict, Contradiction), verdict
        assert any(differs in what for what in verdict.differs), verdict


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("markets", "Chief executive Petra Vogel … declined to comment"),
        ("markets", "Helio AG … declined to comment"),
        ("markets", "shares soared after the announcement of record profits"),
        ("markets", "the group will raise capital"),
        ("court", "Justice Maria Okafor … dissented"),
        ("court", "accused landlord … has pleaded guilty"),
        ("court", "James Whitfield … never signed the orders"),
        ("court", "within 30 days … may appeal"),
        ("court", "[Reyes] said the law was “neither fair nor lawful”"),
        ("health", "The vaccine … is unlikely to be approved"),
        ("transcript", "We … send … troops"),
        ("transcript", "The President said [he would pay] as much as it takes"),
        ("chinese", "中国会向该国出售武器"),
        ("chinese", "中国 武器"),
        ("code", ".*"),
        ("code", "(a|b)*"),
        ("code", "It says .* he wrote"),
        ("repeats", "… … …"),
        ("repeats", "“”"),
        ("repeats", "was late"),
        ("cyrillic", "Россия поставит танки"),
    ],
)
def test_it_proves_nothing(name: str, quote: str) -> None:
    assert isinstance(locate(quote, ARTICLES[name]), NotFound | Contradiction)
