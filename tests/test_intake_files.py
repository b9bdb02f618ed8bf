"""Files, folders and standard input become articles, or one line that says why not."""

from __future__ import annotations

import io
import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from loopback_web import news_page

from briefer.domain.article import Article
from briefer.errors import SourceError
from briefer.intake import files
from briefer.intake.decode import decode
from briefer.intake.mail import read_mail
from briefer.intake.naming import address_slug, shown, slug
from briefer.intake.read import articles, read_source, sources

STORY = "The minister said on Monday that the port would open.\n\nShe gave no date.\n"


def _one(path: Path) -> Article:
    (article,) = read_source(str(path))
    return article


def _error(path: Path | str) -> str:
    with pytest.raises(SourceError) as caught:
        read_source(str(path))
    line = caught.value.line
    assert "\n" not in line
    assert caught.value.hint
    return line


def _write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_the_text_of_a_txt_file_is_what_three_lines_of_python_read(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt", b"\xef\xbb\xbfOne \xe2\x80\x9ctwo\xe2\x80\x9d\r\nthree\rfour\n\n five  \n")
    with path.open(encoding="utf-8-sig") as file:
        assert _one(path).text == file.read() == "One “two”\nthree\nfour\n\n five  \n"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_decoding_utf8_changes_nothing_but_line_ends_and_a_bom(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode(), "x") == text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_toml_file_beside_a_text_gives_what_is_known_of_it(tmp_path: Path) -> None:
    _write(
        tmp_path / "a.toml",
        'id = "w-9"\ntitle = "Port"\noutlet = "Gazette"\npublished = 2026-03-09\nlanguage = "en"\ngenre = "x"\n',
    )
    article = _one(_write(tmp_path / "a.txt", STORY))
    assert (article.id, article.title, article.outlet, article.published, article.url) == (
        "w-9",
        "Port",
        "Gazette",
        "2026-03-09",
        None,
    )


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('title = "a\n', "not valid TOML"),
        ("title = 3\n", "title is int, not text"),
        (b"title = '\xff'", "not UTF-8 (byte 9)"),
    ],
)
def test_a_broken_description_beside_a_text_is_named(tmp_path: Path, toml: str | bytes, said: str) -> None:
    _write(tmp_path / "a.toml", toml)
    line = _error(_write(tmp_path / "a.txt", STORY))
    assert said in line
    assert "a.toml" in line


def test_an_article_is_named_after_its_file_and_names_are_unique(tmp_path: Path) -> None:
    for name in ("port strike.txt", "port strike.md", "sub/port strike.txt"):
        _write(tmp_path / name, STORY)
    found = [a.id for a in read_source(str(tmp_path))]
    assert found == ["port-strike", "port-strike-2", "port-strike-3"]


def test_a_file_whose_name_has_no_ascii_is_named_by_its_hash(tmp_path: Path) -> None:
    article = _one(_write(tmp_path / "港.txt", STORY))
    assert article.id == article.sha256[:12]


