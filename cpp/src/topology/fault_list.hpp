#pragma once
#include <cmath>
#include <petasentra/geometry/polygons.hpp>
#include <petasentra/topology/fault.hpp>
#include <utility>
#include <vector>

namespace petasentra::topology {

/// Faults while they are collected. Rows are ranks until they are put in order; see ordered().
struct FaultList {
    std::vector<Fault> faults;
    std::vector<geometry::Shape> places;

    Fault& add(Rule rule, std::int64_t rank, geometry::Shape place) {
        faults.push_back({.rule = rule, .row = rank, .measure = std::nan("")});
        places.push_back(std::move(place));
        return faults.back();
    }
    void add(FaultList&& other) {
        for (auto& fault : other.faults) faults.push_back(std::move(fault));
        for (auto& place : other.places) places.push_back(std::move(place));
    }
    /// The lists of many blocks in their order.
    void add(std::vector<FaultList>&& blocks) {
        for (auto& block : blocks) add(std::move(block));
    }
};

}  // namespace petasentra::topology
