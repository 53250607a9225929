"""The dossier of the bundled proposal, made once, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def dossier() -> ps.Dossier:
    return ps.dossier(**ps.dossiers.read_proposal(ps.datasets.path("jombang") / "usulan.toml"))


@pytest.fixture(scope="session")
def files(dossier: ps.Dossier, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return dossier.save(tmp_path_factory.mktemp("dossier") / "usulan")


@pytest.fixture
def record() -> ps.dossiers.SentraRecord:
    return ps.dossiers.SentraRecord("k", "Contoh", units=5, one_place=True, same_product=True)
