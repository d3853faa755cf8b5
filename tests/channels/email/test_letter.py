"""Letters as they come: every part finds its place, and nothing that anybody sends makes the reader fall."""

import zipfile
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from io import BytesIO

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from smartsafe.channels.email.letter import Letter, read

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def _letter(**headers: str) -> EmailMessage:
    letter = EmailMessage()
    for name, value in {"From": "Ана Анић <ana@Primer.RS>", "Message-ID": "<one@primer.rs>", **headers}.items():
        letter[name.replace("_", "-")] = value
    return letter


def test_a_plain_letter() -> None:
    letter = _letter(Subject="Помоћ, молим вас", Date="Wed, 25 Nov 2026 10:12:00 +0100", To="bit+abc@centar.rs",
                     In_Reply_To="<zero@primer.rs>", References="<root@primer.rs> <zero@primer.rs>")  # fmt: skip
    letter.set_content("Здраво,\n\nпрете ми.\n", charset="windows-1251")
    found = read(letter.as_bytes())
    assert (found.sender, found.name, found.message_id) == ("ana@primer.rs", "Ана Анић", "one@primer.rs")
    assert (found.subject, found.text) == ("Помоћ, молим вас", "Здраво,\n\nпрете ми.")
    assert found.in_reply_to == ["zero@primer.rs"]
    assert found.references == ["root@primer.rs", "zero@primer.rs"]
    assert found.recipients == ["bit+abc@centar.rs"]
    assert found.date is not None
    assert found.date.isoformat() == "2026-11-25T09:12:00+00:00"


def test_html_is_words_and_nothing_acts_or_is_fetched() -> None:
    letter = _letter()
    letter.set_content(
        "<style>p{}</style><script>alert(1)</script><p onclick='x()'>Први&nbsp;ред<br>други</p>"
        "<img src='https://tracker.rs/a.gif'><a href='https://zlo.rs/slika'>ово</a> <a href='javascript:x'>ono</a>"
        "<blockquote>старо</blockquote>",
        subtype="html",
    )
    found = read(letter.as_bytes())
    assert found.text == "Први ред\nдруги\n\nово <https://zlo.rs/slika> ono\n\n> старо"
    assert found.links == ["https://zlo.rs/slika"]


def test_of_two_versions_the_plain_one_is_taken_and_the_links_of_the_other_kept() -> None:
    letter = _letter()
    letter.set_content("Погледајте ово")
    letter.add_alternative("<p>Погледајте <a href='https://zlo.rs'>ово</a></p>", subtype="html")
    found = read(letter.as_bytes())
    assert (found.text, found.links) == ("Погледајте ово", ["https://zlo.rs"])


@pytest.mark.parametrize("plain", ["\n", "This message is in HTML, your program cannot show it"])
def test_an_empty_plain_version_gives_way(plain: str) -> None:
    letter = _letter()
    letter.set_content(plain)
    letter.add_alternative("<p>Прете ми</p>", subtype="html")
    assert read(letter.as_bytes()).text == "Прете ми"


def test_files_inline_or_attached_with_names_in_every_dress() -> None:
    letter = _letter()
    letter.set_content("слике")
    letter.add_attachment(PNG, maintype="image", subtype="png", filename="снимак екрана.png")
    letter.add_attachment(PNG, maintype="image", subtype="png", filename="../../etc/passwd\n.png".replace("\n", ""))
    letter.add_attachment(PNG, maintype="image", subtype="png", disposition="inline", cid="<a@b>")
    letter.add_attachment("ред", filename="razgovor.txt")
    found = read(letter.as_bytes())
    assert [file.name for file in found.files] == ["снимак екрана.png", "_.._etc_passwd.png", "file.png",
                                                   "razgovor.txt"]  # fmt: skip
    assert found.files[0].content == PNG
    assert found.text == "слике"


def test_old_programs_write_names_as_encoded_words() -> None:
    raw = (b"From: a@b.rs\r\nContent-Type: image/png; name=\"=?windows-1251?B?8evo6uA=?=.png\"\r\n"
           b"Content-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n")  # fmt: skip
    assert [file.name for file in read(raw).files] == ["слика.png"]


def test_a_letter_inside_the_letter_is_a_file() -> None:
    inside = _letter(Subject="претња")
    inside.set_content("убићу те")
    letter = _letter()
    letter.set_content("Ово сам добио")
    letter.add_attachment(inside)
    found = read(letter.as_bytes())
    assert found.text == "Ово сам добио"
    assert [file.name for file in found.files] == ["letter.eml"]
    assert b"one@primer.rs" in found.files[0].content


