"""Tables: the same columns as records, rows over several lines, bad rows."""

from claimtrail.model.documents import Document
from claimtrail.read import read


def rows(tmp_path, content, name="a.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path), list(read([str(path)]))


def test_rows_become_documents_named_by_their_line(tmp_path):
    path, found = rows(
        tmp_path, 'ID,Title,Text,published,town\n1,Head,"Two\nlines, here",2017-04-05,Kelvan\n2,,Next.,,\n'
    )
    assert [(d.id, d.text, d.name) for d in found] == [
        ("1", "Head\nTwo\nlines, here", f"{path}#2"),
        ("2", "\nNext.", f"{path}#4"),
    ]
    assert found[0].extra == {"town": "Kelvan"}
    assert found[0].published.day.isoformat() == "2017-04-05"


def test_semicolons_tabs_and_marks(tmp_path):
    assert rows(tmp_path, b"\xef\xbb\xbfid;text\n1;One, two.\n")[1][0].body == "One, two."
    assert rows(tmp_path, "id\ttext\n1\tOne.\n", "a.tsv")[1][0].body == "One."
    assert rows(tmp_path, "\ufeffid,text\n1,Zwölf.\n".encode("utf-16-le"))[1][0].body == "Zwölf."


def test_a_header_is_enough_without_the_name(tmp_path):
    assert rows(tmp_path, "id,text\n1,One.\n", "piped")[1][0].id == "1"


def test_a_table_without_rows_is_reported(tmp_path):
    path, found = rows(tmp_path, "id,text\n")
    assert [f.id for f in found] == [path]
    assert "no records" in found[0].reason


def test_bad_rows_are_named_and_the_others_read(tmp_path):
    path, found = rows(tmp_path, b"id,text\n1,One.\n2,\n3,\xff\n4,Four.\n")
    assert [f.id for f in found if isinstance(f, Document)] == ["1", "4"]
    assert [f.id for f in found if not isinstance(f, Document)] == [f"{path}#3", f"{path}#4"]
