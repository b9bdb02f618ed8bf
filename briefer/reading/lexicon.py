"""Words that the checks know: hedges, promises, denials, titles, countries and the names of their people."""

from __future__ import annotations

import re

HEDGE = re.compile(
    r"\b(?:may|might|could|can|Might|Could|perhaps|maybe|possibl[ey]|possibility|potential(?:ly)?|hint(?:s|ed|ing)?|consider(?:s|ed|ing)?"
    r"|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?|stud(?:y|ies|ied|ying)|option|likely|unlikely|chance|risk(?:s|ed|ing)?|threaten\w*|warn\w*"
    r"|suggest(?:s|ed|ing|ion)?|ready to|not rul\w+ out|rul(?:e|es|ed|ing) out|reserves? the right|expect\w*|fear\w*|unless|if|would)\b"
)
"""Words that leave open whether a thing will happen; case matters, because of the month of May."""

OPEN = re.compile(
    r"\b(?:may|might|could|Might|Could|perhaps|maybe|possibl[ey]|possibility|potential(?:ly)?|hint(?:s|ed|ing)?|consider(?:s|ed|ing)?"
    r"|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)|suggest(?:s|ed|ing|ion)|rul(?:e|es|ed|ing) out)\b"
)
"""The words among them that are softer than any promise."""

OPENING = frozenset(
    "may might could Might Could perhaps maybe possible possibly possibility potential potentially hint hints hinted hinting "
    "consider considers considered considering mull mulls mulled mulling weigh weighs weighed weighing suggest suggests suggested "
    "suggestion suggesting rule rules ruled ruling".split()
)
"""The same as single words: where a text has none of these, it has none of those."""

FIRM = re.compile(
    r"\b(?:will|shall|would|must|going to|won[’']t|\w+[’']ll|(?:is|are|was|were|be|been) (?:to|due|set|bound|certain|required|obliged)"
    r"|promis\w+|pledg\w+|vow\w*|commit\w*|agree\w*|plan\w*|decid\w+|order\w*|announc\w+|guarante\w+|undertak\w+|undertook|sw[eo]r[en]\w*"
    r"|certain(?:ly)?|definitely|has to|have to|had to)\b"
)
"""Words that bind or foretell."""

HARD = re.compile(r"\b(?:will|shall|going to|won[’']t|certain to|certainly|definitely|inevitabl[ey]|guaranteed)\b")
"""What an item must not say where its evidence leaves it open."""

HARDENING = frozenset(
    "will shall going won't won’t certain certainly definitely inevitable inevitably guaranteed".split()
)
"""The same as single words."""

DENIED = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|neither|nor|without|cannot|hardly|barely|scarcely|denie[ds]|deny(?:ing)?|denials?"
    r"|refus\w+|reject\w+|declin(?:e[sd]?|ing)|untrue|false)\b|n[’']t\b",
    re.IGNORECASE,
)
"""A denial or negation in evidence."""

DENYING = frozenset(
    word
    for lower in "not never no nobody none nothing neither nor without cannot hardly barely scarcely denied denies deny denying "
    "denial denials refuse refuses refused refusing refusal reject rejects rejected rejecting rejection decline declines declined "
    "declining untrue false".split()
    for word in (lower, lower.capitalize())
)
"""The same as single words, but for those that end in n't."""

IDIOM = re.compile(
    r"\b(?:not only|not just|not merely|not least|no doubt|no later than|no longer than|no fewer than|no less than|no more than"
    r"|nothing but|nothing (?:\W*\w+\W+)?(?:better|worse|more|less)"
    r"|whether or not|if not|not to mention|not yet|no matter|nor did|not so much)\b",
    re.IGNORECASE,
)
"""Phrases with a negation that deny nothing."""

