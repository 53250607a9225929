"""The map of sentra shows outlines below them where they are given."""

from __future__ import annotations

import petasentra as ps


def test_outlines_lie_below_the_sentra(tmp_path):
    data = ps.datasets.jombang()
    found = ps.find_sentra(data.smelters, eps_m=300, product="activity", workers="workers")
    plain = found.explore(tmp_path / "tanpa.html").path.read_text(encoding="utf-8")
    under = found.explore(tmp_path / "peta.html", under=data.kecamatan).path.read_text(encoding="utf-8")
    assert "Batas wilayah" not in plain
    assert under.index(">Sentra") < under.index("Batas wilayah"), "the last in the list of layers is the lowest"
    assert "Sumobito" in under