def test_markdown_is_read_as_a_reader_sees_it(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "Port strike"\ndate: 2026-03-09\noutlet: Gazette\nmood: grim\n---\n'
        "# A heading\n\nDock workers **walked\nout** on [Monday](https://x.example/a_b) at 3 \\* 4 gates &amp; more.\n\n"
        "- first *thing*\n- second\n\n> “Quoted,” she said.\n\n<script>evil()</script>\n\n![map](m.png)\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    article = _one(_write(tmp_path / "a.md", text))
    assert (article.title, article.published, article.outlet) == ("Port strike", "2026-03-09", "Gazette")
    assert article.text.split("\n\n") == [
        "Dock workers walked out on Monday at 3 * 4 gates & more.",
        *("first thing", "second", "“Quoted,” she said.", "a | b", "1 | 2"),
    ]


def test_the_first_heading_of_markdown_is_its_title_and_later_ones_are_text(tmp_path: Path) -> None:
    article = _one(
        _write(tmp_path / "a.markdown", "# Port strike\n\nIt widened.\n\n# Background\n\nIt began in May.\n")
    )
    assert article.title == "Port strike"
    assert article.text == "It widened.\n\nBackground\n\nIt began in May."


def test_a_page_gives_its_text_without_menus_and_what_it_states(tmp_path: Path) -> None:
    article = _one(_write(tmp_path / "a.html", news_page()))
    assert article.title == "Port strike widens"
    assert article.outlet == "The Gazette"
    assert article.published == "2026-03-09T08:15:00+01:00"
    assert article.language == "en"
    assert [len(p) > 50 for p in article.text.split("\n\n")] == [True, True, True]
    assert "Copyright" not in article.text
    assert "Home" not in article.text


def test_a_page_in_another_encoding_is_decoded_as_it_declares(tmp_path: Path) -> None:
    page = news_page("Grève à Nîmes").replace("utf-8", "iso-8859-1").replace("“", "\x93").replace("”", "\x94")
    article = _one(_write(tmp_path / "a.htm", page.encode("latin-1")))
    assert article.title == "Grève à Nîmes"
    assert "“We will not return" in article.text


def test_linked_data_dates_a_page(tmp_path: Path) -> None:
    data = '{"@graph": [{"@type": "Person"}, {"@type": ["NewsArticle"], "datePublished": "2026-03-08T07:00:00Z"}]}'
    head = f"<script type='application/ld+json'>{data}</script><script type='application/ld+json'>{{broken</script>"
    assert _one(_write(tmp_path / "a.html", news_page(head=head))).published == "2026-03-08T07:00:00Z"


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><a href='/'>Home</a> <a href='/n'>News</a></body></html>", "<html"]
)
def test_a_page_without_an_article_says_so(tmp_path: Path, page: str) -> None:
    assert "no article found on the page" in _error(_write(tmp_path / "a.html", page))


def test_a_page_that_would_take_minutes_is_refused(tmp_path: Path) -> None:
    page = news_page() + "<p>The port is open.</p>" * 200_000
    assert "a page of 5 MB is no article" in _error(_write(tmp_path / "a.html", page))


def test_an_unknown_suffix_is_read_by_content(tmp_path: Path) -> None:
    assert _one(_write(tmp_path / "a.story", STORY)).text == STORY
    assert _one(_write(tmp_path / "page.php", news_page())).title == "Port strike widens"
    assert _one(_write(tmp_path / "b.txt", news_page())).text.startswith("<!DOCTYPE")


def test_a_mail_gives_subject_sender_date_and_text(tmp_path: Path) -> None:
    mail = (
        "From: =?utf-8?q?Presse_Caf=C3=A9?= <press@gazette.example>\r\nSubject: Port strike\r\n widens\r\n"
        "Date: Mon, 09 Mar 2026 08:15:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 closed.\r\nIt will open in May.\r\n--b--\r\n"
    )
    article = _one(_write(tmp_path / "a.eml", mail))
    assert article.text == "The café closed.\nIt will open in May."
    assert (article.title, article.outlet) == ("Port strike widens", "Presse Café")
    assert article.published == "2026-03-09T08:15:00+01:00"


def test_a_mail_of_html_alone_is_read_like_a_page(tmp_path: Path) -> None:
    mail = f"From: a@b.example\r\nSubject: S\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{news_page()}"
    article = _one(_write(tmp_path / "a.eml", mail))
    assert article.text.startswith("Dock workers")
    assert article.outlet == "a@b.example"


@pytest.mark.parametrize(("mail", "said"), [("just text\n", "no mail"), ("Subject: x\r\n\r\n", "a mail without text")])
def test_what_is_no_mail_says_so(tmp_path: Path, mail: str, said: str) -> None:
    assert said in _error(_write(tmp_path / "a.eml", mail))


_ODD = st.lists(
    st.sampled_from(
        ["<", ">", "[", "]", "(", "@", ",", ";", ":", '"', "=?utf-8?b?", "?=", " ", "a.b@c", "G: a@b,;", "x", "\x00"]
    )
).map("".join)