@pytest.mark.parametrize(
    ("kind", "name"),
    [("ms-tnef", "winmail.dat"), ("pkcs7-mime", "smime.p7m"), ("x-pkcs7-signature", "smime.p7s")],
)
def test_what_evidence_would_not_know_is_kept_in_an_archive(kind: str, name: str) -> None:
    letter = _letter()
    letter.set_content("x")
    letter.add_attachment(b"\x78\x9f\x3e\x22", maintype="application", subtype=kind, filename=name)
    (file,) = read(letter.as_bytes()).files
    assert file.name == f"{name}.zip"
    with zipfile.ZipFile(BytesIO(file.content)) as archive:
        assert archive.read(name) == b"\x78\x9f\x3e\x22"


def test_pgp_is_kept_as_files() -> None:
    letter = MIMEMultipart("encrypted", protocol="application/pgp-encrypted")
    letter["From"] = "a@b.rs"
    version = MIMEText("Version: 1")
    version.replace_header("Content-Type", "application/pgp-encrypted")
    secret = MIMEText("-----BEGIN PGP MESSAGE-----\n")
    secret.replace_header("Content-Type", 'application/octet-stream; name="encrypted.asc"')
    letter.attach(version)
    letter.attach(secret)
    assert [file.name for file in read(letter.as_bytes()).files] == ["file.asc", "encrypted.asc"]


def test_flowed_lines_are_whole_again() -> None:
    raw = (b"Content-Type: text/plain; format=flowed\r\n\r\nprvi \r\ndeo\r\n\r\n> staro \r\n> isto\r\n>> dublje\r\n"
           b"-- \r\nAna\r\n")  # fmt: skip
    assert read(raw).text == "prvi deo\n\n> staro isto\n>> dublje\n-- \nAna"


def test_malformed_letters() -> None:
    assert read(b"") == Letter(content_type="text/plain")
    cut = b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nprete mi\r\n--a\r\nContent-Type: image/png\r\n"
    assert read(cut).text == "prete mi"
    assert read(b"no headers at all, only words").text or read(b"\r\n\r\nwords").text == "words"
    assert read(b"From: a@b.rs\r\nContent-Type: multipart/mixed\r\n\r\nwords").text in ("words", "")


def test_parts_inside_parts_have_an_end() -> None:
    raw = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(400))
    found = read(raw + b"\r\ndeep")
    assert found.left_out or found.files


def test_a_megabyte_of_words() -> None:
    found = read(b"From: a@b.rs\r\n\r\n" + b"abc def\r\n" * 200_000)
    assert len(found.text) == 1_000_000
    assert found.files[0].name == "text.txt"


_HEADERS = st.sampled_from(
    ["From", "To", "Subject", "Date", "Message-ID", "References", "In-Reply-To", "Content-Type", "Reply-To",
     "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version", "Auto-Submitted"]
)  # fmt: skip
_VALUES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [b"multipart/mixed; boundary=x", b"multipart/alternative; boundary=x", b"message/rfc822", b"base64",
         b"multipart/report; report-type=delivery-status; boundary=x", b"message/delivery-status", b"text/html",
         b"quoted-printable", b"text/plain; charset*=utf-8''%ff; format=flowed", b"attachment; filename*0*=x''%; x",
         b"=?utf-7?B?+++?= <a@b>, =?big5?Q?=ff?=", b'"\\" <@@>', b"Thu, 99 Foo -1 25:61 +9999", b"<<<>>> <a> <b@c>",
         b"x-uuencode", b"text/plain; charset=\xff", b"text/plain; charset=idna", b"application/ms-tnef; name=\xc4\x8d"]
    ),
)  # fmt: skip
_BODIES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([b"--x\r\n\r\n", b"--x--\r\n", b"--x\r\nContent-Type: message/rfc822\r\n\r\n", b"\r\n",
                     b"--x\r\nContent-Type: text/html\r\n\r\n<a href=", b"begin 666 x\r\n\xff\r\nend\r\n",
                     b"--x\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n\r\n"]),
)  # fmt: skip


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(headers=st.lists(st.tuples(_HEADERS, _VALUES), max_size=8), bodies=st.lists(_BODIES, max_size=6))
def test_nothing_makes_the_reader_fall(headers: list[tuple[str, bytes]], bodies: list[bytes]) -> None:
    raw = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in headers) + b"\r\n" + b"".join(bodies)
    _holds(read(raw))


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=2_000))
@example(b"\x00")
@example(b"Content-Type: text/plain; charset=utf-7\r\n\r\n+2AA-")
def test_no_bytes_make_the_reader_fall(raw: bytes) -> None:
    _holds(read(raw))


def _holds(found: Letter) -> None:
    for words in (found.text, found.subject, found.name, found.sender, *[file.name for file in found.files]):
        words.encode()  # no lone surrogates
        assert "\0" not in words
