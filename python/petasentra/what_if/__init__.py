"""What the law would say if: changed plan packs; see `petasentra.PlanPack.with_change`."""