@given(
    st.lists(st.tuples(st.sampled_from(["From", "Subject", "Date", "Message-ID", "Content-Type"]), _ODD), min_size=1)
)
@example([("From", "G: a@b,;x")])
@example([("Message-ID", "<")])
@example([("Content-Type", "@]?=;=?utf-8?b?")])
def test_no_header_makes_the_reading_of_a_mail_fail(headers: list[tuple[str, str]]) -> None:
    mail = "".join(f"{name}: {value}\r\n" for name, value in headers)
    with suppress(SourceError):
        read_mail(f"{mail}\r\nThe port opened on Monday.\r\n".encode(), "a.eml")


def test_a_damaged_header_costs_a_mail_no_more_than_itself(tmp_path: Path) -> None:
    (article,) = read_source(str(_write(tmp_path / "a.eml", "From: G: a@b,;x\nSubject: Port\n\nThe port opened.\n")))
    assert (article.title, article.text.strip()) == ("Port", "The port opened.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "no words"),
        (b"\xef\xbb\xbf", "no words"),
        (b"%PDF-1.7\n...", "a PDF, not text: convert it to text first"),
        (b"PK\x03\x04\x14\x00..word/document.xml", "a Word document (.docx)"),
        (b"PK\x03\x04\x14\x00..", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "a PNG image"),
        (b"x\0y", "binary (a NUL at byte 1)"),
        (b"Good text\x00 and more", "binary (a NUL at byte 9)"),
        ("Naïve text".encode("utf-16"), "UTF-16, not UTF-8: convert it with iconv -f UTF-16 -t UTF-8"),
        ("Some plain text without a mark".encode("utf-16-le"), "UTF-16LE, not UTF-8"),
        (bytes(range(1, 256)) * 4, "binary, not text"),
    ],
)
def test_bytes_that_are_no_text_are_named(tmp_path: Path, data: bytes, said: str) -> None:
    line = _error(_write(tmp_path / "a.txt", data))
    assert said in line
    assert "a.txt" in line


def test_a_wrong_encoding_is_located_guessed_and_mendable(tmp_path: Path) -> None:
    text = "Le ministère a annoncé lundi que la réforme sera présentée à l’Assemblée en février, a-t-il déclaré. " * 5
    line = _error(_write(tmp_path / "a.txt", text.encode("cp1252")))
    assert f"not UTF-8 (byte {text.index('è')} is 0xE8)" in line
    assert "iconv -f CP1252 -t UTF-8" in line


def test_a_wrong_byte_after_a_bom_is_counted_from_the_start_of_the_file(tmp_path: Path) -> None:
    assert "byte 6 is 0xFF" in _error(_write(tmp_path / "a.txt", b"\xef\xbb\xbfabc\xff"))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # sparse: no disk is used, and reading it would take memory
    assert "200 MB is too large" in _error(path)


def test_a_missing_file_a_loop_and_a_file_as_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    _write(tmp_path / "a.txt", STORY)
    assert "no such file or folder: check the path" in _error(tmp_path / "none.txt")
    assert "Too many levels of symbolic links" in _error(tmp_path / "loop")
    assert "Not a directory" in _error(tmp_path / "a.txt" / "b.txt")
    assert "no file can have this name" in _error("a\0b.txt")
    assert "File name too long" in _error("a" * 300)


