"""The fingerprint tells results of other code or other words apart."""

from claimtrail.pipeline import CLAIMS, CLEANED
from claimtrail.pipeline.fingerprint import fingerprint, of_stages


def test_it_is_the_same_each_time_and_differs_by_the_rooms():
    assert of_stages(CLAIMS) == of_stages(CLAIMS)
    assert of_stages(CLAIMS) != of_stages(CLEANED)


def test_it_changes_with_one_byte_of_a_rule(tmp_path, monkeypatch):
    from claimtrail.pipeline import fingerprint as module

    room = tmp_path / "claimtrail.extract"
    room.mkdir()
    (room / "rules.py").write_text("LIMIT = 1\n")
    for shared in ("model", "lexicon", "pipeline"):
        (tmp_path / f"claimtrail.{shared}").mkdir()
    monkeypatch.setattr(module, "files", lambda name: tmp_path / name)
    before = fingerprint.__wrapped__(("extract",))
    assert fingerprint.__wrapped__(("extract",)) == before
    (room / "rules.py").write_text("LIMIT = 2\n")
    assert fingerprint.__wrapped__(("extract",)) != before
