import pytest

from resources.directory.domain import shipped


def test_shipped_rows_refuse_a_field_that_does_not_exist(monkeypatch, tmp_path):
    (tmp_path / "places.yaml").write_text("- {key: a, hour: noon}\n")
    monkeypatch.setattr(shipped, "DATA", tmp_path)

    with pytest.raises(shipped.ShippedDataError, match="a: no such field: hour"):
        shipped.shipped_places()


def test_digest_of_a_row_follows_its_content():
    one, two = shipped.shipped_lines()[:2]

    assert shipped.digest_of(one) == shipped.digest_of(dict(reversed(one.items())))
    assert shipped.digest_of(one) != shipped.digest_of(two)