def test_a_named_pipe_and_a_device_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "a named pipe, not a file" in _error(tmp_path / "pipe.txt")
    assert "a device, not a file" in _error("/dev/zero")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_closed_file_says_that_permissions_are_the_matter(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt", STORY)
    path.chmod(0)
    assert "Permission denied: check its permissions" in _error(path)


def test_an_error_of_permission_names_the_remedy(tmp_path: Path) -> None:
    error = files.unreadable(tmp_path / "a.txt", PermissionError(13, "Permission denied"))
    assert error.line.endswith("a.txt: cannot be read: Permission denied: check its permissions (chmod +r)")


def test_names_with_control_characters_are_printed_safely(tmp_path: Path) -> None:
    line = _error(_write(tmp_path / "a\n\x1b[31mred.txt", b""))
    assert r"a\n\x1b[31mred.txt: empty" in line
    assert "\x1b" not in line


def test_a_folder_gives_each_article_in_it_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.txt", "sub/.hidden.txt", ".git/d.txt", "README.md", "notes.pdf", "b.toml"):
        _write(tmp_path / name, STORY if not name.endswith("toml") else 'title = "B"\n')
    found = read_source(str(tmp_path))
    assert [(a.id, a.title) for a in found] == [("a", None), ("b", "B"), ("c", None)]


def test_a_folder_in_the_corpus_layout_is_one_article_and_nothing_else_of_it_is_read(tmp_path: Path) -> None:
    for number in ("1", "2"):
        _write(tmp_path / f"00{number}-port" / "article.txt", STORY)
        _write(
            tmp_path / f"00{number}-port" / "article.toml", f'id = "w-{number}"\n' if number == "1" else 'title = "T"\n'
        )
        _write(tmp_path / f"00{number}-port" / "reference.toml", "not = [valid")
        _write(tmp_path / f"00{number}-port" / "notes.txt", "not an article")
    assert [a.id for a in read_source(str(tmp_path))] == ["w-1", "002-port"]
    assert [a.id for a in read_source(str(tmp_path / "001-port"))] == ["w-1"]


def test_the_written_corpus_is_a_source(root: Path) -> None:
    found = read_source(str(root / "evals" / "corpus"))
    assert len(found) == len(list((root / "evals" / "corpus").glob("*/article.txt")))
    assert len({a.id for a in found}) == len(found)
    assert all(a.title and a.published for a in found)


def test_a_folder_without_articles_says_what_it_looked_for(tmp_path: Path) -> None:
    _write(tmp_path / "data.csv", "a,b")
    line = _error(tmp_path)
    assert "a folder without articles" in line
    assert ".txt" in line


def test_links_to_folders_do_not_lead_in_circles(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", STORY)
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "again.txt").symlink_to(tmp_path)
    assert [a.id for a in read_source(str(tmp_path))] == ["a"]


def test_one_bad_file_of_a_folder_does_not_lose_the_others(tmp_path: Path) -> None:
    for name, data in (("a.txt", STORY.encode()), ("b.txt", b"\0"), ("c.txt", STORY.encode())):
        _write(tmp_path / name, data)
    kinds = [type(outcome).__name__ for outcome in articles(sources([str(tmp_path), str(tmp_path / "none")]))]
    assert kinds == ["Article", "SourceError", "Article", "SourceError"]


def test_standard_input_is_text_or_a_page_by_its_content() -> None:
    (text,) = read_source("-", stdin=io.BytesIO(STORY.encode()))
    assert text.text == STORY
    (page,) = read_source("-", stdin=io.BytesIO(b"\n<!-- x --><!DOCTYPE html>" + news_page().encode()))
    assert page.title == "Port strike widens"


@pytest.mark.parametrize(("data", "said"), [(b"", "standard input: empty"), (b"%PDF-1", "standard input: a PDF")])
def test_bad_standard_input_is_named(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read_source("-", stdin=io.BytesIO(data))


def test_standard_input_without_end_is_cut_off() -> None:
    with Path("/dev/zero").open("rb") as endless, pytest.raises(SourceError, match="too large"):
        read_source("-", stdin=endless)


@given(st.text())
def test_an_id_made_of_any_name_is_safe_as_a_file_name(name: str) -> None:
    made = slug(name)
    assert made == "" or Article("x", id=made).id == made
    assert "/" not in made
    assert not made.startswith(".")


@given(st.text(st.characters()))
def test_what_is_shown_of_any_name_is_one_printable_line(name: str) -> None:
    assert shown(name).isprintable()
    shown(name).encode()


def test_an_address_gives_a_readable_id() -> None:
    assert address_slug("https://x.example/2026/03/port-strike.html?a=1#b") == "port-strike"
    assert address_slug("https://x.example/news/index.html") == "news"
    assert address_slug("https://x.example/") == "x.example"


def test_special_files_are_told_apart() -> None:
    assert [files._special(mode) for mode in (stat.S_IFSOCK, stat.S_IFBLK, stat.S_IFDIR)] == [
        "a socket",
        "a device",
        "a folder",
    ]