CONTRARY = re.compile(
    DENIED.pattern
    + r"|\b(?:un|in|im|il|ir|dis|non|mis)-?[a-z]{4,}\b|\b\w+less\b|\brule[sd]? out\b|\bturn\w* down\b|\bfree (?:of|from)\b|\byet to\b"
    r"|\b(?:fail|lack|avoid|refrain|prevent|stop|end|ban|bar|block|withh[eo]ld|abstain|oppos|drop|cancel|disput|doubt|exclud|exempt"
    r"|only|spare|keep|kept|stay|remain|instead|alleg|accus|claim|report|los[et]|left|rather than|little|few|against|halt|suspend|forbid"
    r"|forbade|prohibit|contradict|rebut|absen|resist|criticis|criticiz|dismiss|wrong|still|limit|until|too|unable|away|off|out)\w*\b",
    re.IGNORECASE,
)
"""Words with which an item may keep a denial, in whatever form."""

TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof professor president vice prime minister secretary senator sen congressman congresswoman "
    "representative rep governor gov mayor chancellor king queen prince princess general gen colonel col captain capt admiral "
    "lieutenant lt major sergeant judge justice chief chair chairman chairwoman director ceo cfo coo spokesman spokeswoman "
    "spokesperson ambassador deputy foreign interior defence defense finance economy energy health state former acting pope bishop "
    "archbishop rabbi imam sheikh ayatollah commissioner speaker premier envoy attorney".split()
)

OPENERS = frozenset(
    "it he she they we you i this that these those there here both neither either each all some many most several other others such its "
    "his her their our the a an in on at for from to with by after before while when where as if unless until since although though "
    "but and or nor so yet what who whose which how why no not one two three four five six seven eight nine ten open unclear unknown "
    "unresolved undecided pending".split()
)

PEOPLES = {
    word: group
    for group in (
        "us usa america american americans united-states",
        "uk britain british britons briton united-kingdom",
        "eu european europe europeans",
        "un united-nations",
        "france french frenchman frenchwoman",
        "spain spanish spaniard spaniards",
        "poland polish pole poles",
        "denmark danish dane danes",
        "norway norwegian norwegians",
        "finland finnish finn finns",
        "sweden swedish swede swedes",
        "ireland irish",
        "wales welsh",
        "scotland scottish scots",
        "netherlands dutch holland",
        "switzerland swiss",
        "turkey turkish turk turks türkiye turkiye",
        "slovakia slovak slovaks",
        "czechia czech czechs",
        "serbia serb serbs serbian",
        "croatia croat croats croatian",
        "slovenia slovene slovenes slovenian",
        "greece greek greeks",
        "thailand thai thais",
        "philippines filipino filipinos philippine",
        "afghanistan afghan afghans",
        "kazakhstan kazakh kazakhs",
        "uzbekistan uzbek uzbeks",
        "pakistan pakistani pakistanis",
        "kyrgyzstan kyrgyz",
        "tajikistan tajik",
        "lebanon lebanese",
        "congo congolese",
        "cyprus cypriot cypriots",
        "iceland icelandic icelanders",
        "hungary hungarian",
        "belgium belgian belgians",
        "arab arabs arabia arabian",
        "myanmar burma burmese",
        "ivory-coast ivorian",
        "peru peruvian peruvians",
        "germany german germans",
        "kurds kurdish kurdistan",
        "west western",
        "east eastern",
        "north northern",
        "south southern",
        "asia asian asians",
    )
    for word in group.split()
}
"""For the name of a country or a people, all names that mean the same here."""

COUNTRIES = frozenset(
    "afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium bolivia "
    "bosnia botswana brazil britain bulgaria cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus czechia denmark "
    "ecuador egypt eritrea estonia ethiopia finland france gabon gambia georgia germany ghana greece guatemala guinea haiti honduras "
    "hungary iceland "
    "india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia "
    "lebanon lesotho liberia libya lithuania luxembourg madagascar malawi malaysia mali malta mauritania mexico moldova mongolia "
    "montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama "
    "paraguay peru philippines poland portugal qatar romania russia rwanda senegal serbia singapore slovakia slovenia somalia spain sudan "
    "sweden switzerland syria taiwan tajikistan tanzania thailand tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan venezuela "
    "vietnam yemen zambia zimbabwe moscow kyiv washington beijing brussels london paris berlin tokyo tehran jerusalem ankara seoul "
    "pyongyang".split()
)
