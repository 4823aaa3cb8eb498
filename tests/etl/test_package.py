"""datapackage.json is valid for the Frictionless validator, rows, keys, references and hashes included."""

import json

import frictionless


def problems(path):
    report = frictionless.validate(str(path))
    return report.flatten(["title", "rowNumber", "fieldName", "type", "note"])


def test_the_small_release_is_a_valid_package(small_release_dir):
    assert problems(small_release_dir / "datapackage.json") == []


def test_the_validator_sees_a_changed_figure(small_release_dir, tmp_path):
    for path in small_release_dir.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    gdp = tmp_path / "gdp.csv"
    gdp.write_bytes(gdp.read_bytes().replace(b"CHN,2005,1", b"CHN,2005,2", 1))
    assert [problem[0] for problem in problems(tmp_path / "datapackage.json")] == ["Hash Count Error"]


def test_each_resource_has_schema_key_hash_rows_and_sources(small_release_dir):
    package = json.loads((small_release_dir / "datapackage.json").read_text())
    for resource in package["resources"]:
        assert resource["schema"]["primaryKey"], resource["name"]
        assert resource["hash"].startswith("sha256:")
        assert resource["rows"] == (small_release_dir / resource["path"]).read_bytes().count(b"\n") - 1
        assert resource["sources"] or not resource["rows"], resource["name"]
        assert set(resource["period"]) == {"first", "last"}


def test_fields_carry_unit_range_and_allowed_values(small_release_dir):
    package = json.loads((small_release_dir / "datapackage.json").read_text())
    schema = next(r["schema"] for r in package["resources"] if r["name"] == "trade_annual")
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["value_usd"]["unit"] == "USD"
    assert fields["value_usd"]["constraints"] == {"required": True, "minimum": 0, "maximum": 2e13}
    assert fields["flow"]["constraints"]["enum"] == ["export", "import"]
    assert {"fields": ["partner"], "reference": {"resource": "places", "fields": ["iso3"]}} in schema["foreignKeys"]
